"""Two people decide on a judge's request: one for the panel, the verifier beside it.

Nobody types a mark for a judge: what takes its place is what she asked for, on a sheet of its own.
The sheet that she signed stays as it was, with its marks, and says which one took its place.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.canonical import canonical_hash
from core.errors import Problem
from core.models import Person
from core.numbers import mark_text
from core.services.log import LeafRef
from judging.models import (
    SEALED_SLOTS,
    CorrectionOffice,
    CorrectionRequest,
    CorrectionState,
    CorrectionVoice,
    Outcome,
    ScoreOperation,
    ScoreSheet,
    SheetState,
)
from judging.selectors.rescores import is_marked_again
from judging.services import sheets
from judging.services.corrections import MACHINE
from judging.services.incidents import incident_add, incident_log
from judging.services.locks import room_take, round_hold
from judging.services.rooms import room_touch
from judging.services.successors import sheet_replace, waiting_move


@transaction.atomic
def correction_decide(
    *,
    correction: CorrectionRequest,
    office: str,
    approves: bool,
    words: str,
    actor: Person,
    at: datetime,
) -> CorrectionRequest:
    """Say yes or no for one office. A no ends it; with both yeses the mark takes its place.

    Raises slot_state_refused before the slot is sealed, round_state_refused once the result is
    locked, sheet_not_signed, correction_state_refused, reason_missing for a no without words,
    two_person_required for the second word of one person or of the judge, the problem of a mark.
    """
    round_hold(round_id=correction.sheet.round_id)
    sheet = _sheet(correction)
    room = room_take(room_id=sheet.slot.room_id)
    locked = CorrectionRequest.objects.get(pk=correction.pk)
    _require_open(locked, sheet, office)
    _require_another(locked, sheet, actor)
    if not approves and not words.strip():
        raise Problem("reason_missing")
    said = {"office": office, "approves": approves, "words": words.strip()}
    CorrectionVoice.objects.create(correction=locked, person=actor, said_at=at, **said)
    agreed = approves and locked.voices.count() == len(CorrectionOffice)
    if not approves:
        _close(locked, "refuse", at)
    incident = None
    if agreed:
        _apply(locked, sheet, at)
        if locked.after_reveal:
            incident = incident_add(room=room, sheet=sheet, change=locked, at=at)
    room_touch(room=room)
    body = {"correction": str(locked.uid), **said, "by": str(actor.uid)}
    edition_log(edition=sheet.round.edition, event="correction.decide", body=body, at=at)
    if agreed:
        _operation_make(locked, sheet, at)
    if incident is not None:
        incident_log(incident=incident, at=at)
    return locked


def _sheet(correction: CorrectionRequest) -> ScoreSheet:
    rows = ScoreSheet.objects.filter(pk=correction.sheet_id)
    with_facts = rows.select_related(
        "slot__entry", "round__edition__contest", "round__rulebook", "seat__expert"
    )
    found = sheets.sheets_lock(with_facts)[0]
    found.round.refresh_from_db(fields=["state"])
    found.slot.refresh_from_db(fields=["state"])
    return found


def _require_open(locked: CorrectionRequest, sheet: ScoreSheet, office: str) -> None:
    if sheet.round.state == RoundState.LOCKED:
        raise Problem("round_state_refused", params={"state": "locked", "verb": "correct"})
    if locked.state != CorrectionState.OPEN or locked.voices.filter(office=office).exists():
        raise Problem("correction_state_refused", params={"state": locked.state, "verb": "decide"})
    if sheet.state != SheetState.SIGNED:
        raise Problem("sheet_not_signed")
    if sheet.slot.state not in SEALED_SLOTS:
        raise Problem("slot_state_refused", params={"state": sheet.slot.state, "verb": "correct"})
    if is_marked_again(sheet):
        raise Problem("rescore_open")


def _require_another(locked: CorrectionRequest, sheet: ScoreSheet, actor: Person) -> None:
    asked = sheet.seat.expert.person_id
    if actor.pk == asked or locked.voices.filter(person=actor).exists():
        raise Problem("two_person_required")


def _close(locked: CorrectionRequest, verb: str, at: datetime) -> None:
    locked.state = MACHINE.step(locked.state, verb)
    locked.decided_at = at
    locked.save(
        update_fields=["state", "decided_at", "replaced", "successor", "after_reveal"],
    )


def _apply(locked: CorrectionRequest, sheet: ScoreSheet, at: datetime) -> None:
    """A signed successor with the one other mark; a result that was counted is counted anew."""
    locked.replaced = sheet.cells.get(criterion=locked.criterion).value
    marks = {locked.criterion: locked.value}
    locked.successor = sheet_replace(sheet=sheet, verb="correct", marks=marks, at=at)
    locked.after_reveal = locked.successor.after_reveal
    _close(locked, "approve", at)
    waiting_move(sheet=sheet, made=locked.successor)


def _operation_make(locked: CorrectionRequest, before: ScoreSheet, at: datetime) -> None:
    """The mark is among the operations and in the log as every other one."""
    assert locked.successor is not None
    cell = locked.successor.cells.get(criterion=locked.criterion)
    body = {
        "op_id": str(locked.uid),
        "sheet": str(locked.successor.uid),
        "supersedes": str(before.uid),
        "criterion": locked.criterion,
        "value": mark_text(locked.value),
        "replaced": None if locked.replaced is None else mark_text(locked.replaced),
        "rev": cell.rev,
        "total": mark_text(locked.successor.total or 0),
        "reason": locked.reason,
    }
    leaf = edition_log(edition=before.round.edition, event="score.correct", body=body, at=at)
    ScoreOperation.objects.create(
        judge_id=before.seat.expert.person_id,
        op_id=locked.uid,
        device=None,
        client_seq=0,
        sheet_uid=locked.successor.uid,
        kind="correct",
        criterion=locked.criterion,
        value=locked.value,
        base_rev=cell.rev - 1,
        body_hash=canonical_hash(body),
        outcome=Outcome.APPLIED,
        answer=_answer(leaf, cell.rev),
        leaf_id=leaf.id,
        at=at,
    )


def _answer(leaf: LeafRef, rev: int) -> dict[str, Any]:
    return {"rev": rev, "seq": leaf.seq, "leaf_hash": leaf.leaf_hash}
