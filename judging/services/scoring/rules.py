"""What becomes of each operation: decided in memory from what was read under the locks.

Pure: no database, no clock; `at` is handed in. The order of the checks is the order of the code.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from contest.rulebook.rulebook import Rulebook
from contest.rulebook.sheet import mark_problem, sheet_problems
from core import tempo
from core.numbers import NumberRefused, mark_parse, mark_text
from core.services.leaves import LogEvent
from judging.services.scoring.events import signing_event, typing_event, unsigning_event
from judging.services.scoring.facts import CellFacts, DeviceFacts, Facts, Known, SheetFacts
from judging.services.scoring.operations import (
    Op,
    OutcomeName,
    ScoreOp,
    SignOp,
    UnsignOp,
    op_hash,
)
from judging.tally.room.worth import sheet_worth

SCORABLE_SLOTS: Final = frozenset({"waiting", "called", "pitching", "questions", "scoring", "held"})
_LATE_ROUNDS: Final = frozenset({"closed", "locked"})
_SIGNED: Final = frozenset({"signed", "counted", "remarked"})
_SEALED_SLOTS: Final = frozenset({"sealed", "revealed", "confirmed"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """The decision on one operation; `known` or `earlier` say that it only repeats one."""

    op: Op
    outcome: OutcomeName
    body_hash: str
    current: bool = False
    code: str | None = None
    rev: int | None = None
    sheet: Mapping[str, Any] | None = None
    value: int | None = None
    device_id: int | None = None
    event: LogEvent | None = None
    known: Known | None = None
    earlier: int | None = None

    @property
    def recorded(self) -> bool:
        """Whether the outcome is kept under the operation's key."""
        return self.outcome != "replayed" and self.code != "op_reused"


@dataclass(slots=True)
class Decision:
    """Rulings in the order of the operations, and what they change.

    `typed` are the cells that got a mark; `signed` are totals by sheet; `replaced` and `moved`
    name the successor of a sheet whose signature was taken back, and of its cells. `anew` are
    those of `signed` and `replaced` on which an entry is marked again.
    """

    rulings: list[Ruling] = field(default_factory=list)
    cells: dict[int, CellFacts] = field(default_factory=dict)
    typed: set[int] = field(default_factory=set)
    signed: dict[int, int] = field(default_factory=dict)
    replaced: dict[int, UUID] = field(default_factory=dict)
    moved: dict[int, UUID] = field(default_factory=dict)
    anew: set[int] = field(default_factory=set)
    rooms: set[int] = field(default_factory=set)


def decide(ops: Sequence[Op], facts: Facts, *, at: datetime) -> Decision:
    """Rule on every operation in order; later ones see what earlier ones changed."""
    desk = _Desk(facts, at)
    for op in ops:
        desk.take(op)
    return desk.decision


class _Refusal(Exception):
    """Ends the checks of one operation."""

    def __init__(self, code: str, sheet: UUID | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.sheet = sheet


class _Stale(Exception):
    def __init__(self, sheet: UUID) -> None:
        super().__init__(sheet)
        self.sheet = sheet


class _Desk:
    """The state of a batch while it is being decided."""

    def __init__(self, facts: Facts, at: datetime) -> None:
        self.facts = facts
        self.at = at
        self.decision = Decision()
        self._cells = dict(facts.cells)
        self._sheets = dict(facts.sheets)
        self._answered: dict[tuple[int, UUID], int] = {}

    def take(self, op: Op) -> None:
        """Rule on the next operation."""
        digest = op_hash(op)
        ruling = self._repeated(op, digest) or self._new(op, digest)
        if ruling.recorded:
            self._answered[op.judge_id, op.op_id] = len(self.decision.rulings)
        self.decision.rulings.append(ruling)

    def _repeated(self, op: Op, digest: str) -> Ruling | None:
        key = (op.judge_id, op.op_id)
        known, earlier = self.facts.known.get(key), self._answered.get(key)
        if known is None and earlier is None:
            return None
        first = known.body_hash if known else self.decision.rulings[earlier or 0].body_hash
        if first != digest:
            return Ruling(op, "refused", digest, code="op_reused")
        return Ruling(op, "replayed", digest, known=known, earlier=earlier)

    def _new(self, op: Op, digest: str) -> Ruling:
        device = self.facts.devices.get(op.device)
        own = device if device is not None and device.person_id == op.judge_id else None
        try:
            ruling = self._judged(op, own, digest)
        except _Refusal as refusal:
            shown = self._shown(refusal.sheet) if refusal.sheet else None
            ruling = Ruling(op, "refused", digest, code=refusal.code, sheet=shown)
        except _Stale as stale:
            shown = self._shown(stale.sheet)
            ruling = Ruling(op, "stale", digest, code="cell_stale", sheet=shown)
        return replace(ruling, device_id=own.id if own else None)

    def _judged(self, op: Op, device: DeviceFacts | None, digest: str) -> Ruling:
        if device is None or device.revoked:
            raise _Refusal("device_revoked")
        if isinstance(op, ScoreOp):
            return self._score(op, device, digest)
        if isinstance(op, SignOp):
            return self._sign(op, digest)
        return self._take_back(op, digest)

    def _own(self, op: Op, uid: UUID) -> SheetFacts:
        sheet = self._sheets.get(uid)
        # One answer for "not yours" and "does not exist": the difference is nobody's business.
        if sheet is None or sheet.judge_id != op.judge_id or sheet.edition != self.facts.edition:
            raise _Refusal("sheet_foreign")
        if sheet.recused:
            raise _Refusal("recused")
        return sheet

    def _writable(self, op: Op, uid: UUID) -> SheetFacts:
        sheet = self._own(op, uid)
        if not sheet.nda_signed:
            raise _Refusal("nda_required")
        if not sheet.conflict_stated:
            raise _Refusal("conflict_statement_required")
        if _is_kept(sheet):
            return sheet
        if sheet.state in _SIGNED:
            raise _Refusal("sheet_signed")
        if sheet.state not in {"open", "remarking"}:
            raise _Refusal("sheet_state_refused")
        if sheet.round_state == "prepared":
            raise _Refusal("round_state_refused")
        return sheet

    def _score(self, op: ScoreOp, device: DeviceFacts, digest: str) -> Ruling:
        sheet = self._writable(op, op.sheet)
        value = _mark(sheet.rulebook, op)
        cell = self._cells.get((op.sheet, op.criterion))
        if cell is None:
            raise _Refusal("criterion_unknown")
        ruling = Ruling(op, "held", digest, value=value, rev=cell.rev)
        if _is_late(sheet):
            # The console's list has one more.
            self.decision.rooms.add(sheet.room_id)
            return replace(ruling, event=typing_event("score.hold", op, cell.rev))
        if cell.device_id == device.id and op.client_seq <= cell.client_seq:
            event = typing_event("score.supersede", op, cell.rev)
            return replace(ruling, outcome="superseded", event=event)
        if cell.device_id != device.id and op.base_rev != cell.rev:
            # Logged as well: whichever the judge chooses, both values can be read later.
            event, shown = typing_event("score.stale", op, cell.rev), self._shown(op.sheet)
            told = replace(ruling, rev=None, event=event, sheet=shown)
            return replace(told, outcome="stale", code="cell_stale")
        changed = replace(
            cell, value=value, rev=cell.rev + 1, device_id=device.id, client_seq=op.client_seq
        )
        self._cells[op.sheet, op.criterion] = changed
        self.decision.cells[cell.id] = changed
        self.decision.typed.add(cell.id)
        self.decision.rooms.add(sheet.room_id)
        event = typing_event("score.apply", op, changed.rev)
        return replace(ruling, outcome="applied", current=True, rev=changed.rev, event=event)

    def _sign(self, op: SignOp, digest: str) -> Ruling:
        sheets = [self._writable(op, uid) for uid in dict.fromkeys(op.sheets)]
        if any(sheet.state in _SIGNED for sheet in sheets):
            raise _Refusal("sheet_signed")
        if len({sheet.beside for sheet in sheets}) > 1:
            raise _Refusal("sheet_state_refused")
        if not any(_is_kept(sheet) or sheet.beside for sheet in sheets):
            self._require_session(sheets)
        if any(_is_late(sheet) for sheet in sheets):
            # Marks that she signs may be held themselves: whether it covers them is seen later.
            self.decision.rooms.update(sheet.room_id for sheet in sheets)
            return Ruling(op, "held", digest, event=signing_event("score.hold", op, {}))
        for seen in op.seen:
            if dict(seen.revs) != {cell.criterion: cell.rev for cell in self._of(seen.sheet)}:
                raise _Stale(seen.sheet)
        totals = {sheet.uid: self._total(sheet) for sheet in sheets}
        for sheet in sheets:
            state = "remarked" if sheet.beside else "signed"
            self._sheets[sheet.uid] = replace(sheet, state=state, signed_at=self.at)
            self.decision.signed[sheet.id] = totals[sheet.uid]
            if sheet.beside:
                self.decision.anew.add(sheet.id)
            self.decision.rooms.add(sheet.room_id)
        event = signing_event("sheet.sign", op, totals)
        return Ruling(op, "applied", digest, current=True, event=event)

    def _require_session(self, sheets: Sequence[SheetFacts]) -> None:
        """Where a session is signed once: after its last team, and nothing of it is left out."""
        if not any(sheet.rulebook.by_session for sheet in sheets):
            return
        session = self.facts.sessions.get(sheets[0].uid)
        if session is None or session.ahead:
            raise _Refusal("session_running")
        if {sheet.uid for sheet in sheets} != session.open:
            raise _Refusal("session_incomplete")

    def _take_back(self, op: UnsignOp, digest: str) -> Ruling:
        """The signed sheet is superseded; one in its place is open and has the marks."""
        sheet = self._own(op, op.sheet)
        if sheet.state not in _SIGNED or sheet.signed_at is None:
            raise _Refusal("sheet_not_signed")
        if _is_late(sheet) or sheet.state == "counted":
            raise _Refusal("slot_sealed")
        # A judge who may revise until the reveal may open her sheet until it is sealed.
        grace = timedelta(seconds=tempo.TEMPO.undo_s)
        if sheet.rulebook.revise_until != "reveal" and self.at - sheet.signed_at > grace:
            raise _Refusal("undo_over")
        cells = list(self._of(op.sheet))
        self._sheets[op.sheet] = replace(sheet, state="superseded")
        state = "remarking" if sheet.beside else "open"
        self._sheets[op.successor] = replace(
            sheet, uid=op.successor, state=state, signed_at=None, supersedes=op.sheet
        )
        if sheet.beside:
            self.decision.anew.add(sheet.id)
        for cell in cells:
            self._cells[op.successor, cell.criterion] = replace(cell, sheet=op.successor)
            self.decision.moved[cell.id] = op.successor
            self.decision.cells.setdefault(cell.id, cell)
        self.decision.replaced[sheet.id] = op.successor
        self.decision.rooms.add(sheet.room_id)
        shown, event = self._shown(op.successor), unsigning_event(op)
        return Ruling(op, "applied", digest, current=True, sheet=shown, event=event)

    def _total(self, sheet: SheetFacts) -> int:
        marks = {cell.criterion: cell.value for cell in self._of(sheet.uid)}
        problems = sheet_problems(sheet.rulebook, marks, signing=True)
        if problems:
            code = "mark_missing" if "mark_missing" in problems else problems[0]
            raise _Refusal(code, sheet.uid)
        return sheet_worth(sheet.rulebook, marks)

    def _of(self, uid: UUID) -> Iterator[CellFacts]:
        for criterion in self._sheets[uid].rulebook.criteria:
            cell = self._cells.get((uid, criterion.id))
            if cell is not None:
                yield cell

    def _shown(self, uid: UUID) -> dict[str, Any]:
        sheet = self._sheets[uid]
        return {
            "id": str(uid),
            "state": _told_state(sheet),
            "signed_at": None,
            "total": None,
            "rulebook_hash": sheet.rulebook.hash,
            "supersedes": str(sheet.supersedes) if sheet.supersedes else None,
            "cells": {
                cell.criterion: {"value": _text(cell.value), "rev": cell.rev}
                for cell in self._of(uid)
            },
        }


def _told_state(sheet: SheetFacts) -> str:
    """A sheet on which she marks again is open or signed to its judge like every other one."""
    return {"remarking": "open", "remarked": "signed"}.get(sheet.state, sheet.state)


def _is_late(sheet: SheetFacts) -> bool:
    if sheet.beside:
        return sheet.round_state == "locked"
    return sheet.round_state in _LATE_ROUNDS or sheet.slot_state not in SCORABLE_SLOTS


def _is_kept(sheet: SheetFacts) -> bool:
    """What comes for it between seal and lock waits for two people, be it signed or left out."""
    sealed = sheet.slot_state in _SEALED_SLOTS and sheet.round_state in {"open", "closed"}
    return sealed and not sheet.beside and sheet.state != "superseded"


def _mark(rulebook: Rulebook, op: ScoreOp) -> int | None:
    criterion = rulebook.criterion(op.criterion)
    if criterion is None:
        raise _Refusal("criterion_unknown")
    if op.value is None:
        return None
    try:
        value = mark_parse(op.value)
    except NumberRefused as refused:
        # Three decimals are off every step that a rulebook can have.
        precise = refused.code == "mark_too_precise"
        raise _Refusal("mark_off_step" if precise else "mark_malformed") from refused
    problem = mark_problem(criterion, value)
    if problem is not None:
        raise _Refusal(problem)
    return value


def _text(value: int | None) -> str | None:
    return None if value is None else mark_text(value)
