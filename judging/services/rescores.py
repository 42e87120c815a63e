"""The panel sends an entry back: all its judges mark it again, or the old marks stand for all.

Each of them marks on a sheet beside the one that stands. The old one counts, and is what everybody
sees, until the last of them has signed anew; then all change places in one transaction.
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from core.errors import Problem
from core.models import Person
from core.numbers import mark_text
from core.states import Machine
from judging.models import (
    BESIDE,
    SHOWN_SLOTS,
    Motion,
    Rescore,
    RescoreState,
    ScoreCell,
    ScoreSheet,
    SheetState,
)
from judging.selectors.rescores import remarkable_sheets, rescore_sheets, rescores_of_sheets
from judging.selectors.seatings import away_pairs
from judging.services import sheets
from judging.services.deliberations import deliberation_log, deliberation_touch
from judging.services.locks import round_take
from judging.services.results import result_compute
from judging.services.successors import cell_copied, waiting_move

MACHINE: Final = Machine(
    noun="rescore",
    states=tuple(RescoreState.values),
    moves={
        ("open", "finish"): "done",  # the last judge has signed anew
        ("open", "end"): "ended",
    },
    refusal="rescore_state_refused",
)
_LOG: Final = logging.getLogger(__name__)


def rescore_open(*, motion: Motion, at: datetime) -> dict[str, Any]:
    """A sheet with her marks for every judge whose sheet stands; gives what the log says of it.

    The caller has the round for itself, touches the rooms and tells the log.
    """
    round_, entry = motion.deliberation.round, motion.entry
    away = away_pairs(round_id=round_.pk)
    standing = [
        each
        for each in sheets.sheets_lock(remarkable_sheets(round_, entry))
        if (each.seat_id, entry.pk) not in away
    ]
    if not standing:
        return {"sheets": []}
    made = Rescore.objects.create(motion=motion, round=round_, entry=entry, opened_at=at)
    beside = ScoreSheet.objects.bulk_create(
        ScoreSheet(
            slot_id=each.slot_id,
            seat_id=each.seat_id,
            round=round_,
            state=SheetState.REMARKING,
            rescore=made,
            remarks=each,
        )
        for each in standing
    )
    homes = dict(zip((each.pk for each in standing), beside, strict=True))
    cells = ScoreCell.objects.filter(sheet__in=standing).order_by("pk")
    ScoreCell.objects.bulk_create(
        cell_copied(cell, homes[cell.sheet_id], cell.value, None) for cell in cells
    )
    opened = [
        {"sheet": str(each.uid), "remarks": str(old.uid)}
        for old, each in zip(standing, beside, strict=True)
    ]
    return {"rescore": str(made.uid), "sheets": opened}


def rescores_follow(*, sheets: Collection[int], at: datetime) -> None:
    """After sheets were signed anew, and that is committed: what is complete by now takes effect.

    A signature is acknowledged whatever happens here; what was missed is done with `rescore_end`.
    """
    if not sheets:
        return
    try:
        for rescore in rescores_of_sheets(sheets):
            rescore_finish(rescore=rescore, at=at)
    except Exception:  # noqa: BLE001 - the signature is committed, and she is told so
        _LOG.exception("rescore_finish")


@transaction.atomic
def rescore_finish(*, rescore: Rescore, at: datetime) -> Rescore:
    """Where all have signed anew their sheets take the old ones' places, and the result is
    computed from them; otherwise nothing. Asked again it does nothing more.
    """
    locked = _take(rescore)
    found = _sheets(locked)
    if locked.state == RescoreState.OPEN and _is_complete(found):
        _finish(locked, found, at)
    return locked


@transaction.atomic
def rescore_end(*, rescore: Rescore, reason: str, actor: Person, at: datetime) -> Rescore:
    """End it without those who have not signed anew: the old sheets stand, for all judges.

    Where all have signed by now the new ones take their places instead, and no reason is needed.
    Raises rescore_state_refused once it is over, reason_missing.
    """
    locked = _take(rescore)
    after = MACHINE.step(locked.state, "end")
    found = _sheets(locked)
    if _is_complete(found):
        _finish(locked, found, at)
        return locked
    if not reason.strip():
        raise Problem("reason_missing")
    for each in found:
        if each.state in BESIDE:
            each.state = SheetState(sheets.MACHINE.step(each.state, "drop"))
            each.save(update_fields=["state"])
    locked.state, locked.closed_at = RescoreState(after), at
    locked.ended_by, locked.reason = actor, reason.strip()
    locked.save(update_fields=["state", "closed_at", "ended_by", "reason"])
    deliberation_touch(deliberation=locked.motion.deliberation)
    _log(locked, "rescore.end", {"reason": locked.reason, "by": str(actor.uid)}, at)
    return locked


def _take(rescore: Rescore) -> Rescore:
    """It, behind its round's lock."""
    round_ = round_take(round_id=rescore.round_id)
    rows = Rescore.objects.select_for_update(of=("self",))
    locked = rows.select_related("motion__deliberation", "motion__recorded_by", "entry").get(
        pk=rescore.pk
    )
    locked.round = locked.motion.deliberation.round = round_
    return locked


def _sheets(rescore: Rescore) -> list[ScoreSheet]:
    """The sheets beside those that stand, and the latter, locked by key."""
    return sheets.sheets_lock(rescore_sheets(rescore).select_related("slot", "seat"))


def _is_complete(found: Sequence[ScoreSheet]) -> bool:
    states = {each.state for each in found}
    return SheetState.REMARKED in states and SheetState.REMARKING not in states


def _finish(rescore: Rescore, found: Sequence[ScoreSheet], at: datetime) -> None:
    by_key = {each.pk: each for each in found}
    pairs = [
        (by_key[each.remarks_id], each)
        for each in found
        if each.state == SheetState.REMARKED and each.remarks_id is not None
    ]
    pairs.sort(key=lambda pair: pair[1].seat.number)
    totals = {
        name: " · ".join(mark_text(pair[place].total or 0) for pair in pairs)
        for place, name in enumerate(("before", "after"))
    }
    changed = sum(_differ(old, new) for old, new in pairs)
    taken = [_swap(rescore, old, new) for old, new in pairs]
    rescore.state = RescoreState(MACHINE.step(rescore.state, "finish"))
    rescore.closed_at = at
    rescore.save(update_fields=["state", "closed_at"])
    deliberation_touch(deliberation=rescore.motion.deliberation)
    actor = rescore.motion.recorded_by
    assert actor is not None  # it was opened by recording
    result_compute(round=rescore.round, actor=actor, at=at)
    _log(rescore, "rescore.close", {"pairs": taken, "changed": changed, **totals}, at)


def _swap(rescore: Rescore, old: ScoreSheet, new: ScoreSheet) -> dict[str, str]:
    """The new one stands from now on; the first of its line says whose place they took."""
    old.state = SheetState(sheets.MACHINE.step(old.state, "remark"))
    old.save(update_fields=["state"])
    line = ScoreSheet.objects.filter(rescore=rescore, remarks=old)
    first = line.get(supersedes=None)
    line.update(after_reveal=old.slot.state in SHOWN_SLOTS)
    line.filter(pk=first.pk).update(supersedes=old)
    line.filter(pk=new.pk).update(state=sheets.MACHINE.step(new.state, "stand"))
    waiting_move(sheet=old, made=new)
    return {"sheet": str(first.uid), "supersedes": str(old.uid)}


def _differ(old: ScoreSheet, new: ScoreSheet) -> bool:
    before, after = (
        dict(ScoreCell.objects.filter(sheet=each).values_list("criterion", "value"))
        for each in (old, new)
    )
    return before != after


def _log(rescore: Rescore, event: str, facts: dict[str, Any], at: datetime) -> None:
    body = {
        "rescore": str(rescore.uid),
        "motion": str(rescore.motion.uid),
        "entry": str(rescore.entry.uid),
        "number": rescore.entry.number,
        **facts,
    }
    deliberation_log(deliberation=rescore.motion.deliberation, event=event, facts=body, at=at)
