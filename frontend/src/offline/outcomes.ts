/** What an outcome does to a cell and to a sheet: pure, so that it can be tested alone. */
import type {
  Cell,
  Issue,
  Outcome,
  ScoreOperation,
  ServerCell,
  Sheet,
  SignOperation,
  UnsignOperation,
} from "./types";

/** The outcome that counts: a replay stands for the answer that was stored first. */
export function outcomeKind(outcome: Outcome): Exclude<Outcome["outcome"], "replayed"> {
  return outcome.outcome === "replayed" ? (outcome.first ?? "applied") : outcome.outcome;
}

function applied(cell: Cell, op: ScoreOperation, outcome: Outcome): Cell {
  const rev = outcome.rev ?? cell.rev + 1;
  // A late replay must not paint an older mark over a newer one.
  if (rev < cell.rev) return cell;
  return {
    ...cell,
    rev,
    server: op.value,
    committed_at: outcome.committed_at ?? cell.committed_at,
    issue: null,
  };
}

function unresolved(cell: Cell, op: ScoreOperation, outcome: Outcome, kind: Issue["kind"]): Cell {
  const theirs = outcome.sheet?.cells[op.criterion];
  const server = theirs ? theirs.value : cell.server;
  const rev = Math.max(theirs?.rev ?? 0, cell.rev);
  const next = { ...cell, server, rev };
  if (kind === "stale" && server === cell.value) return { ...next, issue: null };
  const code = outcome.code ?? (kind === "stale" ? "cell_stale" : kind);
  return {
    ...next,
    issue: { kind, code, mine: cell.value, theirs: server, base_rev: op.base_rev },
  };
}

/** The cell after the server answered one of its operations. */
export function cellAnswered(cell: Cell, op: ScoreOperation, outcome: Outcome): Cell {
  const kind = outcomeKind(outcome);
  if (kind === "applied") return applied(cell, op, outcome);
  if (kind === "superseded") return cell;
  return unresolved(cell, op, outcome, kind);
}

/** The cell after the server showed its sheet, for a cell without waiting operations. */
export function cellAdopted(cell: Cell, theirs: ServerCell): Cell {
  if (theirs.rev < cell.rev) return cell;
  const at = theirs.committed_at ?? cell.committed_at;
  const known = { ...cell, rev: theirs.rev, server: theirs.value, committed_at: at };
  const settled = !cell.issue || cell.issue.mine === theirs.value;
  if (settled || !cell.issue) return { ...known, value: theirs.value, issue: null };
  return { ...known, issue: { ...cell.issue, theirs: theirs.value } };
}

/** The sheet after the server answered its signature. */
export function sheetAnswered(sheet: Sheet, op: SignOperation, outcome: Outcome): Sheet {
  const kind = outcomeKind(outcome);
  if (kind === "applied") {
    return {
      ...sheet,
      state: sheet.state === "open" ? "signed" : sheet.state,
      signed_at: outcome.committed_at ?? op.device_time,
      total: outcome.sheet?.total ?? sheet.total,
      signing: null,
    };
  }
  if (kind === "superseded") return { ...sheet, signing: null };
  const state = kind === "held" ? "held" : "refused";
  const code = outcome.code ?? (kind === "stale" ? "cell_stale" : kind);
  return { ...sheet, signing: { state, op_id: op.op_id, at: op.device_time, code } };
}

/** The cell on the sheet in the place of its own; what that one refused is a choice again. */
export function cellMoved(cell: Cell, sheet: string): Cell {
  const issue = cell.issue?.kind === "refused" ? asChoice(cell, cell.issue) : cell.issue;
  return { ...cell, sheet, issue };
}

function asChoice(cell: Cell, issue: Issue): Issue {
  if (issue.code !== "sheet_state_refused" && issue.code !== "sheet_signed") return issue;
  return { ...issue, kind: "stale", code: "cell_stale", base_rev: cell.rev };
}

/** The signed sheet after the server answered the wish to take its signature back. */
export function sheetTakenBack(sheet: Sheet, op: UnsignOperation, outcome: Outcome): Sheet {
  if (sheet.taking?.op_id !== op.op_id) return sheet;
  const kind = outcomeKind(outcome);
  // Applied: the new sheet's picture, which is in the answer, moves everything there.
  if (kind === "applied" || (outcome.code === "sheet_not_signed" && sheet.state === "open")) {
    return { ...sheet, taking: null };
  }
  const code = outcome.code ?? kind;
  return { ...sheet, taking: { state: "refused", op_id: op.op_id, at: op.device_time, code } };
}
