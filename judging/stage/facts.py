"""What a scene may be made of: the room's running order, its sheets and its rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from contest.rulebook.rulebook import Rulebook
from judging.tally.room.rules import Before
from judging.tally.sheet import Sheet

if TYPE_CHECKING:
    from judging.stage.ceremony import Standing

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """One entry's turn. `clock` is the wire form of its running phase; who `returned` goes last."""

    slot: str
    position: int
    state: str
    number: str
    title: str
    team: Names
    clock: Mapping[str, Any] | None = None
    returned: bool = False

    def body(self) -> dict[str, Any]:
        """Who it is: what any scene may say of a team."""
        entry = {"number": self.number, "title": self.title, "team": dict(self.team)}
        return {"position": self.position, "entry": entry}


@dataclass(frozen=True, slots=True)
class Panel:
    """The sheets of the scene's team: how many are in, which seats are recused, and which two
    people left out.
    """

    signed: int = 0
    due: int = 0
    recused: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything around the program. `shown` are the sheets of the teams in the leaderboard and
    `sheets` those of the scene's own team, which a reveal alone may open.
    """

    names: Mapping[str, Any]
    turns: tuple[Turn, ...]
    rulebook: Rulebook | None  # None as long as no turn is shown or on stage
    panel: Panel = field(default_factory=Panel)
    sheets: tuple[Sheet, ...] = ()
    shown: Mapping[str, list[Sheet]] = field(default_factory=dict)
    earlier: Before = field(default_factory=dict)  # results of rounds before that count
    ceremony: "Standing | None" = None
    pause: Mapping[str, Any] | None = None  # the break that is due
    breaks: tuple[Mapping[str, Any], ...] = ()  # of the running order

    def turn(self, slot: str | None) -> Turn | None:
        """The turn of a slot that is still in the running order."""
        return next((turn for turn in self.turns if turn.slot == slot), None)
