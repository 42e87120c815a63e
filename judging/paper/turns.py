"""A team's turn on the server's clock, read from the steps of the room."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

_PHASES: Final = {
    "start_pitch": "pitch",
    "start_questions": "questions",
    "start_scoring": "scoring",
}
_ENDS: Final = ("hold", "seal", "no_show", "defer", "withdraw", "call")
_NOTHING: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to the team's slot, and what its clock was afterwards."""

    at: datetime
    verb: str
    duration_s: int
    pause_code: str = ""


@dataclass(slots=True)
class Pause:
    """The clock stood still; until the phase's end where nobody let it go on."""

    phase: str
    start: datetime
    code: str
    end: datetime | None = None


@dataclass(slots=True)
class Phase:
    """A phase from its clock's start. `allowed_s` and `overrun_s` in seconds, pauses left out.

    A clock that was set back began anew: what ran before does not count.
    """

    name: str
    start: datetime
    allowed_s: int
    end: datetime | None = None
    paused: timedelta = _NOTHING

    @property
    def overrun_s(self) -> int:
        """How long beyond what was allowed, whole seconds begun."""
        if self.end is None:
            return 0
        over = self.end - self.start - self.paused - timedelta(seconds=self.allowed_s)
        return max(0, -(-over // timedelta(seconds=1)))


@dataclass(slots=True)
class Turn:
    """Calls, phases and pauses in the order in which they came."""

    calls: list[datetime] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    left: datetime | None = None


def turn_of(steps: Sequence[Step]) -> Turn:
    """The turn that the steps make, in their order; steps that were taken back are not given."""
    turn = Turn()
    for step in steps:
        _take(turn, step)
    return turn


def _take(turn: Turn, step: Step) -> None:
    phase = turn.phases[-1] if turn.phases and turn.phases[-1].end is None else None
    if step.verb in _PHASES:
        _end(turn, phase, step.at)
        turn.phases.append(Phase(_PHASES[step.verb], step.at, step.duration_s))
    elif step.verb in _ENDS:
        _end(turn, phase, step.at)
        if step.verb == "call":
            turn.calls.append(step.at)
            turn.left = None
        else:
            turn.left = turn.left or step.at
    elif phase is not None:
        _clock(turn, phase, step)


def _clock(turn: Turn, phase: Phase, step: Step) -> None:
    if step.verb == "pause":
        turn.pauses.append(Pause(phase.name, step.at, step.pause_code))
    elif step.verb == "resume":
        _go_on(turn, phase, step.at)
    elif step.verb == "restart":
        _go_on(turn, phase, step.at)
        phase.start, phase.paused = step.at, _NOTHING
    if step.verb in {"extend", "shorten", "restart"}:
        phase.allowed_s = step.duration_s


def _end(turn: Turn, phase: Phase | None, at: datetime) -> None:
    if phase is not None:
        _go_on(turn, phase, at)
        phase.end = at


def _go_on(turn: Turn, phase: Phase, at: datetime) -> None:
    if turn.pauses and turn.pauses[-1].end is None:
        turn.pauses[-1].end = at
        phase.paused += at - turn.pauses[-1].start
