"""Measured values of a field of entries, through the rulebook's formulas to points."""

from collections.abc import Mapping
from fractions import Fraction

from contest.rulebook.v1.measures import (
    BandsMeasure,
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
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS
from judging.tally.combine.ranks import midranks
from judging.tally.edition.facts import conditions_hold, fact_number, grouped
from judging.tally.edition.given import Given
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact, mean_of, whole
from judging.tally.measure.formulas import (
    MeasureRefused,
    linear,
    lowest_price,
    share_of_best,
)


def values_read(measure: Measure, given: Given, scored: Mapping[str, Exact]) -> dict[str, Exact]:
    """Each entry's value: of the measure's fact, else of the scores."""
    fact = getattr(measure, "fact", None)
    if fact is None:
        return dict(scored)
    found: dict[str, Exact] = {}
    for entry, attributes in given.entries.items():
        value = fact_number(attributes, fact, entry=entry)
        if value is not None:
            found[entry] = value
    return found


def more_is_better(measure: Measure) -> bool:
    """Whether the higher of two runs is the better one."""
    if isinstance(measure, LowestPriceMeasure):
        return False
    if isinstance(measure, LinearMeasure):
        return measure.full_at > measure.none_at
    return getattr(measure, "better", "higher") == "higher"


def measured(
    measure: Measure,
    values: Mapping[str, Exact],
    *,
    top: Exact,
    given: Given,
    rulebook: Rulebook,
    round_id: str,
    of: str,
) -> dict[str, Exact]:
    """Points in hundredths, at most ``top``, of every entry that has a value.

    ``cases`` read facts and need none. Raises ``ScoresRefused`` naming ``of``.
    """
    if isinstance(measure, CasesMeasure):
        return {entry: _case(measure, given, entry, rulebook) for entry in values}
    try:
        if isinstance(measure, ShareOfBestMeasure | LowestPriceMeasure | PlaceMeasure):
            points: dict[str, Exact] = {}
            for members in grouped(given, values, measure.per, round_id=round_id).values():
                points.update(_field(measure, {each: values[each] for each in members}, top))
        else:
            points = {entry: _alone(measure, value, top) for entry, value in values.items()}
    except MeasureRefused as refused:
        raise ScoresRefused(refused.code, component=of) from refused
    return {entry: max(0, min(whole(value), top)) for entry, value in points.items()}


def _field(
    measure: ShareOfBestMeasure | LowestPriceMeasure | PlaceMeasure,
    values: Mapping[str, Exact],
    top: Exact,
) -> dict[str, Exact]:
    if isinstance(measure, LowestPriceMeasure):
        return lowest_price(values, most=top)
    if isinstance(measure, ShareOfBestMeasure):
        return share_of_best(
            values, most=top, better="more" if measure.better == "higher" else "less"
        )
    return place_points(values, measure.points, more_is_better=measure.better == "higher")


def place_points(
    values: Mapping[str, Exact], points: tuple[int, ...], *, more_is_better: bool
) -> dict[str, Exact]:
    """Points by place; equal values share the mean of the places that they take up."""
    places = midranks(values, more_is_better=more_is_better)
    found: dict[str, Exact] = {}
    for entry, place in places.items():
        size = sum(1 for each in places.values() if each == place)
        first = int(place - Fraction(size - 1, 2))
        taken = range(first - 1, first - 1 + size)
        found[entry] = mean_of(points[at] if at < len(points) else 0 for at in taken)
    return found


def _alone(measure: Measure, value: Exact, top: Exact) -> Exact:
    if isinstance(measure, ValueMeasure):
        return value * HUNDREDTHS
    if isinstance(measure, LinearMeasure):
        return linear(value, at_zero=measure.none_at, at_full=measure.full_at, most=top)
    assert isinstance(measure, BandsMeasure)
    return band_points(measure, value)


def band_points(measure: BandsMeasure, value: Exact) -> Exact:
    """What a value gives, in hundredths; the last band takes whatever lies below all others."""
    band = next(each for each in measure.bands if _reached(each, value))
    return _sloped(band.points, band.slope, value)


def _reached(band: ValueBand, value: Exact) -> bool:
    if band.above is not None:
        return value > band.above
    return band.at_least is None or value >= band.at_least


def _sloped(points: int, slope: Slope | None, value: Exact) -> Exact:
    if slope is None:
        return points
    steps = Fraction(abs(value - slope.away_from)) / slope.each
    count: Exact = steps.numerator // steps.denominator if slope.whole_steps else steps
    changed = whole(points + count * slope.more * HUNDREDTHS)
    if slope.least is not None:
        changed = max(changed, slope.least)
    return changed if slope.most is None else min(changed, slope.most)


def _case(measure: CasesMeasure, given: Given, entry: str, rulebook: Rulebook) -> Exact:
    for case in measure.cases:
        if conditions_hold(case.when, given.entries[entry], entry=entry, rulebook=rulebook):
            return case.points
    return 0
