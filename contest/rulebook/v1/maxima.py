"""The most that a rubric, a component and a round can give, in points."""

from fractions import Fraction

from contest.rulebook.v1.combination import LOWER_IS_BETTER
from contest.rulebook.v1.components import (
    Component,
    EarlierComponent,
    MeasureComponent,
    SheetComponent,
)
from contest.rulebook.v1.leaves import points_of
from contest.rulebook.v1.measures import BandsMeasure, CasesMeasure, Measure, PlaceMeasure
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import Criterion, Rubric
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS


def rubric_most(rubric: Rubric) -> Fraction:
    """The total and what bonus lines may add."""
    bonus = sum(each.max or 0 for each in rubric.criteria if each.bonus)
    if rubric.bonus_at_most is not None:
        bonus = min(bonus, rubric.bonus_at_most)
    return Fraction(rubric.total + bonus, HUNDREDTHS)


def criterion_most(rubric: Rubric, criterion_id: str) -> Fraction | None:
    """What a criterion or a group gives at best; None where there is none of that id."""
    if criterion_id == "total" and rubric.total_only:
        return Fraction(rubric.total, HUNDREDTHS)
    return _criterion(rubric.criteria, criterion_id, Fraction(rubric.total, HUNDREDTHS))


def _criterion(rows: tuple[Criterion, ...], criterion_id: str, around: Fraction) -> Fraction | None:
    for row in rows:
        points = points_of(row, around)
        if row.id == criterion_id:
            return points
        inner = _criterion(row.criteria, criterion_id, points)
        if inner is not None:
            return inner
    return None


def component_most(rulebook: Rulebook, component: Component) -> Fraction | None:
    """What a component gives at best; None where its figure has no upper end."""
    most = _component(rulebook, component)
    if component.scale is not None:
        most = Fraction(component.scale.points, HUNDREDTHS)
    if component.at_most is not None:
        cap = Fraction(component.at_most, HUNDREDTHS)
        most = cap if most is None else min(most, cap)
    return most


def _component(rulebook: Rulebook, component: Component) -> Fraction | None:
    if isinstance(component, SheetComponent):
        return _sheet(rulebook, component)
    if isinstance(component, EarlierComponent):
        return _earlier(rulebook, component)
    most = component.max
    if isinstance(component, MeasureComponent):
        most = min(most, max(_points(component.measure), default=most))
    return Fraction(most, HUNDREDTHS)


def _points(measure: Measure) -> list[int]:
    """What bands, cases or places can give; empty where it is any value up to the maximum."""
    if isinstance(measure, CasesMeasure):
        return [case.points for case in measure.cases]
    if isinstance(measure, BandsMeasure) and not any(band.slope for band in measure.bands):
        return [band.points for band in measure.bands]
    return list(measure.points) if isinstance(measure, PlaceMeasure) else []


def _sheet(rulebook: Rulebook, component: SheetComponent) -> Fraction | None:
    method = component.combine.method
    runs = component.runs.count if component.runs and component.runs.take == "sum" else 1
    if method in (*LOWER_IS_BETTER, "points", "sum"):
        return None
    return rubric_most(rulebook.rubric(component.rubric)) * runs


def component_ascending(component: Component) -> bool:
    """Whether a component's figure is made of places, so that the lowest is the best."""
    return isinstance(component, SheetComponent) and component.combine.method in LOWER_IS_BETTER


def round_ascending(each: Round) -> bool:
    """Whether a round's total is made of places, so that the lowest is the best."""
    return each.total.method == "rank-sum" or any(
        component_ascending(component) for component in each.components if component.counts
    )


def figure_ascending(each: Round, of: str) -> bool:
    """Whether a figure of a round, its total or a component, is best when it is low."""
    if of == "total":
        return round_ascending(each)
    return any(part.id == of and component_ascending(part) for part in each.components)


def _earlier(rulebook: Rulebook, component: EarlierComponent) -> Fraction | None:
    if component.take == "place_points":
        return Fraction(max(component.points, default=0), HUNDREDTHS)
    before = rulebook.round(component.round)
    if component.take == "score":
        return round_most(rulebook, before)
    for each in before.components:
        if each.id == component.component:
            return component_most(rulebook, each)
    return None


def round_most(rulebook: Rulebook, each: Round) -> Fraction | None:
    """What a round's score can be at best; None where it has no upper end.

    Only for rounds whose carry-over is not circular.
    """
    if each.total.method == "rank-sum":
        return None
    most = Fraction(0)
    for component in each.components:
        if not component.counts or getattr(component, "as_juror_of", None):
            continue
        part = component_most(rulebook, component)
        if part is None:
            return None
        most += part * (1 if component.weight is None else component.weight)
    return most if each.at_most is None else min(most, Fraction(each.at_most, HUNDREDTHS))
