"""One entry's turn in the room, on the server's clock."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import Room, SheetState, Slot, SlotState
from judging.selectors.rulebooks import rulebook_of
from judging.services.locks import room_take, round_hold
from judging.services.program import program_follow
from judging.services.rooms import room_touch
from judging.services.sheets import sheets_exclude, slot_sheets_lock

ON_STAGE: Final = ("called", "pitching", "questions", "scoring")
_TIMED: Final = ("pitching", "questions", "scoring")

MACHINE: Final = Machine(
    noun="slot",
    states=tuple(SlotState.values),
    moves={
        ("waiting", "call"): "called",
        ("deferred", "call"): "called",
        ("called", "start_pitch"): "pitching",
        ("pitching", "start_questions"): "questions",
        ("questions", "start_scoring"): "scoring",
        # A gap is being solved while the next team may be called.
        ("scoring", "hold"): "held",
        ("held", "start_scoring"): "scoring",
        ("scoring", "seal"): "sealed",
        ("held", "seal"): "sealed",
        ("sealed", "reveal"): "revealed",
        ("revealed", "confirm"): "confirmed",
        ("called", "no_show"): "no_show",
        ("waiting", "defer"): "deferred",
        ("called", "defer"): "deferred",
        **{(state, verb): state for state in _TIMED for verb in ("pause", "resume")},
        **{
            (state, "withdraw"): "withdrawn" for state in ("waiting", "deferred", "held", *ON_STAGE)
        },
    },
    refusal="slot_state_refused",
)

VERBS: Final[tuple[str, ...]] = tuple(dict.fromkeys(verb for _state, verb in MACHINE.moves))
_AFTER_THE_ROUND: Final = ("reveal", "confirm")
_LEAVES: Final = ("withdraw", "no_show")
_PHASES: Final[Mapping[str, str]] = {
    "start_pitch": "pitch_s",
    "start_questions": "questions_s",
    "start_scoring": "scoring_s",
}


@transaction.atomic
def slot_command(*, slot: Slot, verb: str, actor: Person, at: datetime, code: str = "") -> Slot:
    """Carry out a verb of the machine.

    Raises slot_state_refused (a move not in the table, another slot on stage, paused or not),
    round_closed, reason_missing for a pause without a code, sheets_missing and
    sheets_below_minimum when sealing.
    """
    round_hold(round_id=slot.room.panel.round_id)
    # Sheets before the room: the order of locks is the same as on the score path.
    sheets = slot_sheets_lock(slot=slot) if verb in {"seal", *_LEAVES} else []
    room = room_take(room_id=slot.room_id)
    locked = _slot_lock(slot)
    before, paused_ms = locked.state, _paused_ms(locked, at)
    target = MACHINE.step(before, verb)
    _require_round(locked, verb)
    if verb in {"call", "start_scoring"}:
        _require_free_stage(locked, verb)
    if verb == "seal":
        _require_sheets(locked, [sheet.state for sheet in sheets])
    if verb in _LEAVES:
        sheets_exclude(slot=locked)
    _clock(locked, verb, code, at)
    locked.state = target
    locked.save()
    _stage(room, locked, verb)
    program_follow(room=room, slot=locked, verb=verb)
    room_touch(room=room)
    facts: dict[str, str | int] = {
        "from": before,
        "to": target,
        "code": code,
        "paused_ms": paused_ms,
    }
    _log(locked, verb, {**facts, "by": str(actor.uid)}, at)
    return locked


def _slot_lock(slot: Slot) -> Slot:
    return (
        Slot.objects.select_for_update(of=("self",), no_key=True)  # a new sheet may name it
        .select_related("entry", "room__panel__round__edition", "room__panel__round__rulebook")
        .get(pk=slot.pk)
    )


def _log(slot: Slot, verb: str, facts: dict[str, str | int], at: datetime) -> None:
    body = {"slot": str(slot.uid), "entry": slot.entry.number, **facts}
    edition_log(edition=slot.room.panel.round.edition, event=f"slot.{verb}", body=body, at=at)


def _paused_ms(slot: Slot, at: datetime) -> int:
    """All pauses of the running phase, the one that is still on included."""
    if slot.paused_at is None:
        return slot.paused_ms
    return slot.paused_ms + (at - slot.paused_at) // timedelta(milliseconds=1)


def _require_round(slot: Slot, verb: str) -> None:
    state = slot.room.panel.round.state
    late = verb in _AFTER_THE_ROUND and state in {RoundState.CLOSED, RoundState.LOCKED}
    if state == RoundState.PREPARED:
        raise Problem("round_state_refused", params={"state": state, "verb": verb})
    if state != RoundState.OPEN and not late:
        raise Problem("round_closed")


def _require_free_stage(slot: Slot, verb: str) -> None:
    other = (
        Slot.objects.filter(room_id=slot.room_id, state__in=ON_STAGE).exclude(pk=slot.pk).first()
    )
    if other is not None:
        raise Problem("slot_state_refused", params={"state": other.state, "verb": verb})


def _require_sheets(slot: Slot, states: list[str]) -> None:
    """Every live sheet is signed, and there are enough for a result."""
    missing = sum(state == SheetState.OPEN for state in states)
    if missing:
        raise Problem("sheets_missing", params={"missing": str(missing)})
    minimum = rulebook_of(slot.room.panel.round).panel.minimum_sheets
    if len(states) < minimum:
        raise Problem(
            "sheets_below_minimum", params={"count": str(len(states)), "minimum": str(minimum)}
        )


def _clock(slot: Slot, verb: str, code: str, at: datetime) -> None:
    """Start a phase's clock, stop it for a while, or take it away."""
    if verb in _PHASES:
        timing = rulebook_of(slot.room.panel.round).timing
        slot.duration_s = getattr(timing, _PHASES[verb])
        slot.clock_started_at, slot.paused_ms = at, 0
        slot.paused_at, slot.pause_code = None, ""
    elif verb == "pause":
        _pause(slot, code, at)
    elif verb == "resume":
        if slot.paused_at is None:
            raise Problem("slot_state_refused", params={"state": slot.state, "verb": verb})
        slot.paused_ms = _paused_ms(slot, at)
        slot.paused_at, slot.pause_code = None, ""
    elif verb not in _AFTER_THE_ROUND:
        slot.clock_started_at, slot.duration_s, slot.paused_ms = None, 0, 0
        slot.paused_at, slot.pause_code = None, ""


def _pause(slot: Slot, code: str, at: datetime) -> None:
    if not code:
        raise Problem("reason_missing")
    if slot.paused_at is not None:
        raise Problem("slot_state_refused", params={"state": "paused", "verb": "pause"})
    slot.paused_at, slot.pause_code = at, code


def _stage(room: Room, slot: Slot, verb: str) -> None:
    """One current slot: the one called last, until it leaves the stage without a result."""
    if verb in {"call", "start_scoring"}:
        room.current_slot = slot
    elif verb in {"no_show", "defer", "withdraw"} and room.current_slot_id == slot.pk:
        room.current_slot = None
    else:
        return
    room.save(update_fields=["current_slot"])
