import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import type { Named } from "../api/types";
import type { useMover } from "../state/mover";
import { GateRefusal } from "./GateRefusal";
import { MoveDialog } from "./MoveDialog";

interface Props {
  mover: ReturnType<typeof useMover>;
  lossReasons: Named[];
}

/** Whatever a move needs on screen: a question, a kind no, or what went wrong. */
export function MoveSteps({ mover, lossReasons }: Props) {
  const { t } = useTranslation("zone");
  const { step, close } = mover;
  if (!step) return null;
  if (step.kind === "closed") return <GateRefusal refusal={step} onClose={close} />;
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
