"""Two people set a rule of the day aside for a team: sealed without a sheet, or back though late.

Nobody signs for the judge: what she typed stays as it is, is counted nowhere, and what she still
sends is held. Before that she has been told, for as long as a scoring that closes is told.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core import tempo
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import (
    Override,
    OverrideCounts,
    OverrideKind,
    OverrideState,
    Room,
    ScoreSheet,
    SheetState,
    Slot,
)
from judging.selectors.rulebooks import rulebook_of
from judging.services import sheets, slots
from judging.services.late_returns import absent_sheets_lock, slot_return
from judging.services.locks import room_take, round_hold
from judging.services.moves import move_add, room_standing
from judging.services.program import program_follow
from judging.services.rooms import room_touch
from judging.tally.room.rules import needs_all

MACHINE: Final = Machine(
    noun="override",
    states=tuple(OverrideState.values),
    moves={
        ("proposed", "approve"): "approved",
        ("proposed", "refuse"): "refused",
        ("proposed", "withdraw"): "withdrawn",
        ("proposed", "lapse"): "lapsed",  # the slot was sealed or left without it: slots.py
    },
    refusal="override_state_refused",
)


@transaction.atomic
def override_propose(
    *,
    slot: Slot,
    reason: str,
    kind: str = OverrideKind.SEAL,
    counts: str = "",
    actor: Person,
    at: datetime,
) -> Override:
    """Propose to seal the slot without its open sheets, whose judges are told from now on; or to
    let a team come back that did not come when it was called.

    `counts` is asked where so few sheets are left that the committee decides what they give.
    Raises reason_missing, round_closed, slot_state_refused, override_waiting, override_needless
    where nothing is missing, sheets_below_minimum, override_counts_missing.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    round_hold(round_id=slot.room.panel.round_id)
    found = sheets.slot_sheets_lock(slot=slot)
    room = room_take(room_id=slot.room_id)
    locked = slots.slot_lock(slot)
    _require_open(locked, kind)
    if Override.objects.filter(slot=locked, state=OverrideState.PROPOSED).exists():
        raise Problem("override_waiting")
    missing, few = [], False
    if kind == OverrideKind.SEAL:
        missing, few = _missing(found), few_sheets(slot=locked, found=found)
        if not missing and not few:
            raise Problem("override_needless")
    if few:
        _require_counts(locked, counts)
    made = Override.objects.create(
        slot=locked,
        kind=kind,
        missing=missing,
        counts=counts if few else "",
        reason=reason.strip(),
        proposed_by=actor,
        proposed_at=at,
    )
    room_touch(room=room)
    _log(made, "propose", actor, at)
    return made


@transaction.atomic
def override_decide(
    *, override: Override, approves: bool, words: str, actor: Person, at: datetime
) -> Override:
    """Another person says no, or yes: the missing sheets are left out and the slot is sealed, or
    the team that was late comes last.

    Whoever signed meanwhile counts. Raises override_state_refused, two_person_required,
    reason_missing for a no without words, and for a yes round_closed, slot_state_refused,
    override_early while the judges are being told, override_changed where a sheet is open that
    was signed, override_needless, sheets_below_minimum.
    """
    slot = override.slot
    round_hold(round_id=slot.room.panel.round_id)
    seals = override.kind == OverrideKind.SEAL
    found = (sheets.slot_sheets_lock if seals else absent_sheets_lock)(slot=slot)
    room = room_take(room_id=slot.room_id)
    locked = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
    verb = "approve" if approves else "refuse"
    target = MACHINE.step(locked.state, verb)
    if locked.proposed_by_id == actor.pk:
        raise Problem("two_person_required")
    if not approves and not words.strip():
        raise Problem("reason_missing")
    locked.slot = slots.slot_lock(slot)
    locked.state, locked.decided_by, locked.decided_at = target, actor, at
    locked.words = words.strip()
    if approves and seals:
        _require_ready(locked, found, at)
        locked.missing = _missing(found)
        _seal(locked, room, found, actor=actor, at=at)
    elif approves:
        _require_open(locked.slot, locked.kind)
        slot_return(slot=locked.slot, room=room, found=found, actor=actor, at=at)
    locked.save()
    room_touch(room=room)
    _log(locked, verb, actor, at)
    return locked


@transaction.atomic
def override_withdraw(*, override: Override, actor: Person, at: datetime) -> Override:
    """Take a proposal back. Raises override_state_refused."""
    round_hold(round_id=override.slot.room.panel.round_id)
    room = room_take(room_id=override.slot.room_id)
    locked = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
    locked.state = MACHINE.step(locked.state, "withdraw")
    locked.decided_at = at
    locked.save(update_fields=["state", "decided_at"])
    room_touch(room=room)
    _log(locked, "withdraw", actor, at)
    return locked


def few_sheets(*, slot: Slot, found: list[ScoreSheet]) -> bool:
    """Whether so few are signed that the committee decides. Raises sheets_below_minimum."""
    signed = sum(sheet.state != SheetState.OPEN for sheet in found)
    panel = rulebook_of(slot.room.panel.round).panel
    if signed < panel.least_overridden:
        params = {"count": str(signed), "minimum": str(panel.least_overridden)}
        raise Problem("sheets_below_minimum", params=params)
    return signed < panel.least


def _require_counts(slot: Slot, counts: str) -> None:
    """There is no mean of those there where places are counted."""
    if not counts:
        raise Problem("override_counts_missing")
    if counts == OverrideCounts.MEAN and needs_all(rulebook_of(slot.room.panel.round)):
        raise Problem("field_invalid", fields={"counts": ["invalid_choice"]})


def _missing(found: list[ScoreSheet]) -> list[int]:
    return sorted(sheet.seat.number for sheet in found if sheet.state == SheetState.OPEN)


def _require_open(slot: Slot, kind: str) -> None:
    if slot.room.panel.round.state != RoundState.OPEN:
        raise Problem("round_closed")
    slots.MACHINE.step(slot.state, "seal" if kind == OverrideKind.SEAL else "return")


def _require_ready(locked: Override, found: list[ScoreSheet], at: datetime) -> None:
    _require_open(locked.slot, locked.kind)
    if at < locked.proposed_at + timedelta(seconds=tempo.TEMPO.closing_s):
        raise Problem("override_early")
    missing = _missing(found)
    if not set(missing) <= set(locked.missing):
        raise Problem("override_changed")
    few = few_sheets(slot=locked.slot, found=found)
    if not missing and not few:
        raise Problem("override_needless")
    if few and not locked.counts:
        raise Problem("override_changed")


def _seal(
    locked: Override, room: Room, found: list[ScoreSheet], *, actor: Person, at: datetime
) -> None:
    """The open sheets leave with their marks; the step is one that is not taken back."""
    slot = locked.slot
    gone = [sheet for sheet in found if sheet.state == SheetState.OPEN]
    before = room_standing(room=room, slots=[slot])
    for sheet in gone:
        sheet.state = sheets.MACHINE.step(sheet.state, "exclude")
    ScoreSheet.objects.bulk_update(gone, ["state"])
    slot.counts_few = locked.counts == OverrideCounts.MEAN
    slots.slot_turn(slot=slot, verb="seal", actor=actor, at=at)
    program_follow(room=room, slot=slot, verb="seal")
    after = room_standing(room=room, slots=[slot])
    move_add(room=room, slot=slot, verb="override", actor=actor, at=at, before=before, after=after)


def _log(override: Override, verb: str, actor: Person, at: datetime) -> None:
    body = {
        "override": str(override.uid),
        "slot": str(override.slot.uid),
        "entry": override.slot.entry.number,
        "kind": override.kind,
        "missing": override.missing,
        "counts": override.counts,
        "reason": override.reason,
        "words": override.words,
        "proposed_by": str(override.proposed_by.uid),
        "by": str(actor.uid),
    }
    edition = override.slot.room.panel.round.edition
    edition_log(edition=edition, event=f"override.{verb}", body=body, at=at)
