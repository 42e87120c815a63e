import type { ReactNode } from "react";

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

/** The outline of a card while its content is on the way; nothing for the first 200 ms. */
export function Waiting() {
  return <div className="ys-skeleton" aria-busy="true" />;
}
