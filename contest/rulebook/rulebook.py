"""The rulebook as the program reads it: frozen, marks in hundredths."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

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
class Criterion:
    """One line of the sheet."""

    id: str
    name: Name
    max: int
    step: int
    required: bool
    hint: Name | None
    anchors: tuple[Anchor, ...]
    band: Band | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Who sits, and how few sheets still make a result."""

    seats: int
    kinds: Mapping[str, int]
    minimum_sheets: int
    alternates: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", MappingProxyType(dict(self.kinds)))


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
    """All that a round is judged by; ``hash`` names the document it came from."""

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

    def criterion(self, criterion_id: str) -> Criterion | None:
        """The criterion of that id, or None."""
        return next((each for each in self.criteria if each.id == criterion_id), None)

    @property
    def single_total(self) -> bool:
        """Whether judges give one total and no parts."""
        return len(self.criteria) == 1 and self.criteria[0].id == "total"
