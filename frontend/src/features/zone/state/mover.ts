import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { useWords } from "@/lib/bilingual";
import { offerUndo } from "@/ui/undo";
import { useProjectMove } from "../api/move";
import { projectQuery } from "../api/project";
import type { Card, MoveBody, Named, Stage } from "../api/types";
import { canUndo, corrections, missingIn, planMove } from "./gate";
import { type Lane, targetsIn } from "./lanes";

export type Step =
  | { kind: "ask"; card: Card; stage: Stage; proof: Named[]; reason: boolean }
  | { kind: "closed"; card: Card; stage: Stage; missing: Named[] }
  | { kind: "choose"; card: Card; lane: Lane; places: Stage[] }
  | { kind: "failed"; card: Card; stage: Stage; error: unknown };

/** How a move ended; `card` is as it was before. */
export type Told = (end: "moved" | "refused", card: Card, stage: Stage) => void;

/** A move from the wish to the answer: the gate first, then what the mover must say. */
export function useMover(stages: Stage[], tell: Told) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const move = useProjectMove();
  const [step, setStep] = useState<Step | null>(null);
  const { mutateAsync, reset } = move;
  // The words follow the language, and t changes with it.
  const say = useRef({ t, words, tell });
  useEffect(() => {
    say.current = { t, words, tell };
  });

  const offer = useCallback(
    (card: Card, stage: Stage) => {
      const from = stages.find(({ id }) => id === card.stage);
      if (!from || !canUndo(from, stage)) return;
      const names = { name: say.current.words(card.name), stage: say.current.words(stage.name) };
      offerUndo(say.current.t("undo.moved", names), async () => {
        await mutateAsync({ id: card.id, to: from.id, reason: say.current.t("undo.reason") });
        say.current.tell("moved", { ...card, stage: stage.id }, from);
      });
    },
    [stages, mutateAsync],
  );

  const send = useCallback(
    async (card: Card, stage: Stage, body: MoveBody, asking: boolean) => {
      try {
        await mutateAsync({ id: card.id, ...body });
        setStep(null);
        say.current.tell("moved", card, stage);
        offer(card, stage);
      } catch (error) {
        const missing = missingIn(error);
        say.current.tell("refused", card, stage);
        if (missing.length > 0) setStep({ kind: "closed", card, stage, missing });
        else if (!asking) setStep({ kind: "failed", card, stage, error });
      }
    },
    [mutateAsync, offer],
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
        say.current.tell("refused", card, stage);
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
    [stages, send, reset],
  );

  /** A card was let go over a lane: its one lawful place, a choice of several, or the way back. */
  const land = useCallback(
    async (card: Card, lane: Lane) => {
      const first = lane.places[0];
      if (!first) return;
      try {
        const page = await queryClient.fetchQuery(projectQuery(card.id));
        const places = targetsIn(lane, card, stages, page);
        if (places.length > 1) return setStep({ kind: "choose", card, lane, places });
        const been = corrections(page, stages).filter((id) => lane.places.some((p) => p.id === id));
        await plan(card, places[0]?.id ?? been.at(-1) ?? first.id);
      } catch (error) {
        setStep({ kind: "failed", card, stage: first, error });
      }
    },
    [stages, plan],
  );

  // A card shows its new lane before the server has it: the next wish waits for the answer,
  // or it would be planned from a stage that is not yet the project's.
  const last = useRef<Promise<void>>(Promise.resolve());
  const queued = useCallback((act: () => Promise<void>) => {
    last.current = last.current.then(act);
    return last.current;
  }, []);
  const wish = useCallback(
    (card: Card, to: string) => queued(() => plan(card, to)),
    [queued, plan],
  );
  const drop = useCallback(
    (card: Card, lane: Lane) => queued(() => land(card, lane)),
    [queued, land],
  );
  const close = useCallback(() => setStep(null), []);

  return { step, close, wish, drop, send, busy: move.isPending, error: move.error };
}
