"""One line of a sheet: marked or measured, its anchors, grades and ranges."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.facts import number_fact_check
from contest.rulebook.v1.checks.measures import measure_check
from contest.rulebook.v1.checks.scales import band_check, range_check, scale_check
from contest.rulebook.v1.checks.words import mark_words
from contest.rulebook.v1.rubrics import Criterion, Grade, Rubric
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS, mark_parse

# What only a line has that a judge marks.
_MARKED = ("step", "scale", "all_or_nothing", "anchors", "band", "grades", "range_by", "low")


def line_check(
    rulebook: Rulebook, rubric: Rubric, row: Criterion, *, points: Fraction, path: str, look: Look
) -> None:
    """One criterion whose points are known; ``points`` are not hundredths."""
    if row.bonus and row.deducts:
        look.found(f"{path}/deducts", "bonus_deducts", criterion=row.id)
    if row.criteria:
        _group(row, path, look)
    elif row.measure is not None:
        _unmarked(row, "line_measured", path, look)
        measure_check(rulebook, row.measure, row.max, f"{path}/measure", look)
    else:
        _marked(rulebook, rubric, row, points=points, path=path, look=look)


def _group(row: Criterion, path: str, look: Look) -> None:
    _unmarked(row, "group_marked", path, look)
    if row.measure is not None:
        look.found(f"{path}/measure", "group_marked", criterion=row.id, field="measure")


def _unmarked(row: Criterion, code: str, path: str, look: Look) -> None:
    for word in _MARKED:
        if getattr(row, word):
            look.found(f"{path}/{word}", code, criterion=row.id, field=word)


def _marked(
    rulebook: Rulebook, rubric: Rubric, row: Criterion, *, points: Fraction, path: str, look: Look
) -> None:
    if row.take != "sum":
        look.found(f"{path}/take", "take_without_group", criterion=row.id)
    scale = row.scale or rubric.scale
    if scale is None and (points * HUNDREDTHS).denominator != 1:
        look.found(f"{path}/weight", "weight_needs_scale", criterion=row.id)
        return
    if row.scale is not None:
        scale_check(row.scale, f"{path}/scale", look)
    if scale is None:
        high = int(points * HUNDREDTHS)
        step = mark_parse(row.step or rubric.step)
        top = "step" if row.step is not None else "max" if row.max is not None else "weight"
        range_check(row.low, high, step, path, look, top=top)
        low = row.low
    else:
        low, high = max(row.low, scale.low), scale.high
        if row.step is not None:
            look.found(f"{path}/step", "step_and_scale", criterion=row.id)
    band_check(row.band, high, path, look)
    _anchors(row, high, path, look)
    _grades(row.grades, low, high, path, look)
    _range_by(rulebook, row, low=low, high=high, path=path, look=look)


def _anchors(row: Criterion, high: int, path: str, look: Look) -> None:
    starts = [anchor.at_least for anchor in row.anchors]
    if any(later <= earlier for earlier, later in pairwise(starts)):
        look.found(f"{path}/anchors", "anchors_unordered", criterion=row.id)
    elif starts and starts[-1] > high:
        look.found(f"{path}/anchors", "anchor_outside", high=mark_words(high))


def grades_check(grades: Sequence[Grade], rubric: Rubric, path: str, look: Look) -> None:
    """Grades of a whole sheet stand on its one scale."""
    if grades and rubric.scale is None and not rubric.total_only:
        look.found(f"{path}/grades", "grades_need_scale", rubric=rubric.id)
        return
    scale = rubric.scale
    low, high = (rubric.low, rubric.total) if scale is None else (scale.low, scale.high)
    _grades(grades, low, high, path, look)


def _grades(grades: Sequence[Grade], low: int, high: int, path: str, look: Look) -> None:
    if not grades:
        return
    starts = [grade.at_least for grade in grades]
    if any(later >= earlier for earlier, later in pairwise(starts)):
        look.found(f"{path}/grades", "grades_unordered")
        return
    if starts[-1] > low or starts[0] > high:
        look.found(f"{path}/grades", "grades_gap", low=mark_words(low), high=mark_words(high))
        return
    for index, grade in enumerate(grades):
        end = high if index == 0 else starts[index - 1] - 1
        if grade.gives is not None and not grade.at_least <= grade.gives <= end:
            look.found(f"{path}/grades/{index}/gives", "grade_gives_outside", grade=grade.id)
    given = [grade.gives is not None for grade in grades]
    if any(given) and not all(given):
        look.found(f"{path}/grades", "grade_gives_partly")


def _range_by(
    rulebook: Rulebook, row: Criterion, *, low: int, high: int, path: str, look: Look
) -> None:
    if row.range_by is None:
        return
    number_fact_check(rulebook, row.range_by.fact, f"{path}/range_by/fact", look)
    ranges = row.range_by.ranges
    starts = [each.at_least for each in ranges]
    if starts[-1] is not None or None in starts[:-1]:
        look.found(f"{path}/range_by/ranges", "ranges_open", criterion=row.id)
        return
    numbers = [start for start in starts if start is not None]
    if any(later >= earlier for earlier, later in pairwise(numbers)):
        look.found(f"{path}/range_by/ranges", "ranges_unordered", criterion=row.id)
    for index, each in enumerate(ranges):
        if not low <= each.low <= each.high <= high:
            at = f"{path}/range_by/ranges/{index}"
            look.found(at, "range_outside", low=mark_words(low), high=mark_words(high))
