"""One entry's turn in the room, on the server's clock."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import Override, OverrideState, Room, SheetState, Slot, SlotState
from judging.selectors.door import door_calls
from judging.selectors.reveals import slot_reveal_refusal
from judging.selectors.room_sessions import is_put_off
from judging.selectors.rulebooks import rulebook_of
from judging.services.locks import room_take, round_hold
from judging.services.moves import move_add, room_standing, seen_require
from judging.services.program import program_follow
from judging.services.rooms import room_touch
from judging.services.sheets import sheets_exclude, slot_sheets_lock
from judging.services.slot_clock import CLOCK_VERBS, slot_clock, slot_paused_ms

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
        ("no_show", "return"): "deferred",  # by two people: late_returns.py
        ("waiting", "defer"): "deferred",
        ("called", "defer"): "deferred",
        **{(state, verb): state for state in _TIMED for verb in CLOCK_VERBS},
        **{
            (state, "withdraw"): "withdrawn" for state in ("waiting", "deferred", "held", *ON_STAGE)
        },
    },
    refusal="slot_state_refused",
)

_BY_TWO: Final = ("return",)
VERBS: Final[tuple[str, ...]] = tuple(
    dict.fromkeys(verb for _state, verb in MACHINE.moves if verb not in _BY_TWO)
)
_AFTER_THE_ROUND: Final = ("reveal", "confirm")
_LEAVES: Final = ("withdraw", "no_show")
# A team's turn on stage ends with these; a gap that is held is solved off stage.
_ENDS: Final = ("seal", "hold", "no_show", "defer", "withdraw")


@transaction.atomic
def slot_command(
    *,
    slot: Slot,
    verb: str,
    actor: Person,
    at: datetime,
    code: str = "",
    seen: UUID | None = None,
) -> Slot:
    """Carry out a verb of the machine. Calling the next team holds one that is still scored.

    Raises slot_state_refused (a move not in the table, another slot on stage, paused or not),
    round_closed, reason_missing for a pause without a code, no_show_early before the door's calls
    or minutes are over where no code says why, sheets_missing,
    sheets_below_minimum and seal_with_session when sealing, room_moved where `seen` is not the
    room's last step, and for a reveal what the rulebook's moment asks for: reveal_never,
    reveal_before_end, reveal_before_next, reveal_during_pitch.
    """
    round_hold(round_id=slot.room.panel.round_id)
    # Sheets before the room: the order of locks is the same as on the score path.
    sheets = slot_sheets_lock(slot=slot) if verb in {"seal", *_LEAVES} else []
    room = room_take(room_id=slot.room_id)
    seen_require(room=room, seen=seen)
    locked = slot_lock(slot)
    if verb in _BY_TWO:
        raise Problem("slot_state_refused", params={"state": locked.state, "verb": verb})
    target = MACHINE.step(locked.state, verb)
    _require_round(locked, verb)
    other = _free_stage(locked, verb) if verb in {"call", "start_scoring"} else None
    _require_verb(locked, verb, sheets=[sheet.state for sheet in sheets])
    if verb == "no_show" and not code:
        _require_called(locked, room, at)
    taken = {str(sheet.uid): str(sheet.state) for sheet in sheets} if verb in _LEAVES else {}
    touched = [locked, *([other] if other else [])]
    before = room_standing(room=room, slots=touched, sheets=taken)
    if other is not None:
        _turn(other, "hold", target="held", actor=actor, at=at)
    if verb in _LEAVES:
        sheets_exclude(slot=locked)
    if verb in {"seal", *_LEAVES}:
        _lapse(locked, at)
    _turn(locked, verb, target=target, actor=actor, at=at, code=code)
    _stage(room, locked, verb)
    program_follow(room=room, slot=locked, verb=verb)
    after = room_standing(room=room, slots=touched)
    move_add(room=room, slot=locked, verb=verb, actor=actor, at=at, before=before, after=after)
    room_touch(room=room)
    return locked


def slot_turn(*, slot: Slot, verb: str, actor: Person, at: datetime) -> None:
    """Make one move of a locked slot, saved and logged. Raises slot_state_refused."""
    _turn(slot, verb, target=MACHINE.step(slot.state, verb), actor=actor, at=at)


def _turn(
    slot: Slot, verb: str, *, target: str, actor: Person, at: datetime, code: str = ""
) -> None:
    """One slot's new state and clock, saved and logged."""
    facts: dict[str, str | int] = {
        "from": slot.state,
        "to": target,
        "code": code,
        "paused_ms": slot_paused_ms(slot=slot, at=at),
    }
    slot_clock(slot=slot, verb=verb, code=code, at=at)
    if verb in {"extend", "shorten", "restart"}:
        facts["duration_s"] = slot.duration_s
    if verb == "call":
        slot.called_at = at
    if verb in {"call", "start_scoring"}:
        slot.left_at = None
    elif verb in _ENDS:
        slot.left_at = slot.left_at or at
    if target == SlotState.DEFERRED:
        slot.put_off = True
    elif verb == "call" and slot.state == SlotState.DEFERRED:
        slot.put_off = is_put_off(slot, slot.room)
    slot.state = target
    slot.save()
    _log(slot, verb, {**facts, "by": str(actor.uid)}, at)


def slot_lock(slot: Slot) -> Slot:
    """The slot, locked, with all that its commands read."""
    return (
        Slot.objects.select_for_update(of=("self",), no_key=True)  # a new sheet may name it
        .select_related("entry", "room__panel__round__edition", "room__panel__round__rulebook")
        .get(pk=slot.pk)
    )


def _log(slot: Slot, verb: str, facts: dict[str, str | int], at: datetime) -> None:
    body = {"slot": str(slot.uid), "entry": slot.entry.number, **facts}
    edition_log(edition=slot.room.panel.round.edition, event=f"slot.{verb}", body=body, at=at)


def _require_round(slot: Slot, verb: str) -> None:
    state = slot.room.panel.round.state
    late = verb in _AFTER_THE_ROUND and state in {RoundState.CLOSED, RoundState.LOCKED}
    if state == RoundState.PREPARED:
        raise Problem("round_state_refused", params={"state": state, "verb": verb})
    if state != RoundState.OPEN and not late:
        raise Problem("round_closed")


def _free_stage(slot: Slot, verb: str) -> Slot | None:
    """The slot that has to make room: one that is only scored may wait while the next is called."""
    found = (
        Slot.objects.filter(room_id=slot.room_id, state__in=ON_STAGE).exclude(pk=slot.pk).first()
    )
    if found is None:
        return None
    if verb == "call" and found.state == SlotState.SCORING:
        return slot_lock(found)
    raise Problem("slot_state_refused", params={"state": found.state, "verb": verb})


def _require_alone(slot: Slot) -> None:
    """A team of a session is sealed with all the others."""
    if rulebook_of(slot.room.panel.round).by_session:
        raise Problem("seal_with_session")


def _require_sheets(slot: Slot, states: list[str]) -> None:
    """Every live sheet is signed, and there are enough for a result."""
    missing = sum(state == SheetState.OPEN for state in states)
    if missing:
        raise Problem("sheets_missing", params={"missing": str(missing)})
    minimum = rulebook_of(slot.room.panel.round).panel.least
    if len(states) < minimum:
        raise Problem(
            "sheets_below_minimum", params={"count": str(len(states)), "minimum": str(minimum)}
        )


def _require_verb(slot: Slot, verb: str, *, sheets: list[str]) -> None:
    """What a seal and a reveal ask for."""
    if verb == "seal":
        _require_alone(slot)
        _require_sheets(slot, sheets)
    if verb == "reveal":
        _require_moment(slot)


def _require_moment(slot: Slot) -> None:
    """The rulebook says when the hall may hear the score."""
    refusal = slot_reveal_refusal(slot)
    if refusal is not None:
        raise Problem(refusal)


def _require_called(slot: Slot, room: Room, at: datetime) -> None:
    """Called as often as the room says, or the minutes since the first call are over."""
    calls = door_calls(slot)
    first = min(filter(None, [slot.called_at, *(call.at for call in calls)]), default=at)
    if len(calls) < room.door_calls and at - first < timedelta(seconds=room.grace_s):
        raise Problem(
            "no_show_early",
            params={
                "count": str(len(calls)),
                "calls": str(room.door_calls),
                "minutes": str(-(-room.grace_s // 60)),
            },
        )


def _lapse(slot: Slot, at: datetime) -> None:
    """What two people were asked is settled without them."""
    waiting = Override.objects.filter(slot=slot, state=OverrideState.PROPOSED)
    waiting.update(state=OverrideState.LAPSED, decided_at=at)


def _stage(room: Room, slot: Slot, verb: str) -> None:
    """One current slot: the one called last, until it leaves the stage without a result.

    A session's teams are revealed after it, one after the other.
    """
    in_turn = verb == "reveal" and rulebook_of(slot.room.panel.round).by_session
    if verb in {"call", "start_scoring"} or in_turn:
        room.current_slot = slot
    elif verb in {"no_show", "defer", "withdraw"} and room.current_slot_id == slot.pk:
        room.current_slot = None
    else:
        return
    room.save(update_fields=["current_slot"])
