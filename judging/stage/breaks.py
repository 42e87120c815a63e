"""Breaks and items of the program between turns: which are still ahead, and which is due now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

Break = Mapping[str, Any]
_AHEAD: Final = ("waiting", "deferred")


@dataclass(frozen=True, slots=True)
class Passage:
    """One turn as far as breaks ask: its place, its state, when it was called and when it ended."""

    position: int
    state: str
    called_at: datetime | None
    left_at: datetime | None


def breaks_told(breaks: Iterable[Break]) -> list[dict[str, Any]]:
    """Breaks as the hall and anybody outside may know them; one that is skipped is not told."""
    return [
        {name: each[name] for name in ("after", "minutes", "words")}
        for each in breaks
        if not each["skipped"]
    ]


def place_reached(turns: Iterable[Passage]) -> int:
    """The last place of the order whose team was called and is not put off; 0 before the first."""
    return max((turn.position for turn in turns if _came(turn)), default=0)


def break_due(breaks: Iterable[Break], turns: Sequence[Passage]) -> dict[str, Any] | None:
    """The break after the place that was reached: words, minutes, and until when (None unknown).

    It begins when the team before it left the stage.
    """
    reached = place_reached(turns)
    due = next((each for each in breaks if each["after"] == reached and not each["skipped"]), None)
    if due is None:
        return None
    left = next((turn.left_at for turn in turns if turn.position == reached), None)
    until = None if left is None else left + timedelta(minutes=due["minutes"])
    return {"words": due["words"], "minutes": due["minutes"], "until": until}


def _came(turn: Passage) -> bool:
    return turn.called_at is not None and turn.state not in _AHEAD
