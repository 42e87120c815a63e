import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** One sentence about what will be here, and the one action. */
export function EmptyState(props: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <section className="ys-card ys-empty">
      <h2>{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.action}
    </section>
  );
}

interface WaitingProps {
  /** The layout that is on the way: one card, lines of a list, or cards beside each other. */
  shape?: "card" | "lines" | "cards";
  /** What is being read, for the words that come after two seconds. */
  what?: string;
}

const PARTS = { card: 1, lines: 5, cards: 4 };

/** The outline of what is on the way: nothing for 200 ms, words from two seconds on. */
export function Waiting({ shape = "card", what }: WaitingProps) {
  const { t } = useTranslation("common", { useSuspense: false });
  return (
    <div className={`ys-waiting ${shape}`} aria-busy="true" data-testid="waiting">
      {Array.from({ length: PARTS[shape] }, (_, index) => (
        <div key={index} className="ys-skeleton" aria-hidden />
      ))}
      <p role="status" className="said">
        {what ? t("waiting.what", { what }) : t("waiting")}
      </p>
    </div>
  );
}
