"""How measured values become points: a sentence for each closed formula."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from api.pages.rules.conditions import conditions_text
from api.pages.rules.names import Names
from api.pages.rules.words import joined, number_text, points_text, say
from contest.rulebook.v1.measures import (
    BandsMeasure,
    Case,
    CasesMeasure,
    LinearMeasure,
    LowestPriceMeasure,
    Measure,
    PlaceMeasure,
    ShareOfBestMeasure,
    Slope,
    ValueBand,
    ValueMeasure,
)


def measure_text(names: Names, measure: Measure) -> str:
    """The formula; KeyError where one has no words."""
    return _FORMULAS[type(measure)](names, measure)


def _value_of(names: Names, measure: Any) -> str:
    """What is measured, with its unit."""
    if measure.fact is None:
        value = say("page.rules.measure.the_value")
        unit = measure.unit
    else:
        value = names.fact(measure.fact)
        unit = measure.unit or names.unit(measure.fact).strip()
    return say("page.rules.measure.with_unit", value=value, unit=unit) if unit else value


def _among(names: Names, keys: Iterable[str]) -> str:
    held = tuple(keys)
    if not held:
        return say("page.rules.measure.among_all")
    return say("page.rules.measure.among", keys=names.keys(held))


def _plain(names: Names, measure: ValueMeasure) -> str:
    return say("page.rules.measure.value", value=_value_of(names, measure))


def _share_of_best(names: Names, measure: ShareOfBestMeasure) -> str:
    return say(
        f"page.rules.measure.share_of_best.{measure.better}",
        value=_value_of(names, measure),
        among=_among(names, measure.per),
    )


def _lowest_price(names: Names, measure: LowestPriceMeasure) -> str:
    among = _among(names, measure.per)
    return say("page.rules.measure.lowest_price", value=_value_of(names, measure), among=among)


def _linear(names: Names, measure: LinearMeasure) -> str:
    return say(
        "page.rules.measure.linear",
        value=_value_of(names, measure),
        none=number_text(measure.none_at),
        full=number_text(measure.full_at),
    )


def _bands(names: Names, measure: BandsMeasure) -> str:
    bands = joined(_band(band) for band in measure.bands)
    return say("page.rules.measure.bands", value=_value_of(names, measure), bands=bands)


def _band(band: ValueBand) -> str:
    if band.at_least is not None:
        begin = say("page.rules.band.at_least", value=number_text(band.at_least))
    elif band.above is not None:
        begin = say("page.rules.band.above", value=number_text(band.above))
    else:
        begin = say("page.rules.band.below")
    text = say("page.rules.band", begin=begin, points=points_text(band.points))
    return text if band.slope is None else text + "".join(_slope(band.slope))


def _slope(slope: Slope) -> Iterator[str]:
    whole = "whole" if slope.whole_steps else "part"
    gains = "adds" if slope.more >= 0 else "takes"
    yield say(
        f"page.rules.slope.{gains}_{whole}",
        value=number_text(slope.away_from),
        each=number_text(slope.each),
        points=number_text(abs(slope.more)),
    )
    if slope.least is not None:
        yield say("page.rules.slope.least", points=points_text(slope.least))
    if slope.most is not None:
        yield say("page.rules.slope.most", points=points_text(slope.most))


def _cases(names: Names, measure: CasesMeasure) -> str:
    return joined(_case(names, case) for case in measure.cases)


def _case(names: Names, case: Case) -> str:
    points = points_text(case.points)
    if not case.when:
        return say("page.rules.case.else", points=points)
    return say("page.rules.case", conditions=conditions_text(names, case.when), points=points)


def _place(names: Names, measure: PlaceMeasure) -> str:
    return say(
        f"page.rules.measure.place.{measure.better}",
        value=_value_of(names, measure),
        among=_among(names, measure.per),
        points=places_points(measure.points),
    )


def places_points(points: Iterable[int]) -> str:
    """What the first, second … place gives."""
    return joined(
        say("page.rules.place_points", place=place, points=points_text(each))
        for place, each in enumerate(points, 1)
    )


_FORMULAS: Final[dict[type, Callable[[Names, Any], str]]] = {
    ValueMeasure: _plain,
    ShareOfBestMeasure: _share_of_best,
    LowestPriceMeasure: _lowest_price,
    LinearMeasure: _linear,
    BandsMeasure: _bands,
    CasesMeasure: _cases,
    PlaceMeasure: _place,
}
