"""Ballots of places: only the first few given, and who is struck before they are counted."""

from typing import Final

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.combination import LOWER_IS_BETTER, Combine
from contest.rulebook.v1.rubrics import Rubric

_PLACING: Final = (*LOWER_IS_BETTER, "points")


def ballot_rubric_check(rubric: Rubric, path: str, look: Look) -> None:
    """The first places belong to a sheet of places, a faulty ballot to them."""
    if rubric.guide and rubric.input != "ranks":
        look.found(f"{path}/guide", "guide_marks", rubric=rubric.id)
    if rubric.places_given is None:
        if rubric.faulty != "refused":
            look.found(f"{path}/faulty", "faulty_alone", rubric=rubric.id)
    elif rubric.input != "ranks":
        look.found(f"{path}/places_given", "places_given_marks", rubric=rubric.id)


def ballot_combine_check(combine: Combine, rubric: Rubric, path: str, look: Look) -> None:
    """First places become points only, and no point is for a place that nobody gives."""
    if combine.struck != "keep_places" and combine.method not in _PLACING:
        look.found(f"{path}/struck", "struck_unfit", method=combine.method)
    given = rubric.places_given
    if given is None:
        return
    for index, each in enumerate(combine.leave_out):
        if each.rule == "incomplete":
            look.found(f"{path}/leave_out/{index}/rule", "places_given_incomplete",
                       rubric=rubric.id, places=given)  # fmt: skip
    if combine.method != "points":
        look.found(f"{path}/method", "places_given_method", rubric=rubric.id, places=given)
    elif len(combine.points) > given:
        look.found(f"{path}/points", "places_given_points", count=len(combine.points),
                   places=given)  # fmt: skip
