"""Apply a batch of operations of one edition: one transaction, at most ten statements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, OperationalError, transaction

from core import bus
from core.clock import instant_text
from core.db.prepared import prepared_cursor
from core.services.leaves import SealedLeaf, leaf_seal
from judging.services.rescores import rescores_follow
from judging.services.scoring import store
from judging.services.scoring.facts import Facts
from judging.services.scoring.operations import MOST_OPERATIONS, Op, OpOutcome
from judging.services.scoring.rules import Decision, Ruling, decide


def score_ops_apply(*, ops: Sequence[Op], at: datetime) -> list[OpOutcome]:
    """Apply the operations in order; returns an outcome for each, in the same order.

    A statement that fails rolls the batch back and runs it one by one, so a bad operation
    never fails its neighbor. Operations of several editions are committed per edition.
    Raises OperationalError where the database cannot be used: nothing is lost then, the
    devices send again. ValueError for more than 200 operations.
    """
    if len(ops) > MOST_OPERATIONS:
        raise ValueError("batch_too_large")
    if not ops:
        return []
    try:
        return _whole(ops, at)
    except OperationalError:
        raise
    except DatabaseError:
        return [_alone(op, at) for op in ops]


def _alone(op: Op, at: datetime) -> OpOutcome:
    try:
        return _whole([op], at)[0]
    except OperationalError:
        raise
    except DatabaseError:
        # Not kept: the database refuses to keep it. The device may send it again.
        return OpOutcome(op.op_id, "refused", {"current": False, "code": "server_fault"})


def _whole(ops: Sequence[Op], at: datetime) -> list[OpOutcome]:
    try:
        return _by_edition(ops, at)
    except IntegrityError:
        # Another process stored one of the keys meanwhile; now it is a replay.
        return _by_edition(ops, at)


class _SeveralEditions(Exception):
    def __init__(self, groups: list[list[int]]) -> None:
        super().__init__()
        self.groups = groups


def _by_edition(ops: Sequence[Op], at: datetime) -> list[OpOutcome]:
    try:
        return _commit(ops, at)
    except _SeveralEditions as several:
        answers: dict[int, OpOutcome] = {}
        for group in several.groups:
            answers.update(zip(group, _commit([ops[n] for n in group], at), strict=True))
        return [answers[n] for n in range(len(ops))]


def _commit(ops: Sequence[Op], at: datetime) -> list[OpOutcome]:
    with transaction.atomic(durable=True), prepared_cursor() as cursor:
        facts = store.facts_read(cursor, ops)
        _require_one_edition(ops, facts)
        decision = decide(ops, facts, at=at)
        events = [ruling.event for ruling in decision.rulings if ruling.event is not None]
        with cursor.together():
            rooms = store.changes_write(cursor, decision, at)
            taken = store.numbers_take(cursor, facts.edition, len(events), at)
        numbers = taken()
        leaves = [leaf_seal(event=e, seq=n, at=at) for n, e in enumerate(events, numbers.first)]
        outcomes = outcomes_of(decision, leaves, at)
        with cursor.together():
            store.log_write(cursor, numbers, leaves, at)
            answered = zip(decision.rulings, outcomes, strict=True)
            store.operations_write(cursor, numbers, answered, at)
        for room, version in rooms():
            bus.changed(room, version)
    rescores_follow(sheets=decision.anew & decision.signed.keys(), at=at)
    return outcomes


def _require_one_edition(ops: Sequence[Op], facts: Facts) -> None:
    if len({sheet.edition for sheet in facts.sheets.values()}) < 2:
        return
    groups: dict[UUID | None, list[int]] = {}
    for n, op in enumerate(ops):
        sheet = facts.sheets.get(op.sheets[0]) if op.sheets else None
        groups.setdefault(sheet.edition if sheet else facts.edition, []).append(n)
    if len(groups) > 1:
        raise _SeveralEditions(list(groups.values()))


def outcomes_of(decision: Decision, leaves: Sequence[SealedLeaf], at: datetime) -> list[OpOutcome]:
    """The answers to the rulings, each event with its leaf."""
    outcomes: list[OpOutcome] = []
    upcoming = iter(leaves)
    for ruling in decision.rulings:
        if ruling.known is not None:
            known = ruling.known
            outcome = OpOutcome(ruling.op.op_id, "replayed", known.answer, known.outcome)
        elif ruling.earlier is not None:
            first = outcomes[ruling.earlier]
            outcome = OpOutcome(ruling.op.op_id, "replayed", first.answer, first.outcome)
        else:
            leaf = next(upcoming) if ruling.event is not None else None
            outcome = OpOutcome(ruling.op.op_id, ruling.outcome, _answer(ruling, leaf, at))
        outcomes.append(outcome)
    return outcomes


def _answer(ruling: Ruling, leaf: SealedLeaf | None, at: datetime) -> dict[str, Any]:
    answer: dict[str, Any] = {"current": ruling.current, "committed_at": instant_text(at)}
    optional: dict[str, Any] = {"code": ruling.code, "rev": ruling.rev, "sheet": ruling.sheet}
    if leaf is not None:
        optional |= {"seq": leaf.seq, "leaf_hash": leaf.leaf_hash}
    return answer | {name: value for name, value in optional.items() if value is not None}
