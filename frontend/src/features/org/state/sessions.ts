import type { ConsoleBody, SessionCounted } from "../api/types";

/** One of several sessions of a room, from 1. */
export interface SessionPart extends SessionCounted {
  number: number;
  slots: string[];
  /** Nothing of it is to come or to be sealed. */
  over: boolean;
}

/** The room's sessions where morning and afternoon are sealed apart; else none. */
export const partsOf = ({ session }: ConsoleBody): SessionPart[] =>
  (session?.parts ?? []).map((part, at) => ({
    ...part,
    number: at + 1,
    over: part.ahead === 0 && part.due === 0,
  }));

/** The first that is not sealed. */
export const duePart = (body: ConsoleBody): SessionPart | undefined =>
  partsOf(body).find(({ over }) => !over);

const isSigned = ({ judges }: SessionCounted) =>
  judges.every(({ sheets, signed }) => signed >= sheets);

/** Heard and signed: it can be sealed. */
export const partReady = (part: SessionPart): boolean =>
  part.ahead === 0 && part.due > 0 && isSigned(part);

/** Heard, and not signed by all, while there is another one after it: the console says it loudly. */
export function partLate(body: ConsoleBody): SessionPart | undefined {
  const due = duePart(body);
  const last = partsOf(body).length;
  return due && due.number < last && due.ahead === 0 && !isSigned(due) ? due : undefined;
}
