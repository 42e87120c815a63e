"""Two people decide on what a judge typed or signed that came after the seal.

It is accepted or refused as a whole, for one sheet. Nobody types a mark for her: what takes its
place is what her device sent. Until both have said yes nothing of it counts.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.canonical import canonical_hash
from core.errors import Problem
from core.models import Person
from core.numbers import mark_text
from core.states import Machine
from judging.models import (
    APART,
    SEALED_SLOTS,
    CorrectionOffice,
    LateChange,
    LateMark,
    LateState,
    LateVoice,
    Outcome,
    Room,
    ScoreOperation,
    ScoreSheet,
    SheetState,
)
from judging.selectors.late_changes import LateSet, late_of_sheet
from judging.selectors.rescores import is_marked_again
from judging.services.incidents import incident_add, incident_log
from judging.services.locks import room_take, round_hold
from judging.services.rooms import room_touch
from judging.services.sheets import sheets_lock
from judging.services.successors import sheet_replace, waiting_move

MACHINE: Final = Machine(
    noun="late change",
    states=tuple(LateState.values),
    moves={("open", "accept"): "accepted", ("open", "refuse"): "refused"},
    refusal="late_change_state_refused",
)


@transaction.atomic
def late_change_decide(
    *,
    sheet: ScoreSheet,
    seen: UUID,
    office: str,
    approves: bool,
    words: str,
    actor: Person,
    at: datetime,
) -> LateChange:
    """Say yes or no for one office to all that came late for a sheet, up to the operation `seen`.

    A no ends it; with both yeses the marks take their place on a sheet of its own. Raises
    late_change_moved where something else waits by now, slot_state_refused before the seal,
    round_state_refused once the result is locked, rescore_open while the entry is marked again,
    late_change_state_refused, reason_missing for a no without words, two_person_required for the
    second word of one person or of the judge, late_change_unsigned where nothing was signed with
    these marks, the problem of a mark.
    """
    round_hold(round_id=sheet.round_id)
    standing = _sheet(sheet)
    room = room_take(room_id=standing.slot.room_id)
    found = late_of_sheet(standing)
    if found is None or found.seen != seen:
        raise Problem("late_change_moved")
    _require_open(found, standing, office)
    _require_another(found, standing, actor)
    if not approves and not words.strip():
        raise Problem("reason_missing")
    change = found.change or _change_make(found, standing, at)
    said = {"office": office, "approves": approves, "words": words.strip()}
    LateVoice.objects.create(change=change, person=actor, said_at=at, **said)
    if not approves:
        _close(change, standing, "refuse", at)
    voices = LateVoice.objects.filter(change=change)
    agreed = approves and voices.count() == len(CorrectionOffice)
    marks = found.values() if agreed else {}
    if agreed:
        _require_signature(found, standing)
        _apply(change, standing, marks, at)
    shown = agreed and change.after_reveal
    incident = incident_add(room=room, sheet=standing, change=change, at=at) if shown else None
    _told(change, standing, room, {**said, "by": str(actor.uid)}, at)
    for criterion in marks:
        _operation_make(change, standing, criterion, at)
    if incident is not None:
        incident_log(incident=incident, at=at)
    return change


def _sheet(sheet: ScoreSheet) -> ScoreSheet:
    """The one that stands for the seat and slot, locked."""
    rows = ScoreSheet.objects.filter(seat_id=sheet.seat_id, slot_id=sheet.slot_id)
    with_facts = rows.select_related(
        "slot__entry", "round__edition__contest", "round__rulebook", "seat__expert"
    )
    locked = sheets_lock(with_facts.exclude(state__in=APART))
    if not locked:
        raise Problem("late_change_moved")
    found = locked[0]
    found.round.refresh_from_db(fields=["state"])
    found.slot.refresh_from_db(fields=["state"])
    return found


def _require_open(found: LateSet, sheet: ScoreSheet, office: str) -> None:
    if sheet.round.state == RoundState.LOCKED:
        raise Problem("round_state_refused", params={"state": "locked", "verb": "accept"})
    if sheet.slot.state not in SEALED_SLOTS:
        raise Problem("slot_state_refused", params={"state": sheet.slot.state, "verb": "accept"})
    if is_marked_again(sheet):
        raise Problem("rescore_open")
    change = found.change
    if change is not None and LateVoice.objects.filter(change=change, office=office).exists():
        raise Problem("late_change_state_refused", params={"state": change.state})


def _require_another(found: LateSet, sheet: ScoreSheet, actor: Person) -> None:
    change = found.change
    spoke = change is not None and LateVoice.objects.filter(change=change, person=actor).exists()
    if spoke or actor.pk == sheet.seat.expert.person_id:
        raise Problem("two_person_required")


def _require_signature(found: LateSet, sheet: ScoreSheet) -> None:
    """A sheet that was left open or out counts only as its judge has signed it meanwhile.

    Her signature names the revisions that she saw: those that stand, and one more for every
    late mark.
    """
    if sheet.state == SheetState.SIGNED:
        return
    wanted = {cell.criterion: cell.rev for cell in sheet.cells.all()}
    covered = False
    for op in found.ops:
        if op.kind == "sign":
            covered = _revs_signed(op) == wanted
        else:
            wanted[op.criterion] += 1
            covered = False
    if not covered:
        raise Problem("late_change_unsigned")


def _revs_signed(op: ScoreOperation) -> Mapping[str, int]:
    """From the log: the operation itself keeps their hash only. Nothing once that is erased."""
    opening = getattr(op.leaf, "opening", None)
    if opening is None:
        return {}
    sheets: list[dict[str, Any]] = json.loads(opening.body)["body"]["sheets"]
    revs: dict[str, int] = next(
        (each["revs"] for each in sheets if each["sheet"] == str(op.sheet_uid)), {}
    )
    return revs


def _change_make(found: LateSet, sheet: ScoreSheet, at: datetime) -> LateChange:
    change = LateChange.objects.create(
        sheet=sheet, upto=found.ops[-1], signs=found.signs, opened_at=at
    )
    LateMark.objects.bulk_create(
        LateMark(change=change, criterion=criterion, value=value)
        for criterion, value in found.values().items()
    )
    return change


def _close(change: LateChange, sheet: ScoreSheet, verb: str, at: datetime) -> None:
    """With what stood there when it was decided."""
    now = {cell.criterion: cell.value for cell in sheet.cells.all()}
    for mark in change.marks.all():
        mark.replaced = now[mark.criterion]
        mark.save(update_fields=["replaced"])
    change.state = LateState(MACHINE.step(change.state, verb))
    change.decided_at = at
    change.save(update_fields=["state", "decided_at", "successor", "after_reveal"])


def _apply(
    change: LateChange, sheet: ScoreSheet, marks: Mapping[str, int | None], at: datetime
) -> None:
    made = sheet_replace(sheet=sheet, verb="accept", marks=marks, at=at)
    change.successor, change.after_reveal = made, made.after_reveal
    _close(change, sheet, "accept", at)
    waiting_move(sheet=sheet, made=made)


def _told(
    change: LateChange, sheet: ScoreSheet, room: Room, said: dict[str, Any], at: datetime
) -> None:
    room_touch(room=room)
    body = {
        "late_change": str(change.uid),
        "sheet": str(sheet.uid),
        "upto": str(change.upto.op_id),
        "successor": None if change.successor is None else str(change.successor.uid),
        "total": None if change.successor is None else mark_text(change.successor.total or 0),
        **said,
    }
    edition_log(edition=sheet.round.edition, event="late_change.decide", body=body, at=at)


def _operation_make(change: LateChange, before: ScoreSheet, criterion: str, at: datetime) -> None:
    """Each mark is among the operations and in the log as every other one."""
    assert change.successor is not None
    cell = change.successor.cells.get(criterion=criterion)
    replaced = change.marks.get(criterion=criterion).replaced
    op_id = uuid4()
    body = {
        "op_id": str(op_id),
        "late_change": str(change.uid),
        "sheet": str(change.successor.uid),
        "supersedes": str(before.uid),
        "criterion": criterion,
        "value": None if cell.value is None else mark_text(cell.value),
        "replaced": None if replaced is None else mark_text(replaced),
        "rev": cell.rev,
        "total": mark_text(change.successor.total or 0),
    }
    leaf = edition_log(edition=before.round.edition, event="score.accept", body=body, at=at)
    ScoreOperation.objects.create(
        judge_id=before.seat.expert.person_id,
        op_id=op_id,
        device=None,
        client_seq=0,
        sheet_uid=change.successor.uid,
        kind="accept",
        criterion=criterion,
        value=cell.value,
        base_rev=cell.rev - 1,
        body_hash=canonical_hash(body),
        outcome=Outcome.APPLIED,
        answer={"rev": cell.rev, "seq": leaf.seq, "leaf_hash": leaf.leaf_hash},
        leaf_id=leaf.id,
        at=at,
    )
