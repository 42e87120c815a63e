"""When the hall may hear a team's score: what the rulebook says, and where the room stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Mode = Literal["live_after_each", "lagged", "after_session", "sealed"]

_PITCHES: Final = ("pitching", "questions")
_WAITS: Final = ("waiting", "deferred")


@dataclass(frozen=True, slots=True)
class Called:
    """A turn as the reveals see it; `called_at` is None before its first call."""

    slot: str
    state: str
    called_at: datetime | None


def reveal_refusal(
    mode: Mode, turn: Called, turns: Sequence[Called], *, is_unfinished: bool
) -> str | None:
    """The code that says why the turn's score is not opened now, or None.

    `turns` are those of the room; `is_unfinished` is whether the round, or its own session where
    the room has several, still has one that is neither sealed nor given up.
    """
    if mode == "sealed":
        return "reveal_never"
    if mode == "after_session" and is_unfinished:
        return "reveal_before_end"
    others = [each for each in turns if each.slot != turn.slot]
    if any(each.state in _PITCHES for each in others):
        return "reveal_during_pitch"
    if mode == "lagged" and not _is_behind(turn, others):
        return "reveal_before_next"
    return None


def reveal_due(turns: Sequence[Called]) -> Called | None:
    """Whose score comes next: of those that are sealed the one that was called first."""
    sealed = [each for each in turns if each.state == "sealed" and each.called_at is not None]
    return min(sealed, key=_called, default=None)


def _is_behind(turn: Called, others: Sequence[Called]) -> bool:
    """Whether somebody was called after the turn, or nobody is left to be called."""
    if any(_called(each) > _called(turn) for each in others if each.called_at is not None):
        return True
    return not any(each.state in _WAITS for each in others)


def _called(turn: Called) -> datetime:
    assert turn.called_at is not None
    return turn.called_at
