"""The rulebook as the program reads it: frozen, marks in hundredths."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from contest.rulebook.v1 import rulebook as v1

Method = Literal["mean", "trimmed"]
TieOn = Literal["rounded", "exact"]
TieRule = Literal["higher_criterion", "sum_of_all_judges", "chair_vote", "share"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of data in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Band:
    """A recommended range: outside it a quiet line, never a refusal."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a mark means, from ``at`` upward to the next anchor."""

    at: int
    name: Name


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the only answers that a line takes; without a name it is all or nothing."""

    mark: int
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the sheet.

    ``max`` and ``step`` are of the mark as it is typed; ``points`` is what the line gives at
    best, to a hundredth, where that is another figure. Below ``low`` a sheet is not signed.
    """

    id: str
    name: Name
    max: int
    step: int
    required: bool
    hint: Name | None
    anchors: tuple[Anchor, ...]
    band: Band | None
    low: int = 0
    points: int | None = None
    bonus: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """Who sits, and how few sheets still make a result."""

    seats: int
    kinds: Mapping[str, int]
    minimum_sheets: int
    alternates: int
    below_minimum: Literal["no_result", "mean", "committee"] = "no_result"

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", MappingProxyType(dict(self.kinds)))

    @property
    def least(self) -> int:
        """The fewest sheets with which an entry is sealed."""
        return 1 if self.below_minimum == "mean" else self.minimum_sheets

    @property
    def least_overridden(self) -> int:
        """The fewest with which two people may seal it although sheets are missing."""
        return self.minimum_sheets if self.below_minimum == "no_result" else 1


@dataclass(frozen=True, slots=True)
class Aggregation:
    """How sheets become one figure; a plain mean drops nothing."""

    method: Method
    version: int
    drop_high: int
    drop_low: int
    minimum_for_trim: int
    decimals: int
    tie_on: TieOn

    def drops(self, sheets: int) -> tuple[int, int]:
        """How many sheets leave at the top and at the bottom of ``sheets``."""
        if self.method == "mean" or sheets < self.minimum_for_trim:
            return (0, 0)
        return (self.drop_high, self.drop_low)


@dataclass(frozen=True, slots=True)
class TieStep:
    """One rung of the ladder; ``criterion`` only with ``higher_criterion``."""

    rule: TieRule
    criterion: str | None

    @property
    def label(self) -> str:
        """The step as results quote it: ``higher_criterion:technology``."""
        return self.rule if self.criterion is None else f"{self.rule}:{self.criterion}"


@dataclass(frozen=True, slots=True)
class Award:
    """A level and how many places it has, best level first."""

    level: str
    name: Name
    places: int


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of a slot's parts."""

    pitch_s: int
    questions_s: int
    scoring_s: int


@dataclass(frozen=True, slots=True)
class Publicity:
    """How long a proposed result hangs out: exactly one of the two is set."""

    working_days: int | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that a round is judged by; ``hash`` names the document it came from.

    A document of version 1 comes along as ``rules``, ``round`` being the one of its rounds that
    is judged: results are then counted by them and not by what stands here.
    """

    hash: str
    name: Name
    total: int
    band: Band | None
    criteria: tuple[Criterion, ...]
    panel: Panel
    aggregation: Aggregation
    ties: tuple[TieStep, ...]
    awards: tuple[Award, ...]
    cut_after: int
    timing: Timing
    sealing: str
    publicity: Publicity
    bonus_at_most: int | None = None
    revise_until: str = "slot_end"
    rules: "v1.Rulebook | None" = None
    round: str = ""

    def criterion(self, criterion_id: str) -> Criterion | None:
        """The criterion of that id, or None."""
        return next((each for each in self.criteria if each.id == criterion_id), None)

    @property
    def by_session(self) -> bool:
        """Whether a judge signs all her sheets of a session at once, and they are sealed so."""
        return self.sealing == "per_session"

    @property
    def single_total(self) -> bool:
        """Whether judges give one total and no parts."""
        return len(self.criteria) == 1 and self.criteria[0].id == "total"
