"""How sheets become one figure: trims, classes, places, who does not count."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.ballots import ballot_combine_check
from contest.rulebook.v1.checks.words import points_text
from contest.rulebook.v1.combination import FAR, PLACING, TOGETHER_METHODS, Combine, LeaveOut
from contest.rulebook.v1.rubrics import Rubric
from contest.rulebook.v1.rulebook import Rulebook

# Methods that take a sheet's total and give it no weight of a class.
_WHOLE: Final = (*PLACING, *TOGETHER_METHODS)
_TRIM_FIELDS: Final = ("drop_high", "drop_low", "needs")
# What juror and entry may share whatever facts are declared.
_SHARED: Final = ("organization", "region", "track", "division")
# One juror's sheet for one entry leaves; a sum of places needs every place of every judge.
_SINGLE: Final = ("same", "mentor", *FAR)


@dataclass(frozen=True, slots=True)
class Fillers:
    """Who fills a component's sheet: how many (None where nobody sits), how many of each kind.

    ``jurors`` are ballots that sit in, each a kind of its own.
    """

    seats: int | None
    kinds: Mapping[str, int]
    jurors: tuple[str, ...] = ()

    @property
    def sheets(self) -> int | None:
        """The most sheets that an entry can have."""
        return None if self.seats is None else self.seats + len(self.jurors)


def combine_check(
    rulebook: Rulebook, combine: Combine, rubric: Rubric, *, fillers: Fillers, path: str, look: Look
) -> None:
    """One rule from sheets to a figure."""
    if combine.method == "trimmed":
        _trim(combine, fillers, path, look)
    else:
        for word in _TRIM_FIELDS:
            if getattr(combine, word):
                look.found(f"{path}/{word}", "trim_without_method", field=word)
    _points(combine, path, look)
    if combine.per == "criterion" and (combine.method in _WHOLE or rubric.total_only):
        look.found(f"{path}/per", "per_criterion_unfit", method=combine.method)
    if rubric.input == "ranks" and combine.method not in PLACING:
        look.found(f"{path}/method", "ranks_not_placed", options=", ".join(PLACING))
    ballot_combine_check(combine, rubric, path, look)
    _jurors(combine, rubric, fillers, path, look)
    _classes(combine, fillers, path, look)
    for index, each in enumerate(combine.leave_out):
        at = f"{path}/leave_out/{index}"
        _leave_out(rulebook, each, at, look)
        if each.rule in _SINGLE and combine.method in PLACING:
            look.found(f"{at}/rule", "leave_out_places", rule=each.rule, method=combine.method)
        if each.rule == "flat" and rubric.input == "ranks":
            look.found(f"{at}/rule", "leave_out_ranks", rule=each.rule, rubric=rubric.id)


def _points(combine: Combine, path: str, look: Look) -> None:
    if (combine.method == "points") != bool(combine.points):
        look.found(f"{path}/points", "points_method", method=combine.method)
    elif combine.points and not any(combine.points):
        look.found(f"{path}/points", "max_zero", of=combine.method)
    if any(low < high for low, high in pairwise(combine.points)):
        look.found(f"{path}/points", "points_rising")


def _trim(combine: Combine, fillers: Fillers, path: str, look: Look) -> None:
    drops = combine.drop_high + combine.drop_low
    if drops == 0:
        look.found(f"{path}/drop_high", "trim_drops_nothing")
    elif drops >= combine.needs:
        look.found(f"{path}/needs", "trim_leaves_nothing", drops=drops, least=drops + 1)
    elif fillers.sheets is not None and combine.needs > fillers.sheets:
        look.found(f"{path}/needs", "trim_never", needs=combine.needs, seats=fillers.sheets)


def _jurors(combine: Combine, rubric: Rubric, fillers: Fillers, path: str, look: Look) -> None:
    """A vote has one figure in points: no place, and no marks line by line."""
    for name in fillers.jurors:
        if rubric.input == "ranks":
            look.found(path, "juror_ranks", component=name, rubric=rubric.id)
        if combine.per == "criterion":
            look.found(f"{path}/per", "juror_per_criterion", component=name)


def _classes(combine: Combine, fillers: Fillers, path: str, look: Look) -> None:
    if combine.classes is None:
        return
    at = f"{path}/classes"
    if combine.method in _WHOLE:
        look.found(at, "classes_unfit", method=combine.method)
    total = sum(combine.classes.values(), Fraction(0))
    if total != 1:
        look.found(at, "weights_sum", sum=points_text(total))
    kinds = [*fillers.kinds, *fillers.jurors]
    for name, share in combine.classes.items():
        if name not in kinds:
            look.found(f"{at}/{name}", "kind_unknown", kind=name, options=", ".join(kinds))
        elif share == 0:
            look.found(f"{at}/{name}", "max_zero", of=name)
    missing = [name for name in kinds if name not in combine.classes]
    if missing:
        look.found(at, "class_missing", kinds=", ".join(missing))


def _leave_out(rulebook: Rulebook, each: LeaveOut, path: str, look: Look) -> None:
    if (each.rule == "same") != (each.attribute is not None):
        code = "leave_out_part" if each.attribute is None else "leave_out_extra"
        look.found(f"{path}/attribute", code, rule=each.rule, field="attribute")
    elif each.attribute is not None:
        facts = [fact.id for fact in rulebook.facts if fact.type in ("text", "choice")]
        known = [*_SHARED, *facts]
        if each.attribute not in known:
            look.found(f"{path}/attribute", "attribute_unknown", value=each.attribute,
                       options=", ".join(known))  # fmt: skip
    if (each.rule in FAR) != (each.points is not None):
        code = "leave_out_part" if each.points is None else "leave_out_extra"
        look.found(f"{path}/points", code, rule=each.rule, field="points")
    elif each.points == 0:
        # Whoever is not the middle would leave, and often nobody stays.
        look.found(f"{path}/points", "number_not_positive")
