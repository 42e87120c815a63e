"""A rubric's leaves with the points that each is worth and the marks it takes."""

from dataclasses import dataclass
from fractions import Fraction

from contest.rulebook.v1.rubrics import Criterion, Rubric
from core.numbers import HUNDREDTHS, mark_parse


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line that is marked or measured.

    ``points`` is what it gives at best, in points; ``low``, ``high`` and
    ``step`` are of the mark as it is typed, in hundredths. A mark is worth
    ``points * mark / high``. ``groups`` are the ids of the groups around it,
    outermost first. ``criterion`` is None for the one total of a rubric
    without criteria, whose id is ``total``.
    """

    id: str
    points: Fraction
    low: int
    high: int
    step: int
    groups: tuple[str, ...]
    criterion: Criterion | None

    def worth(self, mark: int) -> Fraction:
        """The points of a mark in hundredths."""
        return self.points * Fraction(mark, self.high)


def rubric_leaves(rubric: Rubric) -> tuple[Leaf, ...]:
    """The leaves in the document's order."""
    if not rubric.criteria:
        total = Fraction(rubric.total, HUNDREDTHS)
        step = mark_parse(rubric.step)
        return (Leaf("total", total, rubric.low, rubric.total, step, (), None),)
    whole = Fraction(rubric.total, HUNDREDTHS)
    return tuple(leaf for each in rubric.criteria for leaf in _leaves(rubric, each, whole, ()))


def points_of(criterion: Criterion, around: Fraction) -> Fraction:
    """What a criterion gives at best, in points; ``around`` is its group's."""
    if criterion.max is not None:
        return Fraction(criterion.max, HUNDREDTHS)
    return around * (criterion.weight or 0)


def _leaves(
    rubric: Rubric, criterion: Criterion, around: Fraction, groups: tuple[str, ...]
) -> list[Leaf]:
    points = points_of(criterion, around)
    if criterion.criteria:
        inner = (*groups, criterion.id)
        return [
            leaf for each in criterion.criteria for leaf in _leaves(rubric, each, points, inner)
        ]
    scale = criterion.scale or rubric.scale
    if scale is None:
        low, high = criterion.low, int(points * HUNDREDTHS)
        step = mark_parse(criterion.step or rubric.step)
    else:
        low, high, step = max(criterion.low, scale.low), scale.high, mark_parse(scale.step)
    return [Leaf(criterion.id, points, low, high, step, groups, criterion)]
