import type { Bilingual } from "@/api/types";
import type { CeremonyPlace, EmceeTurn, StageRoom } from "../types";

/** A sentence to say: its text and what it names; `turn` and `places` are put into words later. */
export interface Line {
  key: string;
  turn?: EmceeTurn | StageRoom["slot"];
  facts?: Record<string, string | number>;
  given?: CeremonyPlace;
  names?: Bilingual;
}

const ON: Record<string, Line["key"]> = {
  called: "called",
  pitching: "pitching",
  questions: "questions",
  scoring: "scoring",
  held: "scoring",
};

/** What to say now: the picture in the hall comes first, else the team on stage. */
export function linesOf(body: StageRoom): Line[] {
  switch (body.scene) {
    case "ceremony":
      return ceremony(body);
    case "reveal":
      return reveal(body);
    case "break":
      return [pause(body), ...upcoming(body)];
    case "message":
      return [{ key: "message", facts: { text: body.text } }];
    default:
      return turn(body);
  }
}

/** The break that stands in the order, by its words; else a break of nobody's. */
function pause({ emcee }: StageRoom): Line {
  const due = emcee?.pause;
  return due
    ? { key: "breakOf", facts: { minutes: due.minutes }, names: due.words }
    : { key: "break" };
}

function ceremony({ now, is_over }: StageRoom): Line[] {
  if (!now) return [{ key: "begins" }];
  if (now.teams === null) return [{ key: "given", given: now }];
  return [{ key: "winners", given: now }, { key: is_over ? "over" : "note" }];
}

/** A score is read once its cue was given: before that it is nowhere in what arrives here. */
function reveal({ slot, step, final, rank, shares }: StageRoom): Line[] {
  if (step < 3 || !final) return [{ key: "look", turn: slot }];
  const lines: Line[] = [{ key: "final", turn: slot, facts: { final } }];
  if (rank) lines.push({ key: shares ? "rankShared" : "rank", facts: { rank } });
  return [...lines, { key: "note" }];
}

function turn(body: StageRoom): Line[] {
  const current = body.emcee?.current;
  const key = current && ON[current.state];
  if (!current || !key) return upcoming(body);
  const first: Line = { key, turn: current };
  return key === "scoring" ? [first, ...upcoming(body, "ready")] : [first];
}

function upcoming({ emcee }: StageRoom, key = "call"): Line[] {
  if (emcee?.upcoming) return [{ key, turn: emcee.upcoming }];
  return key === "call" ? [{ key: "through" }] : [];
}
