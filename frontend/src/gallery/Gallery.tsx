import type { ReactNode } from "react";
import { Evidence } from "./Evidence";
import { Facts } from "./Facts";
import { States } from "./States";

/** Every shared component in every state; one part is one picture. */
export function Gallery() {
  return (
    <main className="ga-page">
      <Facts />
      <Evidence />
      <States />
    </main>
  );
}

/** One component; its heading is its name in the code. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="ga-part" data-part={name}>
      <h2 lang="en">{name}</h2>
      {children}
    </section>
  );
}

/** A state under a word, or under its name in the code. */
export function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="ga-state">
      <small>{name}</small>
      {children}
    </div>
  );
}
