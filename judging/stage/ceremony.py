"""The ceremony, cue by cue, from the last place to the first.

A place below the third opens with one cue. Each of the first three has two: what is given (place
and award), then to whom. Equals share a place and come together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from judging.stage.facts import Names, Turn

HELD_TO: Final = 3
Do = Literal["announce", "open"]


@dataclass(frozen=True, slots=True)
class Winner:
    """A team of a place; `final` is None where its score is not told in the hall."""

    turn: Turn
    final: str | None

    def body(self) -> dict[str, Any]:
        """Who it is, and its score where it is told."""
        score = {} if self.final is None else {"final": self.final}
        return {**self.turn.body(), **score}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the result with its award and everybody who has it."""

    rank: int
    award: Names | None
    winners: tuple[Winner, ...]

    def given(self) -> dict[str, Any]:
        """What is given, and not to whom."""
        shares = len(self.winners) > 1
        return {
            "rank": self.rank,
            "shares": shares,
            "award": None if self.award is None else dict(self.award),
        }

    def body(self) -> dict[str, Any]:
        """The place whole."""
        return {**self.given(), "teams": [winner.body() for winner in self.winners]}


@dataclass(frozen=True, slots=True)
class Standing:
    """The places of a ceremony, the last one first, and how many cues the hall has seen."""

    places: tuple[Place, ...]
    shown: int


def ceremony_cues(places: Sequence[Place]) -> list[tuple[int, Do]]:
    """What each cue does, by the index of its place."""
    cues: list[tuple[int, Do]] = []
    for index, place in enumerate(places):
        if place.rank <= HELD_TO:
            cues.append((index, "announce"))
        cues.append((index, "open"))
    return cues


def ceremony_body(standing: Standing | None, cue: int) -> dict[str, Any]:
    """What the hall knows after so many cues: the place of now, and those opened, best first."""
    if standing is None:
        return {"now": None, "opened": [], "is_over": False}
    given = ceremony_cues(standing.places)
    seen = given[: min(cue, standing.shown)]
    opened = [standing.places[index] for index, do in seen if do == "open"]
    return {
        "now": _now(standing, seen),
        "opened": [place.body() for place in reversed(opened)],
        "is_over": bool(given) and len(seen) == len(given),
    }


def _now(standing: Standing, seen: Sequence[tuple[int, Do]]) -> dict[str, Any] | None:
    if not seen:
        return None
    index, do = seen[-1]
    place = standing.places[index]
    return place.body() if do == "open" else {**place.given(), "teams": None}
