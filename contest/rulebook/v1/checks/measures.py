"""Formulas: bands without gaps, cases with an end, lines with a slope."""

from fractions import Fraction
from itertools import pairwise

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.facts import conditions_check, number_fact_check
from contest.rulebook.v1.checks.groups import group_check
from contest.rulebook.v1.checks.implied import all_implied
from contest.rulebook.v1.checks.words import mark_words
from contest.rulebook.v1.measures import (
    BandsMeasure,
    CasesMeasure,
    LinearMeasure,
    Measure,
    PlaceMeasure,
    Slope,
    ValueBand,
)
from contest.rulebook.v1.rulebook import Rulebook


def measure_check(
    rulebook: Rulebook, measure: Measure, top: int | None, path: str, look: Look
) -> None:
    """One measure; ``top`` is the most it may give, in hundredths, where that is known."""
    number_fact_check(rulebook, getattr(measure, "fact", None), f"{path}/fact", look)
    group_check(rulebook, getattr(measure, "per", ()), f"{path}/per", look)
    if isinstance(measure, LinearMeasure) and measure.none_at == measure.full_at:
        look.found(f"{path}/full_at", "linear_flat")
    if isinstance(measure, BandsMeasure):
        _bands(measure.bands, f"{path}/bands", look)
        _points([band.points for band in measure.bands], top, f"{path}/bands", look)
    if isinstance(measure, CasesMeasure):
        _cases(rulebook, measure, f"{path}/cases", look)
        _points([case.points for case in measure.cases], top, f"{path}/cases", look)
    if isinstance(measure, PlaceMeasure):
        places_check(measure.points, f"{path}/points", look)
        _points(measure.points, top, f"{path}/points", look)


def places_check(points: tuple[int, ...], path: str, look: Look) -> None:
    """A better place never has fewer points."""
    if any(later > earlier for earlier, later in pairwise(points)):
        look.found(path, "place_points_rise")


def _points(points: list[int] | tuple[int, ...], top: int | None, path: str, look: Look) -> None:
    for index, each in enumerate(points):
        if top is not None and each > top:
            look.found(f"{path}/{index}", "points_beyond_max", max=mark_words(top))


def _bands(bands: tuple[ValueBand, ...], path: str, look: Look) -> None:
    starts: list[tuple[Fraction, bool]] = []
    for index, band in enumerate(bands):
        last = index == len(bands) - 1
        given = [each for each in (band.at_least, band.above) if each is not None]
        if len(given) != (0 if last else 1):
            look.found(f"{path}/{index}", "band_last" if last else "band_begin")
            return
        # ``above`` begins a hair higher than ``at_least`` of the same value.
        starts.extend((each, band.above is not None) for each in given)
        if band.slope is not None:
            _slope(band.slope, f"{path}/{index}/slope", look)
    if any(later >= earlier for earlier, later in pairwise(starts)):
        look.found(path, "bands_unordered")


def _slope(slope: Slope, path: str, look: Look) -> None:
    if slope.each <= 0:
        look.found(f"{path}/each", "number_not_positive")
    if slope.least is not None and slope.most is not None and slope.least > slope.most:
        look.found(f"{path}/least", "range_empty", low=mark_words(slope.least),
                   high=mark_words(slope.most))  # fmt: skip


def _cases(rulebook: Rulebook, measure: CasesMeasure, path: str, look: Look) -> None:
    last = len(measure.cases) - 1
    for index, case in enumerate(measure.cases):
        if index == last and case.when:
            look.found(f"{path}/{index}/when", "cases_open")
        if index != last and not case.when:
            look.found(f"{path}/{index}", "case_unreachable")
        conditions_check(rulebook, case.when, f"{path}/{index}/when", look)
        first = _covering(measure, index)
        if first is not None:
            look.found(f"{path}/{index}/when", "case_covered", first=first + 1)


def _covering(measure: CasesMeasure, index: int) -> int | None:
    """The earlier case that holds wherever this one does, so that this one never decides."""
    own = measure.cases[index].when
    for number, earlier in enumerate(measure.cases[:index]):
        if own and earlier.when and all_implied(own, earlier.when):
            return number
    return None
