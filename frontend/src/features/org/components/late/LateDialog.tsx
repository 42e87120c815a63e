import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { lateQuery } from "../../api/lateChanges";
import type { Rulebook } from "../../api/types";
import { LateDecision } from "./LateDecision";
import { LateFacts } from "./LateFacts";
import "../corrections/corrections.css";

interface Props {
  round: string;
  rulebook: Rulebook;
  zone: string;
  /** The sheet whose late changes are open on screen; null where none are. */
  sheet: string | null;
  onClose: () => void;
}

/** One judge's late changes over the console. */
export function LateDialog({ round, rulebook, zone, sheet, onClose }: Props) {
  const { t } = useTranslation("corrections");
  const found = useQuery({ ...lateQuery(round), enabled: sheet !== null, staleTime: 0 });
  // What waits stands first; of what was decided the newest.
  const one = found.data?.find((each) => each.sheet === sheet);
  return (
    <Modal
      opened={sheet !== null}
      onClose={onClose}
      title={t("late.one")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className="ys-stack" data-testid="late-dialog">
        {found.isPending && <Waiting />}
        <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
        {found.data && !one && <p>{t("late.gone")}</p>}
        {one && (
          <>
            {one.state !== "open" && (
              <span className={`ys-chip ${one.state === "accepted" ? "ok" : ""}`}>
                {t(`late.state.${one.state}`)}
              </span>
            )}
            <LateFacts late={one} rulebook={rulebook} zone={zone} />
            {one.after_reveal && <p className="ys-small ys-soft">{t("afterReveal")}</p>}
            <LateDecision round={round} late={one} />
          </>
        )}
      </div>
    </Modal>
  );
}
