import { useWords } from "@/lib/bilingual";
import { lengthOf } from "../fit";
import type { Turn } from "../types";

/** The team on stage: its number, its whole name, what it pitches. */
export function Who({ turn }: { turn: Turn }) {
  const words = useWords();
  const name = words(turn.entry.team);
  return (
    <section className="sc-who" data-long={lengthOf(name)}>
      <div className="no num">{placeNumber(turn.position)}</div>
      <div>
        <h1 data-testid="team">{name}</h1>
        <p>{turn.entry.title}</p>
      </div>
    </section>
  );
}

/** The place in the running order, two digits. */
export function placeNumber(position: number): string {
  return String(position).padStart(2, "0");
}
