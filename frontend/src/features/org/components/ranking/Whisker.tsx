import type { Cut, PlaceRange } from "../../api/rankingTypes";

interface Props {
  rank: number;
  range: PlaceRange | null;
  /** How many places there are. */
  places: number;
  cuts: Cut[];
  hollow: boolean;
}

const at = (place: number, places: number) => `${((place - 0.5) / places) * 100}%`;

/** The places of an entry without any one judge; drawn for the eye, the words stand beside it. */
export function Whisker({ rank, range, places, cuts, hollow }: Props) {
  const from = at(range?.best ?? rank, places);
  const to = at(range?.worst ?? rank, places);
  return (
    <svg className="rk-whisker" width="100%" height="28" aria-hidden focusable="false">
      {cuts.map((cut, index) => {
        const x = `${(cut.after / places) * 100}%`;
        return (
          <line
            key={cut.after}
            className={index === 0 ? "cut main" : "cut"}
            x1={x}
            x2={x}
            y1="0"
            y2="28"
          />
        );
      })}
      <line className="rail" x1="0" x2="100%" y1="14" y2="14" />
      <line className="span" x1={from} x2={to} y1="14" y2="14" />
      <line className="end" x1={from} x2={from} y1="9" y2="19" />
      <line className="end" x1={to} x2={to} y1="9" y2="19" />
      <circle
        className={hollow ? "dot hollow" : "dot"}
        cx={at(rank, places)}
        cy="14"
        r={hollow ? 4.5 : 5}
      />
    </svg>
  );
}

/** The axis over the whiskers: the first place, the last, and the main line between them. */
export function Axis({ places, cut }: { places: number; cut: Cut | undefined }) {
  return (
    <span className="rk-axis num" aria-hidden>
      <span style={{ left: at(1, places) }}>{1}</span>
      {cut && cut.after > 1 && cut.after < places - 1 && (
        <span style={{ left: at(cut.after, places) }}>{cut.after}</span>
      )}
      {places > 1 && <span style={{ left: at(places, places) }}>{places}</span>}
    </span>
  );
}
