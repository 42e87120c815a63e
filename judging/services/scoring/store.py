"""Read and lock what a batch needs; write what was decided."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from contest.rulebook.rulebook import Rulebook
from core.db.prepared import PreparedCursor, Rows
from core.services.leaves import SealedLeaf, frontier_grown
from judging.models import AHEAD_SLOTS
from judging.selectors.rulebooks import rulebook_beside, rulebook_parsed, rulebooks_known
from judging.services.scoring.facts import (
    CellFacts,
    DeviceFacts,
    Facts,
    Known,
    SessionFacts,
    SheetFacts,
)
from judging.services.scoring.operations import Op, OpOutcome, ScoreOp, SignOp
from judging.services.scoring.rules import Decision, Ruling
from judging.services.scoring.sql import Statements, statements
from judging.stage.sessions import session_at, session_ends


@cache
def _spelled(vendor: str) -> Statements:
    return statements(vendor)


def sql() -> Statements:
    """The statements for the database in use."""
    return _spelled(connection.vendor)


def facts_read(cursor: PreparedCursor, ops: Sequence[Op]) -> Facts:
    """Lock and read, in the order of the house: rounds and sheets, cells, then known answers.

    `edition` is that of the first operation whose sheet exists.
    """
    spelled = sql()
    # One look at what is known: the statement leaves out just these documents.
    parsed = rulebooks_known()
    hashes = _rows([{"hash": digest} for digest in dict.fromkeys(digest for digest, _ in parsed)])
    named = _rows([{"uid": uid.hex} for uid in {uid for op in ops for uid in op.sheets}])
    with cursor.together():
        sheet_rows = cursor.ask(spelled.sheets, [hashes, named])
        cell_rows = cursor.ask(spelled.cells, [named])
        known_rows = cursor.ask(spelled.known, [_rows([*map(_asked, range(len(ops)), ops)])])
    sheets = _sheets(sheet_rows(), parsed)
    sheets, cells = _cells(cell_rows(), sheets)
    known, devices, sessions = _known(known_rows(), ops)
    first_of = (sheets.get(uid) for op in ops for uid in op.sheets[:1])
    first = next((sheet.edition for sheet in first_of if sheet is not None), None)
    return Facts(first, sheets, cells, known, devices, sessions)


def _sheets(found_rows: Rows, known: Mapping[tuple[str, str], Rulebook]) -> dict[UUID, SheetFacts]:
    found: dict[UUID, SheetFacts] = {}
    for row in found_rows:
        pk, raw, state, judge, edition, round_state, room, digest, document, *rest = row
        nda, stated, signed_at, supersedes, code = rest
        uid = _uuid(raw)
        found[uid] = SheetFacts(
            id=pk,
            uid=uid,
            state=state,
            judge_id=judge,
            edition=_uuid(edition),
            round_state=round_state,
            slot_state="",
            room_id=room,
            rulebook=_rulebook(known, digest, code, document),
            nda_signed=bool(nda),
            conflict_stated=bool(stated),
            signed_at=_instant(signed_at),
            supersedes=_uuid(supersedes) if supersedes else None,
        )
    return found


def _rulebook(
    known: Mapping[tuple[str, str], Rulebook], digest: str, code: str, document: Any
) -> Rulebook:
    """What the sheet's round is judged by; a document known from another round did not come."""
    if document is not None:
        return rulebook_parsed(digest, _json(document), code=code)
    beside = (each for (other, _), each in known.items() if other == digest)
    return known.get((digest, code)) or rulebook_beside(next(beside), code=code)


def _cells(
    found_rows: Rows, sheets: dict[UUID, SheetFacts]
) -> tuple[dict[UUID, SheetFacts], dict[tuple[UUID, str], CellFacts]]:
    now = dict(sheets)
    uids = {uid.hex: uid for uid in sheets}
    found: dict[tuple[UUID, str], CellFacts] = {}
    for pk, raw, criterion, value, rev, device, seq, slot_state, recused in found_rows:
        uid = uids.get(raw) if isinstance(raw, str) else raw
        if uid not in now:
            continue  # committed after the sheets were read: it is not ours
        found[uid, criterion] = CellFacts(pk, uid, criterion, value, rev, device, seq)
        if not now[uid].slot_state:
            now[uid] = now[uid].in_slot(slot_state, recused=bool(recused))
    return now, found


def _asked(n: int, op: Op) -> dict[str, Any]:
    """What is asked of an operation: whether it was answered, its device, its session."""
    signs = isinstance(op, SignOp) and op.sheets
    return {
        "n": n,
        "judge": op.judge_id,
        "op_id": op.op_id.hex,
        "device": op.device.hex,
        "sheet": op.sheets[0].hex if signs else None,
    }


def _known(
    found_rows: Rows, ops: Sequence[Op]
) -> tuple[dict[tuple[int, UUID], Known], dict[UUID, DeviceFacts], dict[UUID, SessionFacts]]:
    known: dict[tuple[int, UUID], Known] = {}
    devices: dict[UUID, DeviceFacts] = {}
    sessions: dict[UUID, SessionFacts] = {}
    for n, digest, outcome, answer, device, person, revoked, open_, breaks in found_rows:
        op = ops[n]
        if isinstance(op, SignOp):
            sessions[op.sheets[0]] = _session(op.sheets[0], _json(open_) or [], _json(breaks) or [])
        if digest is not None:
            known[op.judge_id, op.op_id] = Known(digest, outcome, _json(answer))
        if device is not None:
            devices[op.device] = DeviceFacts(device, person, bool(revoked))
    return known, devices, sessions


def _session(first: UUID, rows: list[list[Any]], breaks: list[Any]) -> SessionFacts:
    """The judge's open sheets in the session of `first`; none where it is not open itself."""
    ends = session_ends(breaks)
    places = {
        UUID(uid): (room, session_at(position, put_off=bool(put_off), ends=ends), state)
        for uid, room, position, put_off, state in rows
    }
    own = places.get(first, (None, None, ""))[:2]
    found = {uid: state for uid, (*place, state) in places.items() if tuple(place) == own}
    return SessionFacts(frozenset(found), sum(state in AHEAD_SLOTS for state in found.values()))


def changes_write(
    cursor: PreparedCursor, decision: Decision, at: datetime
) -> Callable[[], list[tuple[UUID, int]]]:
    """Write sheets, cells and room versions; gives the rooms with their new versions.

    Sheets come before the cells that move to a new one.
    """
    spelled, moment = sql(), _moment(at)
    if decision.signed or decision.replaced:
        changes = _rows(list(_sheet_changes(decision)))
        cursor.execute(spelled.set_sheets, [moment, moment, changes])
    if decision.cells:
        cursor.execute(spelled.set_cells, [moment, _rows(list(_cell_changes(decision)))])
    if not decision.rooms:
        return list
    rooms = _rows([{"id": pk} for pk in sorted(decision.rooms)])
    shown = int(bool(decision.signed or decision.replaced))
    bumped = cursor.ask(spelled.bump_rooms, [shown, rooms])
    return lambda: [(_uuid(uid), version) for uid, version in bumped()]


def _sheet_changes(decision: Decision) -> Iterator[dict[str, Any]]:
    replaced = decision.replaced
    for pk in sorted(decision.signed.keys() | replaced.keys()):
        signed = "remarked" if pk in decision.anew else "signed"
        state = "superseded" if pk in replaced else signed
        yield {"sheet": pk, "sum": decision.signed.get(pk), "state": state, "successor": None}
    for pk, successor in replaced.items():
        state = "remarking" if pk in decision.anew else "open"
        yield {"sheet": pk, "sum": None, "state": state, "successor": successor.hex}


def _cell_changes(decision: Decision) -> Iterator[dict[str, Any]]:
    for cell in decision.cells.values():
        successor = decision.moved.get(cell.id)
        yield {
            "cell": cell.id,
            "mark": cell.value,
            "new_rev": cell.rev,
            "device": cell.device_id,
            "seq": cell.client_seq,
            "typed": cell.id in decision.typed,
            "successor": successor.hex if successor else None,
        }


@dataclass(frozen=True, slots=True)
class Numbers:
    """The log's next free places: the tree, its first number of this batch, its right edge."""

    tree_id: int | None
    first: int
    frontier: str = ""


def numbers_take(
    cursor: PreparedCursor, edition: UUID | None, count: int, at: datetime
) -> Callable[[], Numbers]:
    """Lock the log's head, last of all, and take `count` numbers."""
    if edition is None or count == 0:
        return lambda: Numbers(None, 0)
    values = [_uuid_out(uuid.uuid4()), _moment(at), _uuid_out(edition), count]
    taken = cursor.ask(sql().take_numbers, values)

    def numbers() -> Numbers:
        ((tree_id, size, frontier),) = taken()
        return Numbers(tree_id, size - count, frontier)

    return numbers


def log_write(
    cursor: PreparedCursor, numbers: Numbers, leaves: Sequence[SealedLeaf], at: datetime
) -> None:
    """Insert the leaves and their openings."""
    if not leaves:
        return
    edge = frontier_grown(size=numbers.first, stored=numbers.frontier, leaves=leaves)
    last = leaves[-1].seq
    rows = _rows(
        [
            {
                "seq": leaf.seq,
                "leaf_hash": leaf.leaf_hash,
                "type": leaf.type,
                "salt": leaf.salt,
                "body": leaf.body,
                "frontier": edge if leaf.seq == last else "",
            }
            for leaf in leaves
        ]
    )
    spelled = sql()
    cursor.execute(spelled.add_leaves, [numbers.tree_id, _moment(at), rows])
    cursor.execute(spelled.add_openings, [numbers.tree_id, rows])


def operations_write(
    cursor: PreparedCursor,
    numbers: Numbers,
    answered: Iterable[tuple[Ruling, OpOutcome]],
    at: datetime,
) -> None:
    """Keep every new outcome, refusals too, under the judge's key."""
    recorded = [each for each in answered if each[0].recorded]
    rows = [{"n": n, **_operation(*each)} for n, each in enumerate(recorded)]
    if rows:
        # Tree and `at` stand before the rows in the text of the statement.
        cursor.execute(sql().add_operations, [numbers.tree_id, _moment(at), _rows(rows)])


def _operation(ruling: Ruling, outcome: OpOutcome) -> dict[str, Any]:
    op = ruling.op
    return {
        "judge": op.judge_id,
        "op_id": op.op_id.hex,
        "device": ruling.device_id,
        "client_seq": op.client_seq,
        "sheet": op.sheets[0].hex if op.sheets else None,
        "kind": op.kind,
        "criterion": op.criterion if isinstance(op, ScoreOp) else "",
        "mark": ruling.value,
        "base_rev": op.base_rev if isinstance(op, ScoreOp) else None,
        "device_time": op.device_time,
        "body_hash": ruling.body_hash,
        "outcome": outcome.outcome,
        "answer": orjson.dumps(outcome.answer).decode(),
        "seq": outcome.answer.get("seq"),
    }


def _rows(rows: list[dict[str, Any]]) -> str:
    return orjson.dumps(rows).decode()


def _json(stored: Any) -> Any:
    """SQLite keeps JSON as text."""
    return orjson.loads(stored) if isinstance(stored, str) else stored


def _uuid(raw: UUID | str) -> UUID:
    return raw if isinstance(raw, UUID) else UUID(raw)


def _instant(stored: datetime | None) -> datetime | None:
    """SQLite keeps moments in UTC and does not say so."""
    if stored is None or stored.tzinfo is not None:
        return stored
    return stored.replace(tzinfo=UTC)


def _uuid_out(value: UUID) -> UUID | str:
    return value if connection.features.has_native_uuid_field else value.hex


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
