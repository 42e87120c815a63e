import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import type { Named, Stage } from "../api/types";
import { focusCard } from "../state/boardKeys";
import type { useMover } from "../state/mover";
import { GatePanel } from "./GatePanel";
import { MoveDialog } from "./MoveDialog";
import { MoveMenu } from "./MoveMenu";

interface Props {
  mover: ReturnType<typeof useMover>;
  stages: Stage[];
  lossReasons: Named[];
}

/** Whatever a move needs on screen: a choice, a question, a kind no, or what went wrong. */
export function MoveSteps({ mover, stages, lossReasons }: Props) {
  const { t } = useTranslation("zone");
  const { step, wish } = mover;
  if (!step) return null;
  const close = () => {
    mover.close();
    focusCard(step.card.id);
  };
  if (step.kind === "closed") {
    return <GatePanel refusal={step} onClose={close} onMove={(card, to) => void wish(card, to)} />;
  }
  if (step.kind === "choose") {
    const at = document.querySelector(`[data-testid="lane-${step.lane.id}"] header`);
    return (
      <MoveMenu
        opened={{ card: step.card, places: step.places, at: at ?? document.body }}
        stages={stages}
        onClose={close}
        onMove={(card, to) => {
          close();
          void wish(card, to);
        }}
      />
    );
  }
  if (step.kind === "ask") {
    return (
      <MoveDialog
        asked={step}
        lossReasons={lossReasons}
        busy={mover.busy}
        error={mover.error}
        onClose={close}
        onMove={(body) => void mover.send(step.card, step.stage, body, true)}
      />
    );
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t("move.failed")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <ProblemAlert error={step.error} safe={t("gate.safe")} />
    </Modal>
  );
}
