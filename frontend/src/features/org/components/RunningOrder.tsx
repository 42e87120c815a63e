import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { ConsoleBody } from "../api/types";
import { waitingSlot } from "../state/console";

const OVER = new Set(["sealed", "revealed", "confirmed", "no_show", "withdrawn"]);

/** The teams in their order, each with its state; the one on stage stands out. */
export function RunningOrder({ body }: { body: ConsoleBody }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const list = useRef<HTMLOListElement>(null);
  const { current: onStage } = body;
  useEffect(() => {
    if (onStage === null) return;
    list.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [onStage]);
  const next = waitingSlot(body);
  const over = body.slots.filter((slot) => OVER.has(slot.state)).length;
  const rows = [...body.slots].sort((a, b) => a.position - b.position);
  return (
    <aside className="run" aria-label={t("live.order")}>
      <div className="h">
        <h2>{t("live.order")}</h2>
        <span className="num">
          {over} / {rows.length}
        </span>
      </div>
      <ol ref={list} tabIndex={0} aria-label={t("live.order")}>
        {rows.map((slot) => {
          const now = slot.id === body.current && !OVER.has(slot.state);
          const tone = now ? "now" : OVER.has(slot.state) ? "over" : "";
          return (
            <li
              key={slot.id}
              className={tone}
              aria-current={now ? "step" : undefined}
              data-testid={`slot-${slot.entry.number}`}
              data-state={slot.state}
            >
              <span className="n num">{String(slot.position).padStart(2, "0")}</span>
              <span className="t">{words(slot.entry.team)}</span>
              <span className={slot.id === next?.id && !now ? "e next" : "e"}>
                {slot.id === next?.id && slot.state === "waiting"
                  ? t("live.next")
                  : t(`slot.${slot.state}`)}
              </span>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}
