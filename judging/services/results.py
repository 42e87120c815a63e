"""From signed sheets to a frozen result set."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import rfc8785
from django.db import transaction

from contest.models import Round, RoundState
from contest.services.events import edition_log
from core.canonical import canonical_hash
from core.errors import REGISTRY, Problem
from core.models import Person
from core.numbers import mark_text
from core.services.checkpoints import checkpoint_after_commit
from core.states import Machine
from judging.models import (
    ResultRow,
    ResultSet,
    ResultState,
    Slot,
)
from judging.selectors.deliberations import open_deliberation, struck_numbers, tie_decisions
from judging.selectors.promoted import results_before
from judging.selectors.results import result_body_rows
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.sheets import absent_outcomes, countable_sheets
from judging.services import rounds
from judging.services.locks import round_take
from judging.services.sheets import sheets_count
from judging.services.supervision import answers_require
from judging.tally.room.room import room_tally
from judging.tally.room.rules import Before
from judging.tally.sheet import Sheet, TallyRefused, TieDecision

MACHINE: Final = Machine(
    noun="result",
    states=tuple(ResultState.values),
    moves={
        ("provisional", "review"): "under_review",  # while the panel deliberates
        ("under_review", "settle"): "provisional",
        ("provisional", "lock"): "locked",
        ("provisional", "supersede"): "superseded",
        ("under_review", "supersede"): "superseded",
    },
    refusal="result_state_refused",
)

SOFTWARE: Final = "yisai-tally"


@dataclass(frozen=True, slots=True)
class _Computed:
    version: int
    body: str
    body_hash: str
    inputs_hash: str


@transaction.atomic
def result_compute(*, round: Round, actor: Person, at: datetime) -> ResultSet:  # noqa: A002 - the noun of the table
    """Tally the closed round into a provisional set; an earlier provisional one is superseded.

    Raises round_state_refused before the round is closed, result_state_refused once a set is
    locked, slots_unfinished while a slot is open, or the rulebook's own problem with a sheet.
    """
    locked = round_take(round_id=round.pk)
    if locked.state == RoundState.LOCKED:
        raise Problem("result_state_refused", params={"state": locked.state})
    if locked.state != RoundState.CLOSED:
        raise Problem("round_state_refused", params={"state": locked.state, "verb": "tally"})
    computed = _compute(locked)
    earlier = ResultSet.objects.filter(round=locked)
    version = earlier.count() + 1
    result_supersede(round=locked)
    result = ResultSet.objects.create(
        round=locked,
        version=version,
        state=_state_now(locked),
        inputs_hash=computed.inputs_hash,
        rulebook_hash=locked.rulebook.hash,
        software=f"{SOFTWARE}/{computed.version}",
        body=computed.body,
        body_hash=computed.body_hash,
        computed_by=actor,
        computed_at=at,
    )
    _rows_make(result)
    _log(result, "result.compute", actor, at)
    return result


def result_supersede(*, round: Round) -> None:  # noqa: A002 - the noun of the table
    """What was counted and is not locked counts no more. The caller holds the round."""
    standing = ResultSet.objects.filter(round=round, state__in=MACHINE.sources("supersede"))
    standing.update(state=ResultState.SUPERSEDED)


@transaction.atomic
def result_lock(*, round: Round, actor: Person, at: datetime) -> ResultSet:  # noqa: A002 - the noun of the table
    """Freeze the provisional set: another person than who computed it vouches for it.

    Raises deliberation_open while the panel talks it over, supervision_unanswered while the
    witness waits for an answer, result_state_refused (nothing provisional, a tie that waits for
    its vote, or sheets that no longer give these bytes), two_person_required.
    """
    locked = round_take(round_id=round.pk)
    if open_deliberation(locked) is not None:
        raise Problem("deliberation_open")
    answers_require(round=locked)
    result = (
        ResultSet.objects.select_for_update(of=("self",))
        .filter(round=locked, state__in=MACHINE.sources("lock"))
        .first()
    )
    if result is None:
        raise Problem("result_state_refused", params={"state": "none"})
    if result.computed_by_id == actor.pk:
        raise Problem("two_person_required")
    if any(row["waits"] for row in result_body_rows(result)):
        raise Problem("result_state_refused", params={"state": "tie_waits"})
    if _compute(locked).body_hash != result.body_hash:
        raise Problem("result_state_refused", params={"state": "inputs_changed"})
    result.state = MACHINE.step(result.state, "lock")
    result.locked_by, result.locked_at = actor, at
    result.save(update_fields=["state", "locked_by", "locked_at"])
    sheets_count(round=locked)
    locked.state = rounds.MACHINE.step(locked.state, "lock")
    locked.save(update_fields=["state"])
    _log(result, "result.lock", actor, at)
    checkpoint_after_commit(owner=("edition", locked.edition.uid), at=at)
    return result


def result_recompute(*, round: Round) -> str:  # noqa: A002 - the noun of the table
    """The body's hash computed anew: a locked set gives its own again."""
    return _compute(round).body_hash


def _compute(round: Round) -> _Computed:  # noqa: A002 - the noun of the table
    rounds.slots_require_done(round=round)
    sheets = countable_sheets(round)
    before = results_before(round)
    votes = tie_decisions(round)
    try:
        counted = room_tally(rulebook_of(round), sheets, votes, earlier=before)
    except TallyRefused as refused:
        code = refused.code if refused.code in REGISTRY else "sheet_state_refused"
        raise Problem(code, params={"entry": refused.entry, "seat": refused.seat}) from refused
    body = rfc8785.dumps({**counted.document(), "absent": absent_outcomes(round)})
    return _Computed(
        version=counted.version,
        body=body.decode(),
        body_hash=hashlib.sha256(body).hexdigest(),
        inputs_hash=_inputs_hash(round, sheets, before, votes),
    )


def _state_now(round: Round) -> str:  # noqa: A002 - the noun of the table
    return ResultState.PROVISIONAL if open_deliberation(round) is None else ResultState.UNDER_REVIEW


def _inputs_hash(
    round: Round,  # noqa: A002 - the noun of the table
    sheets: dict[str, list[Sheet]],
    before: Before,
    votes: tuple[TieDecision, ...],
) -> str:
    inputs: dict[str, Any] = {
        "rulebook": round.rulebook.hash,
        "sheets": {
            number: {
                sheet.seat: {
                    criterion: None if mark is None else mark_text(mark)
                    for criterion, mark in sheet.marks.items()
                }
                for sheet in rows
            }
            for number, rows in sheets.items()
        },
    }
    if rulebook_of(round).rules is not None:
        # Classes of judges may have weights of their own.
        inputs["kinds"] = {
            number: {sheet.seat: sheet.kind for sheet in rows} for number, rows in sheets.items()
        }
    if before:
        inputs["earlier"] = {
            name: {
                "scores": {entry: str(score) for entry, score in each.scores.items()},
                "ranks": dict(each.ranks),
            }
            for name, each in before.items()
        }
    if votes:
        inputs["ties"] = [list(vote.order) for vote in votes]
    struck = struck_numbers(round)
    if struck:
        inputs["struck"] = struck
    return canonical_hash(inputs)


def _rows_make(result: ResultSet) -> None:
    slots = Slot.objects.filter(room__panel__round=result.round).select_related("entry")
    entries = {slot.entry.number: slot.entry for slot in slots}
    ResultRow.objects.bulk_create(
        ResultRow(
            result_set=result,
            entry=entries[row["entry"]],
            # For sorting and joining; the exact text is in the body.
            final=None if row["final"] is None else int(Decimal(row["final"]).scaleb(2)),
            rank=row["rank"],
            outcome=row["outcome"],
        )
        for row in result_body_rows(result)
    )


def _log(result: ResultSet, event: str, actor: Person, at: datetime) -> None:
    body = {
        "round": str(result.round.uid),
        "version": result.version,
        "body": result.body_hash,
        "inputs": result.inputs_hash,
        "rulebook": result.rulebook_hash,
        "by": str(actor.uid),
    }
    edition_log(edition=result.round.edition, event=event, body=body, at=at)
