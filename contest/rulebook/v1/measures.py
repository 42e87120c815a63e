"""Measured values that become points through closed formulas."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, get_args

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import List, Obj, Tagged
from contest.rulebook.shape.plain import Choice, Flag, Id, Mark, Number, Text
from contest.rulebook.v1.conditions import CONDITIONS, Condition

Better = Literal["higher", "lower"]
GroupKey = Literal["track", "division", "region", "panel", "stage"]

_FACT: Final = Id(uses="fact")
_FACT_ABOUT: Final = (
    "The declared fact that is read; without it the value arrives with the scores under the id."
)
_BETTER: Final = Choice(get_args(Better))
_PER: Final = List(Choice(get_args(GroupKey)))
_PER_ABOUT: Final = "The best is looked for among entries equal in these; else among all."
_UNIT_ABOUT: Final = "The unit of the value."


def _formula(word: str) -> Choice:
    return Choice((word,))


@dataclass(frozen=True, slots=True)
class ValueMeasure:
    """The value itself is the points, cut off at 0 and at the maximum."""

    formula: Literal["value"] = part(_formula("value"), "value")
    fact: str | None = part(_FACT, _FACT_ABOUT, default=None)
    unit: str | None = part(Text(40), _UNIT_ABOUT, default=None)


@dataclass(frozen=True, slots=True)
class ShareOfBestMeasure:
    """The maximum times value through best (or best through value where lower is better)."""

    formula: Literal["share_of_best"] = part(_formula("share_of_best"), "share_of_best")
    better: Better = part(_BETTER, "Which end is the best.")
    fact: str | None = part(_FACT, _FACT_ABOUT, default=None)
    unit: str | None = part(Text(40), _UNIT_ABOUT, default=None)
    per: tuple[GroupKey, ...] = part(_PER, _PER_ABOUT, default=())


@dataclass(frozen=True, slots=True)
class LowestPriceMeasure:
    """The maximum times the lowest price through the entry's price."""

    formula: Literal["lowest_price"] = part(_formula("lowest_price"), "lowest_price")
    fact: str | None = part(_FACT, _FACT_ABOUT, default=None)
    unit: str | None = part(Text(40), _UNIT_ABOUT, default=None)
    per: tuple[GroupKey, ...] = part(_PER, _PER_ABOUT, default=())


@dataclass(frozen=True, slots=True)
class LinearMeasure:
    """From no points at one value in a straight line to the maximum at another."""

    formula: Literal["linear"] = part(_formula("linear"), "linear")
    none_at: Fraction = part(Number(), "The value that gives 0; beyond it stays 0.")
    full_at: Fraction = part(Number(), "The value that gives the maximum; beyond it no more.")
    fact: str | None = part(_FACT, _FACT_ABOUT, default=None)
    unit: str | None = part(Text(40), _UNIT_ABOUT, default=None)


@dataclass(frozen=True, slots=True)
class Slope:
    """Points that change within a band, by steps away from a value."""

    away_from: Fraction = part(Number(), "The value from which the distance is counted.")
    each: Fraction = part(Number(), "The size of one step of distance.")
    more: Fraction = part(Number(), "Points added for each step; negative takes them away.")
    whole_steps: bool = part(Flag(), "Whether only whole steps count.", default=True)
    least: int | None = part(Mark(), "The points never fall below this.", default=None)
    most: int | None = part(Mark(), "The points never rise above this.", default=None)


@dataclass(frozen=True, slots=True)
class ValueBand:
    """One band of values; neither from nor above is the band below all others."""

    points: int = part(Mark(), "What the band gives, before its slope.")
    at_least: Fraction | None = part(Number(), "The band begins here, inclusive.", default=None)
    above: Fraction | None = part(Number(), "The band begins after this value.", default=None)
    slope: Slope | None = part(Obj(Slope), "How the points change within.", default=None)


@dataclass(frozen=True, slots=True)
class BandsMeasure:
    """Bands of values, highest first; the first that the value reaches decides."""

    formula: Literal["bands"] = part(_formula("bands"), "bands")
    bands: tuple[ValueBand, ...] = part(
        List(Obj(ValueBand)), "The bands, highest first; the last one takes all the rest."
    )
    fact: str | None = part(_FACT, _FACT_ABOUT, default=None)
    unit: str | None = part(Text(40), _UNIT_ABOUT, default=None)


@dataclass(frozen=True, slots=True)
class Case:
    """Points for what is the case; without conditions it is always so."""

    points: int = part(Mark(), "What the case gives.")
    when: tuple[Condition, ...] = part(CONDITIONS, "All must hold.", default=())


@dataclass(frozen=True, slots=True)
class CasesMeasure:
    """Cases in order; the first whose conditions all hold decides."""

    formula: Literal["cases"] = part(_formula("cases"), "cases")
    cases: tuple[Case, ...] = part(List(Obj(Case)), "The cases; the last one has no conditions.")


@dataclass(frozen=True, slots=True)
class PlaceMeasure:
    """The value gives a place, and the place gives points; equal values share both."""

    formula: Literal["place"] = part(_formula("place"), "place")
    better: Better = part(_BETTER, "Which end is the best.")
    points: tuple[int, ...] = part(
        List(Mark()), "Points of the first place, the second and so on; later places have 0."
    )
    fact: str | None = part(_FACT, _FACT_ABOUT, default=None)
    unit: str | None = part(Text(40), _UNIT_ABOUT, default=None)
    per: tuple[GroupKey, ...] = part(_PER, _PER_ABOUT, default=())


Measure = (
    ValueMeasure
    | ShareOfBestMeasure
    | LowestPriceMeasure
    | LinearMeasure
    | BandsMeasure
    | CasesMeasure
    | PlaceMeasure
)
MEASURE: Final = Tagged(
    "formula",
    {
        "value": ValueMeasure,
        "share_of_best": ShareOfBestMeasure,
        "lowest_price": LowestPriceMeasure,
        "linear": LinearMeasure,
        "bands": BandsMeasure,
        "cases": CasesMeasure,
        "place": PlaceMeasure,
    },
)
