"""A judge asks for another mark on a signed sheet. The request waits; nothing changes by it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from contest.models import RoundState
from contest.rulebook.rulebook import Rulebook
from contest.rulebook.sheet import mark_problem
from contest.services.events import edition_log
from core.errors import Problem
from core.numbers import NumberRefused, mark_parse, mark_text
from core.states import Machine
from judging.models import (
    CorrectionReason,
    CorrectionRequest,
    CorrectionState,
    Room,
    ScoreSheet,
    SheetState,
)
from judging.selectors.rulebooks import rulebook_of
from judging.services.locks import room_take, round_hold
from judging.services.rooms import console_touch
from judging.services.sheets import sheets_lock

MACHINE: Final = Machine(
    noun="correction",
    states=tuple(CorrectionState.values),
    moves={
        ("open", "withdraw"): "withdrawn",
        ("open", "approve"): "approved",
        ("open", "refuse"): "refused",
    },
    refusal="correction_state_refused",
)


@transaction.atomic
def correction_request(
    *, sheet: ScoreSheet, criterion: str, value: str, reason: str, text: str, at: datetime
) -> CorrectionRequest:
    """Ask for another mark.

    Raises sheet_not_signed, round_state_refused once the result is locked, criterion_unknown,
    the problem of a mark, reason_missing for `other` without words, correction_waiting while one
    for the criterion waits.
    """
    round_hold(round_id=sheet.round_id)
    rows = ScoreSheet.objects.filter(pk=sheet.pk)
    found = sheets_lock(rows.select_related("slot", "round__edition", "round__rulebook"))[0]
    room = room_take(room_id=found.slot.room_id)
    found.round.refresh_from_db(fields=["state"])
    if found.round.state == RoundState.LOCKED:
        raise Problem("round_state_refused", params={"state": "locked", "verb": "correct"})
    if found.state != SheetState.SIGNED:
        raise Problem("sheet_not_signed")
    mark = _mark(rulebook_of(found.round), criterion, value)
    if reason == CorrectionReason.OTHER and not text.strip():
        raise Problem("reason_missing")
    waiting = CorrectionRequest.objects.filter(
        sheet=found, criterion=criterion, state=CorrectionState.OPEN
    )
    if waiting.exists():
        raise Problem("correction_waiting")
    made = CorrectionRequest.objects.create(
        sheet=found,
        criterion=criterion,
        value=mark,
        reason=reason,
        text=text.strip(),
        requested_at=at,
    )
    body = {
        "correction": str(made.uid),
        "sheet": str(found.uid),
        "criterion": criterion,
        "value": mark_text(mark),
        "reason": reason,
        "text": made.text,
    }
    return _told(made, room, "correction.request", body, at)


@transaction.atomic
def correction_withdraw(*, correction: CorrectionRequest, at: datetime) -> CorrectionRequest:
    """The judge wants it no more. Raises correction_state_refused."""
    room = room_take(room_id=correction.sheet.slot.room_id)
    locked = CorrectionRequest.objects.select_related("sheet__round__edition").get(pk=correction.pk)
    locked.state = MACHINE.step(locked.state, "withdraw")
    locked.withdrawn_at = at
    locked.save(update_fields=["state", "withdrawn_at"])
    return _told(locked, room, "correction.withdraw", {"correction": str(locked.uid)}, at)


def _told(
    made: CorrectionRequest, room: Room, event: str, body: dict[str, str], at: datetime
) -> CorrectionRequest:
    console_touch(room=room)
    edition_log(edition=made.sheet.round.edition, event=event, body=body, at=at)
    return made


def _mark(rulebook: Rulebook, criterion: str, value: str) -> int:
    named = rulebook.criterion(criterion)
    if named is None:
        raise Problem("criterion_unknown")
    try:
        mark = mark_parse(value)
    except NumberRefused as refused:
        precise = refused.code == "mark_too_precise"
        raise Problem("mark_off_step" if precise else "mark_malformed") from refused
    problem = mark_problem(named, mark)
    if problem is None and mark < named.low:
        problem = "mark_below_low"
    if problem is not None:
        raise Problem(problem)
    return mark
