import { useWords } from "@/lib/bilingual";
import type { Card } from "../api/types";
import type { Lane } from "../state/lanes";

/** Where a card stands in a lane of several stages: what lies behind it, where it is, what comes. */
export function PlaceBar({ lane, card }: { lane: Lane; card: Card }) {
  const words = useWords();
  if (lane.places.length < 2) return null;
  const here = lane.places.find(({ id }) => id === card.stage);
  if (lane.aside || !here) return <div className="zn-where">{words(here?.name)}</div>;
  const branch = here.branch || card.branch;
  const way = lane.places.filter((place) => !place.branch || !branch || place.branch === branch);
  const at = way.findIndex(({ id }) => id === card.stage);
  return (
    <ol className="zn-steps">
      {way.map((place, index) => (
        <li
          key={place.id}
          className={index < at ? "past" : index === at ? "here" : ""}
          aria-current={index === at ? "step" : undefined}
        >
          {words(place.name)}
        </li>
      ))}
    </ol>
  );
}
