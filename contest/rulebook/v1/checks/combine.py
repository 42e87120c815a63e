"""How sheets become one figure: trims, classes, places."""

from fractions import Fraction
from itertools import pairwise
from typing import Final

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.ballots import ballot_combine_check
from contest.rulebook.v1.checks.words import points_text
from contest.rulebook.v1.combination import FAR, LOWER_IS_BETTER, Combine, LeaveOut
from contest.rulebook.v1.panels import Panel
from contest.rulebook.v1.rubrics import Rubric

# What ranks a judge's entries before anything is added up.
_PLACING: Final = (*LOWER_IS_BETTER, "points")
_TRIM_FIELDS: Final = ("drop_high", "drop_low", "needs")


def combine_check(
    combine: Combine, rubric: Rubric, panel: Panel | None, path: str, look: Look
) -> None:
    """One rule from sheets to a figure."""
    if combine.method == "trimmed":
        _trim(combine, panel, path, look)
    else:
        for word in _TRIM_FIELDS:
            if getattr(combine, word):
                look.found(f"{path}/{word}", "trim_without_method", field=word)
    if (combine.method == "points") != bool(combine.points):
        look.found(f"{path}/points", "points_method", method=combine.method)
    if any(low < high for low, high in pairwise(combine.points)):
        look.found(f"{path}/points", "points_rising")
    if combine.per == "criterion" and (combine.method in _PLACING or rubric.total_only):
        look.found(f"{path}/per", "per_criterion_unfit", method=combine.method)
    if rubric.input == "ranks" and combine.method not in _PLACING:
        look.found(f"{path}/method", "ranks_not_placed", options=", ".join(_PLACING))
    ballot_combine_check(combine, rubric, path, look)
    _classes(combine, panel, path, look)
    for index, each in enumerate(combine.leave_out):
        _leave_out(each, f"{path}/leave_out/{index}", look)


def _trim(combine: Combine, panel: Panel | None, path: str, look: Look) -> None:
    drops = combine.drop_high + combine.drop_low
    if drops == 0:
        look.found(f"{path}/drop_high", "trim_drops_nothing")
    elif drops >= combine.needs:
        look.found(f"{path}/needs", "trim_leaves_nothing", drops=drops, least=drops + 1)
    elif panel is not None and combine.needs > panel.seats:
        look.found(f"{path}/needs", "trim_never", needs=combine.needs, seats=panel.seats)


def _classes(combine: Combine, panel: Panel | None, path: str, look: Look) -> None:
    if combine.classes is None:
        return
    at = f"{path}/classes"
    if combine.method in _PLACING:
        look.found(at, "classes_unfit", method=combine.method)
    total = sum(combine.classes.values(), Fraction(0))
    if total != 1:
        look.found(at, "weights_sum", sum=points_text(total))
    kinds = {} if panel is None else dict(panel.kinds or {})
    for name in combine.classes:
        if name not in kinds:
            look.found(f"{at}/{name}", "kind_unknown", kind=name, options=", ".join(kinds))
    missing = [name for name in kinds if name not in combine.classes]
    if missing:
        look.found(at, "class_missing", kinds=", ".join(missing))


def _leave_out(each: LeaveOut, path: str, look: Look) -> None:
    if (each.rule == "same") != (each.attribute is not None):
        look.found(f"{path}/attribute", "leave_out_part", rule=each.rule, field="attribute")
    if (each.rule in FAR) != (each.points is not None):
        look.found(f"{path}/points", "leave_out_part", rule=each.rule, field="points")
