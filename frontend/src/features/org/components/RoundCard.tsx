import { useTranslation } from "react-i18next";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { useRoundTurn } from "../api/turn";
import type { ConsoleBody } from "../api/types";
import { openSlots } from "../state/console";
import { StateChip } from "./StateChip";

interface Props {
  body: ConsoleBody;
  /** Teams of other rooms that keep the round from closing. */
  elsewhere: number;
  mayRun: boolean;
  onDone: () => void;
}

/** Whether the round takes scores, and the way to the next of its states. */
export function RoundCard({ body, elsewhere, mayRun, onDone }: Props) {
  const { t } = useTranslation("org");
  const { id, state } = body.round;
  const open = useRoundTurn(id, "open");
  const close = useRoundTurn(id, "close");
  const left = openSlots(body).length;
  const act = (turn: typeof open) => turn.mutate(undefined, { onSuccess: onDone });
  const empty = body.slots.length === 0;
  return (
    <section className="card">
      <div className="ys-row between">
        <h2>{t("round.title")}</h2>
        <StateChip of="round" state={state} />
      </div>
      {mayRun &&
        state === "prepared" &&
        (empty ? (
          <ReasonedButton reason={t("round.needsDraw")} onAct={() => undefined} testid="round-open">
            {t("round.act.open")}
          </ReasonedButton>
        ) : (
          <ConfirmButton
            fullWidth
            loading={open.isPending}
            question={t("round.openAsk")}
            body={<p className="ys-soft">{t("round.openWhy")}</p>}
            confirm={t("round.act.open")}
            onConfirm={() => act(open)}
            testid="round-open"
          >
            {t("round.act.open")}
          </ConfirmButton>
        ))}
      {mayRun &&
        state === "open" &&
        (left + elsewhere > 0 ? (
          <ReasonedButton
            reason={
              left > 0
                ? t("round.left", { count: left })
                : t("round.leftElsewhere", { count: elsewhere })
            }
            onAct={() => undefined}
            testid="round-close"
          >
            {t("round.close")}
          </ReasonedButton>
        ) : (
          <ConfirmButton
            fullWidth
            loading={close.isPending}
            question={t("round.closeAsk")}
            body={<p className="ys-soft">{t("round.closeWhy")}</p>}
            confirm={t("round.close")}
            onConfirm={() => act(close)}
            testid="round-close"
          >
            {t("round.close")}
          </ConfirmButton>
        ))}
      <ProblemAlert error={open.error ?? close.error} safe={t("round.safe")} />
    </section>
  );
}
