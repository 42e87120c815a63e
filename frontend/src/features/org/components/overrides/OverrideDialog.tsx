import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { overridesQuery } from "../../api/overrides";
import type { ConsoleSlot, Rulebook } from "../../api/types";
import { missingSeats, signedCount } from "../../state/console";
import type { ConsoleFeed } from "../../state/feed";
import { OverrideDecision } from "./OverrideDecision";
import { OverrideFacts } from "./OverrideFacts";
import { OverrideForm } from "./OverrideForm";
import "./overrides.css";

interface Props {
  round: string;
  rulebook: Rulebook;
  zone: string;
  feed: ConsoleFeed;
  names: (numbers: number[]) => string;
  /** May propose it; what waits, each decides as the server allows. */
  proposes: boolean;
  /** The team that it is about; null where nothing is open on screen. */
  slot: ConsoleSlot | null;
  onClose: () => void;
}

/** Sealing a team without a judge's sheet: proposed, told to the judges, decided by another. */
export function OverrideDialog(props: Props) {
  const { t } = useTranslation("overrides");
  const words = useWords();
  const { round, rulebook, zone, feed, names, proposes, slot, onClose } = props;
  const found = useQuery({
    ...overridesQuery(round),
    enabled: slot !== null,
    staleTime: 0,
    // Another console's step is known by the room's frame.
    refetchInterval: 2000,
  });
  const waiting = found.data?.find((one) => one.slot === slot?.id && one.state === "proposed");
  const last = found.data?.find((one) => one.slot === slot?.id && one.state !== "proposed");
  const few = slot !== null && signedCount(slot) < rulebook.panel.minimum_sheets;
  const done = () => {
    void found.refetch();
    void feed.refresh(true);
  };
  return (
    <Modal
      opened={slot !== null}
      onClose={onClose}
      title={
        slot &&
        t((waiting ?? last)?.kind === "late" ? "lateDialog" : "dialog", {
          team: words(slot.entry.team),
        })
      }
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className="ys-stack" data-testid="override-dialog">
        {found.isPending && <Waiting />}
        <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
        {found.data && !waiting && last && last.state !== "withdrawn" && (
          <OverrideFacts override={last} zone={zone} names={names} />
        )}
        {waiting && (
          <>
            <OverrideFacts override={waiting} zone={zone} names={names} />
            <OverrideDecision round={round} override={waiting} feed={feed} onDone={done} />
          </>
        )}
        {slot && found.data && !waiting && SEALABLE.has(slot.state) && (
          <>
            {proposes ? (
              <OverrideForm
                round={round}
                slot={slot.id}
                missing={names(missingSeats(slot))}
                asks={few && rulebook.panel.below_minimum === "committee"}
                onDone={done}
              />
            ) : (
              <p className="ys-soft">{t("whoProposes")}</p>
            )}
          </>
        )}
      </div>
    </Modal>
  );
}

const SEALABLE = new Set(["scoring", "held"]);
