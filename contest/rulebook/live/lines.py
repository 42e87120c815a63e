"""What of a rubric the sheets in rooms can ask: lines, groups, scales, choices, bonus."""

from collections.abc import Iterator
from dataclasses import MISSING
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.shape.look import pointer
from contest.rulebook.shape.nested import parts_of
from contest.rulebook.v1.leaves import points_of, rubric_leaves
from contest.rulebook.v1.rubrics import Criterion, Grade, Rubric
from core.numbers import HUNDREDTHS, mark_parse

_RUBRIC: Final = (
    "id", "name", "total", "criteria", "step", "low", "scale", "band", "bonus_at_most", "absent",
    "grades", "extremes", "phrases",
)  # fmt: skip
_LINE: Final = (
    "id", "name", "max", "weight", "criteria", "low", "step", "scale", "required", "bonus",
    "all_or_nothing", "hint", "anchors", "band", "grades",
)  # fmt: skip


def apart(path: str, item: Any, known: tuple[str, ...]) -> Iterator[str]:
    """What is set and not known to the rooms."""
    for key, each, _ in parts_of(type(item)):
        if each.name not in known and (
            each.default is MISSING or getattr(item, each.name) != each.default
        ):
            yield pointer(path, key)


def grades_of(rubric: Rubric, row: Criterion) -> tuple[Grade, ...]:
    """The grades of a line, its own or the rubric's."""
    return row.grades or rubric.grades


def chosen(grades: tuple[Grade, ...]) -> bool:
    """Whether judges choose a grade instead of typing a mark."""
    return any(grade.gives is not None for grade in grades)


def rubric_beyond(path: str, rubric: Rubric) -> Iterator[str]:
    """The places of all that a sheet in a room cannot ask."""
    yield from apart(path, rubric, _RUBRIC)
    for number, row in enumerate(rubric.criteria):
        whole = Fraction(rubric.total, HUNDREDTHS)
        yield from _line(f"{path}/criteria/{number}", rubric, row, whole, is_top=True)
    if rubric.total_only and rubric.grades:
        yield f"{path}/grades"
    if not any(leaf.criterion is None or leaf.criterion.required for leaf in rubric_leaves(rubric)):
        yield f"{path}/criteria"


def _line(
    path: str, rubric: Rubric, row: Criterion, around: Fraction, *, is_top: bool
) -> Iterator[str]:
    yield from apart(path, row, _LINE)
    points = points_of(row, around)
    for number, inner in enumerate(row.criteria):
        yield from _line(f"{path}/criteria/{number}", rubric, inner, points, is_top=False)
    # The sheet's sum on a tablet knows bonus lines of the whole sheet only.
    if row.bonus and (row.criteria or not is_top):
        yield f"{path}/bonus"
    if not row.criteria:
        yield from _typed(path, rubric, row, points)


def _typed(path: str, rubric: Rubric, row: Criterion, points: Fraction) -> Iterator[str]:
    """What a judge cannot type."""
    scale = row.scale or rubric.scale
    hundredths = points * HUNDREDTHS
    if scale is None and hundredths.denominator != 1:
        yield f"{path}/weight"
        return
    step = mark_parse(scale.step if scale else row.step or rubric.step)
    top = scale.high if scale else hundredths.numerator
    low = max(row.low, scale.low if scale else 0)
    grades = grades_of(rubric, row)
    if chosen(grades) and any(grade.gives is None for grade in grades):
        yield f"{path}/grades"
    if not (chosen(grades) or row.all_or_nothing) and (top % step or low % step):
        yield f"{path}/step"
