"""The server's clock of a slot's phase: started, stopped for a while, made longer or shorter."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from core.errors import Problem
from judging.models import Slot
from judging.selectors.rulebooks import rulebook_of

STEP_S: Final = 30
CLOCK_VERBS: Final = ("pause", "resume", "extend", "shorten", "restart")
_KEEPS: Final = ("reveal", "confirm")
_PHASES: Final[Mapping[str, str]] = {
    "start_pitch": "pitch_s",
    "start_questions": "questions_s",
    "start_scoring": "scoring_s",
}
_PHASE_OF: Final[Mapping[str, str]] = {
    "pitching": "pitch_s",
    "questions": "questions_s",
    "scoring": "scoring_s",
}


def slot_paused_ms(*, slot: Slot, at: datetime) -> int:
    """All pauses of the running phase, the one that is still on included."""
    if slot.paused_at is None:
        return slot.paused_ms
    return slot.paused_ms + (at - slot.paused_at) // timedelta(milliseconds=1)


def slot_clock(*, slot: Slot, verb: str, code: str, at: datetime) -> None:
    """Start a phase's clock, change it, or take it away; the caller saves.

    Raises reason_missing for a pause without a code, slot_state_refused where the clock does not
    allow it.
    """
    if verb in _PHASES:
        _start(slot, _PHASES[verb], at)
    elif verb == "restart":
        _start(slot, _PHASE_OF[slot.state], at)
    elif verb == "pause":
        _pause(slot, code, at)
    elif verb == "resume":
        _require(slot, verb, holds=slot.paused_at is not None)
        slot.paused_ms = slot_paused_ms(slot=slot, at=at)
        slot.paused_at, slot.pause_code = None, ""
    elif verb == "extend":
        slot.duration_s += STEP_S
    elif verb == "shorten":
        _shorten(slot, at)
    elif verb not in _KEEPS:
        slot.clock_started_at, slot.duration_s, slot.paused_ms = None, 0, 0
        slot.paused_at, slot.pause_code = None, ""


def _start(slot: Slot, phase: str, at: datetime) -> None:
    timing = rulebook_of(slot.room.panel.round).timing
    slot.duration_s = getattr(timing, phase)
    slot.clock_started_at, slot.paused_ms = at, 0
    slot.paused_at, slot.pause_code = None, ""


def _pause(slot: Slot, code: str, at: datetime) -> None:
    if not code:
        raise Problem("reason_missing")
    if slot.paused_at is not None:
        raise Problem("slot_state_refused", params={"state": "paused", "verb": "pause"})
    slot.paused_at, slot.pause_code = at, code


def _shorten(slot: Slot, at: datetime) -> None:
    """Never below what has passed: the end is now at the earliest."""
    assert slot.clock_started_at is not None
    run = at - slot.clock_started_at - timedelta(milliseconds=slot_paused_ms(slot=slot, at=at))
    passed_s = -(-run // timedelta(seconds=1))
    _require(slot, "shorten", holds=slot.duration_s > passed_s)
    slot.duration_s = max(slot.duration_s - STEP_S, passed_s)


def _require(slot: Slot, verb: str, *, holds: bool) -> None:
    if not holds:
        raise Problem("slot_state_refused", params={"state": slot.state, "verb": verb})
