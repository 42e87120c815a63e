"""A rubric's tree: sums, weights, ids, and what fits beside what."""

from collections.abc import Sequence
from fractions import Fraction

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.ballots import ballot_rubric_check
from contest.rulebook.v1.checks.facts import conditions_check
from contest.rulebook.v1.checks.lines import grades_check, line_check
from contest.rulebook.v1.checks.scales import band_check, scale_check, total_only_check
from contest.rulebook.v1.checks.vetoes import veto_check
from contest.rulebook.v1.checks.words import points_text
from contest.rulebook.v1.leaves import points_of, rubric_leaves
from contest.rulebook.v1.rubrics import Criterion, Rubric, criteria_walk
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS


def rubrics_check(rulebook: Rulebook, look: Look) -> None:
    """All rubrics."""
    for index, rubric in enumerate(rulebook.rubrics):
        _rubric(rulebook, rubric, f"/rubrics/{index}", look)


def rubrics_used_check(rulebook: Rulebook, look: Look) -> None:
    """Each rubric is used."""
    used = {name for each in rulebook.rounds for name in _used(each.components)}
    for index, rubric in enumerate(rulebook.rubrics):
        if rubric.id not in used:
            look.found(f"/rubrics/{index}/id", "rubric_unused", rubric=rubric.id)


def _used(components: Sequence[object]) -> set[str]:
    names: set[str] = set()
    for each in components:
        main = getattr(each, "rubric", None)
        if main is not None:
            names.add(main)
            names.update(other.rubric for other in getattr(each, "rubric_for", ()))
    return names


def _rubric(rulebook: Rulebook, rubric: Rubric, path: str, look: Look) -> None:
    if rubric.total == 0:
        look.found(f"{path}/total", "max_zero", of=rubric.id)
        return
    band_check(rubric.band, rubric.total, path, look)
    if rubric.scale is not None:
        scale_check(rubric.scale, f"{path}/scale", look)
    if rubric.total_only:
        total_only_check(rubric, path, look)
    else:
        _tree(rulebook, rubric, path, look)
    _sheet(rulebook, rubric, path, look)


def _sheet(rulebook: Rulebook, rubric: Rubric, path: str, look: Look) -> None:
    """What concerns the sheet as a whole."""
    grades_check(rubric.grades, rubric, path, look)
    for index, veto in enumerate(rubric.vetoes):
        at = f"{path}/vetoes/{index}"
        if (veto.by == "fact") != bool(veto.when):
            look.found(at, "veto_when", veto=veto.id)
        conditions_check(rulebook, veto.when, f"{at}/when", look)
        veto_check(rubric, veto, at, look)
        lines = [row.id for row in criteria_walk(rubric.criteria)]
        if veto.id in [each.id for each in rubric.vetoes[:index]] + lines:
            look.found(f"{at}/id", "id_doubled", value=veto.id, first=path)
    if not 0 <= rubric.extremes.at_most < rubric.extremes.at_least <= 1:
        look.found(f"{path}/extremes", "extremes_overlap")
    ballot_rubric_check(rubric, path, look)
    if rubric.input == "ranks" and (rubric.criteria or rubric.step != "1"):
        look.found(f"{path}/input", "ranks_with_lines", rubric=rubric.id)
    if rubric.typing == "total_first" and (rubric.total_only or rubric.scale is not None):
        look.found(f"{path}/typing", "total_first_unfit", rubric=rubric.id)


def _tree(rulebook: Rulebook, rubric: Rubric, path: str, look: Look) -> None:
    whole = Fraction(rubric.total, HUNDREDTHS)
    before = len(look.findings)
    rows = f"{path}/criteria"
    _siblings(rubric.criteria, whole, take="sum", path=rows, total=f"{path}/total", look=look)
    _groups(rubric.criteria, whole, f"{path}/criteria", look)
    _ids(rubric, path, look)
    if len(look.findings) > before:
        return  # lines are looked at once their points are known
    _lines(rulebook, rubric, rubric.criteria, around=whole, path=rows, look=look)
    leaves = [leaf for leaf in rubric_leaves(rubric) if leaf.criterion is not None]
    marked = [leaf.criterion for leaf in leaves if leaf.criterion and not leaf.criterion.measure]
    if marked and not any(each.required for each in marked):
        look.found(f"{path}/criteria", "nothing_required", rubric=rubric.id)
    if rubric.not_applicable >= len(leaves):
        look.found(f"{path}/not_applicable", "not_applicable_all", lines=len(leaves))
    _bonus(rubric, path, look)
    _divisions(rulebook, rubric, path, look)


def _siblings(
    rows: Sequence[Criterion], around: Fraction, *, take: str, path: str, total: str, look: Look
) -> None:
    """Lines side by side: points or weights, and what they add up to."""
    weighted = [row.weight is not None for row in rows]
    for index, row in enumerate(rows):
        if (row.max is None) == (row.weight is None):
            look.found(f"{path}/{index}", "max_or_weight", criterion=row.id)
            return
        if weighted[index] != weighted[0]:
            look.found(f"{path}/{index}", "max_weight_mixed", criterion=row.id)
            return
    counted = [row for row in rows if not (row.bonus or row.deducts)]
    if weighted[0]:
        total_share = sum((row.weight or Fraction(0) for row in counted), Fraction(0))
        if total_share != 1 and take == "sum":
            look.found(path, "weights_sum", sum=points_text(total_share))
        return
    points = [points_of(row, around) for row in counted]
    reached = max(points, default=Fraction(0)) if take == "best" else sum(points, Fraction(0))
    if reached != around:
        code = "best_differs" if take == "best" else "sum_differs"
        look.found(total, code, stated=points_text(around), sum=points_text(reached))


def _groups(rows: Sequence[Criterion], around: Fraction, path: str, look: Look) -> None:
    for index, row in enumerate(rows):
        at = f"{path}/{index}"
        points = points_of(row, around)
        if points == 0:
            word = "weight" if row.max is None else "max"
            look.found(f"{at}/{word}", "max_zero", of=row.id)
        elif row.criteria:
            total = f"{at}/max" if row.max is not None else at
            inner = f"{at}/criteria"
            _siblings(row.criteria, points, take=row.take, path=inner, total=total, look=look)
            _groups(row.criteria, points, f"{at}/criteria", look)


def _ids(rubric: Rubric, path: str, look: Look) -> None:
    seen: set[str] = set()
    for row in criteria_walk(rubric.criteria):
        if row.id in seen:
            look.found(f"{path}/criteria", "id_doubled", value=row.id, first=f"{path}/criteria")
        if row.id == "total":
            look.found(f"{path}/criteria", "id_reserved", value="total")
        seen.add(row.id)


def _lines(
    rulebook: Rulebook,
    rubric: Rubric,
    rows: Sequence[Criterion],
    *,
    around: Fraction,
    path: str,
    look: Look,
) -> None:
    for index, row in enumerate(rows):
        at = f"{path}/{index}"
        points = points_of(row, around)
        line_check(rulebook, rubric, row, points=points, path=at, look=look)
        inner = f"{at}/criteria"
        _lines(rulebook, rubric, row.criteria, around=points, path=inner, look=look)


def _bonus(rubric: Rubric, path: str, look: Look) -> None:
    bonus = [row.max or 0 for row in rubric.criteria if row.bonus]
    if rubric.bonus_at_most is not None and not bonus:
        look.found(f"{path}/bonus_at_most", "bonus_none", rubric=rubric.id)
    elif rubric.bonus_at_most == 0:
        look.found(f"{path}/bonus_at_most", "max_zero", of=rubric.id)


def _divisions(rulebook: Rulebook, rubric: Rubric, path: str, look: Look) -> None:
    """A division that no line is for cannot be judged with this sheet."""
    rows = rubric.criteria
    if not all(row.divisions for row in rows):
        return
    served = {division for row in rows for division in row.divisions}
    for division in rulebook.divisions:
        if division.id not in served:
            look.found(f"{path}/criteria", "division_without_lines", division=division.id)
