import { worthOf } from "./lines";
import type { TabletView } from "@/offline/view";
import type { JudgeRoom, Queue, QueueEntry } from "../api/types";
import { missingOf, rowsOf, touched, type Row } from "./sheet";
import { badgeOf } from "./words";

/** One team on the page with all of them. */
export interface TeamRow {
  entry: QueueEntry;
  sheet: string;
  badge: string;
  rows: Row[];
  /** Hundredths; null while nothing is marked. */
  total: number | null;
  state: "signed" | "signing" | "complete" | "begun" | "empty";
  missing: number;
  /** The team is still to be heard. */
  ahead: boolean;
  /** Badges of teams with the same total, once both are complete. */
  equal: string[];
}

export type Sorted = "order" | "total";

const AHEAD = new Set(["waiting", "deferred", "called", "pitching", "questions"]);
const DONE = new Set<TeamRow["state"]>(["signed", "signing", "complete"]);

/** The judge's teams in running order; none of which she has no sheet. */
export function teamsOf(queue: Queue, view: TabletView): TeamRow[] {
  const order = (entry: QueueEntry) => entry.slot?.position ?? Number.MAX_SAFE_INTEGER;
  const found = [...queue.entries]
    .sort((a, b) => order(a) - order(b))
    .flatMap((entry) => (entry.sheet ? [teamOf(queue, entry, entry.sheet, view)] : []));
  return found.map((team) => ({ ...team, equal: equalTo(team, found) }));
}

function teamOf(queue: Queue, entry: QueueEntry, sheet: string, view: TabletView): TeamRow {
  const rows = rowsOf(queue.rulebook.document, sheet, view);
  const missing = missingOf(rows).length;
  const known = view.sheets.get(sheet);
  const begun = touched(rows);
  return {
    entry,
    sheet,
    badge: badgeOf(entry),
    rows,
    total: begun ? worthOf(rows) : null,
    state:
      known && known.state !== "open"
        ? "signed"
        : known?.signing?.state === "pending"
          ? "signing"
          : missing === 0
            ? "complete"
            : begun
              ? "begun"
              : "empty",
    missing,
    ahead: AHEAD.has(entry.slot?.state ?? "waiting"),
    equal: [],
  };
}

function equalTo(team: TeamRow, all: readonly TeamRow[]): string[] {
  if (!DONE.has(team.state)) return [];
  return all
    .filter((other) => other !== team && DONE.has(other.state) && other.total === team.total)
    .map(({ badge }) => badge);
}

/** The rows as the judge wants them; equal totals stay in running order. */
export function sorted(teams: readonly TeamRow[], by: Sorted): TeamRow[] {
  if (by === "order") return [...teams];
  return [...teams].sort((a, b) => (b.total ?? -1) - (a.total ?? -1));
}

/** Hundredths of the teams that are marked whole: what mean and range are of. */
export const wholeTotals = (teams: readonly TeamRow[]): number[] =>
  teams.flatMap(({ state, total }) => (DONE.has(state) && total !== null ? [total] : []));

/** What is signed together: all teams, or those of the morning and those of the afternoon. */
export interface Part {
  teams: TeamRow[];
  /** From 1; null where all teams are signed at once. */
  number: number | null;
  stands: Pick<JudgeRoom, "session"> | null;
}

/** The judge's teams by session, in order, as the server was last heard; none is left out. */
export function partsOf(teams: readonly TeamRow[], room: JudgeRoom | null): Part[] {
  const told = room?.session?.parts ?? [];
  if (told.length < 2) return [{ teams: [...teams], number: null, stands: room }];
  const last = told.length - 1;
  const partOf = ({ entry }: TeamRow) => {
    const at = told.findIndex(({ entries }) => entries.includes(entry.id));
    return at < 0 ? last : at;
  };
  return told
    .map((session, at) => ({
      teams: teams.filter((team) => partOf(team) === at),
      number: at + 1,
      stands: { session },
    }))
    .filter((part) => part.teams.length > 0);
}

/** The session to be signed next: one that may be, else the first that is not; else the last. */
export function duePart(parts: readonly Part[]): Part | undefined {
  const open = parts.filter(({ teams, stands }) => signable(teams, stands).why !== "signed");
  return (
    open.find(({ teams, stands }) => signable(teams, stands).why !== "ahead") ??
    open[0] ??
    parts.at(-1)
  );
}

/** What stands between the judge and her signature. */
export type Signable =
  | { why: "signed"; count: number }
  | { why: "ahead"; count: number }
  | { why: "missing"; count: number; first: TeamRow }
  | { why: "ready"; sheets: string[] };

export function signable(
  teams: readonly TeamRow[],
  room: Pick<JudgeRoom, "session"> | null,
): Signable {
  const open = teams.filter(({ state }) => state !== "signed" && state !== "signing");
  if (open.length === 0) return { why: "signed", count: teams.length };
  // Off line the room is as it was last heard of; the server has the last word.
  const count = room?.session?.ahead ?? teams.filter(({ ahead }) => ahead).length;
  if (count > 0) return { why: "ahead", count };
  const first = open.find(({ missing }) => missing > 0);
  if (first) {
    return { why: "missing", count: open.filter(({ missing }) => missing > 0).length, first };
  }
  return { why: "ready", sheets: open.map(({ sheet }) => sheet) };
}
