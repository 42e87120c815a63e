import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { correctionsQuery } from "../../api/corrections";
import type { Rulebook } from "../../api/types";
import { CorrectionFacts } from "./CorrectionFacts";
import { Decision } from "./Decision";
import "./corrections.css";

interface Props {
  round: string;
  rulebook: Rulebook;
  zone: string;
  /** The request that is open on screen; null where none is. */
  asked: string | null;
  onClose: () => void;
}

/** One request over the console. */
export function CorrectionDialog({ round, rulebook, zone, asked, onClose }: Props) {
  const { t } = useTranslation("corrections");
  const found = useQuery({ ...correctionsQuery(round), enabled: asked !== null, staleTime: 0 });
  const one = found.data?.find(({ id }) => id === asked);
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={t("one")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className="ys-stack" data-testid="correction-dialog">
        {found.isPending && <Waiting />}
        <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
        {found.data && !one && <p>{t("gone")}</p>}
        {one && (
          <>
            <CorrectionFacts correction={one} rulebook={rulebook} zone={zone} />
            {one.after_reveal && <p className="ys-small ys-soft">{t("afterReveal")}</p>}
            <Decision round={round} correction={one} />
          </>
        )}
      </div>
    </Modal>
  );
}
