import { useCallback, useRef, useState } from "react";
import { queryClient } from "@/api/query";
import { useProjectMove } from "../api/move";
import { projectQuery } from "../api/project";
import type { Card, MoveBody, Named, Stage } from "../api/types";
import { missingIn, planMove } from "./gate";

export type Step =
  | { kind: "ask"; card: Card; stage: Stage; proof: Named[]; reason: boolean }
  | { kind: "closed"; card: Card; stage: Stage; missing: Named[] }
  | { kind: "failed"; card: Card; stage: Stage; error: unknown };

/** A move from the wish to the answer: the gate first, then what the mover must say. */
export function useMover(stages: Stage[], say: (done: boolean, card: Card, stage: Stage) => void) {
  const move = useProjectMove();
  const [step, setStep] = useState<Step | null>(null);
  const { mutateAsync, reset } = move;

  const send = useCallback(
    async (card: Card, stage: Stage, body: MoveBody, asking: boolean) => {
      try {
        await mutateAsync({ id: card.id, ...body });
        setStep(null);
        say(true, card, stage);
      } catch (error) {
        const missing = missingIn(error);
        say(false, card, stage);
        if (missing.length > 0) setStep({ kind: "closed", card, stage, missing });
        else if (!asking) setStep({ kind: "failed", card, stage, error });
      }
    },
    [mutateAsync, say],
  );

  const plan = useCallback(
    async (card: Card, to: string) => {
      const stage = stages.find((each) => each.id === to);
      if (!stage || card.stage === to) return;
      reset();
      try {
        const page = await queryClient.fetchQuery(projectQuery(card.id));
        const way = planMove(page, to, stages);
        if (way.kind === "go") return await send(card, stage, { to }, false);
        if (way.kind === "ask") return setStep({ ...way, card, stage });
        say(false, card, stage);
        setStep({
          kind: "closed",
          card,
          stage,
          missing: way.kind === "closed" ? way.missing : [],
        });
      } catch (error) {
        setStep({ kind: "failed", card, stage, error });
      }
    },
    [stages, send, say, reset],
  );

  // A card shows its new lane before the server has it: the next wish waits for the answer,
  // or it would be planned from a stage that is not yet the project's.
  const last = useRef<Promise<void>>(Promise.resolve());
  const wish = useCallback(
    (card: Card, to: string) => {
      last.current = last.current.then(() => plan(card, to));
      return last.current;
    },
    [plan],
  );

  return { step, close: () => setStep(null), wish, send, busy: move.isPending, error: move.error };
}
