"""Figures that must be reached: of something there is, and within reach."""

from collections.abc import Iterable
from fractions import Fraction

from contest.rulebook.shape.look import Look, near
from contest.rulebook.v1.checks.components import rubric_ids, sheets_of
from contest.rulebook.v1.checks.words import mark_words, points_text
from contest.rulebook.v1.maxima import (
    component_most,
    criterion_most,
    figure_ascending,
    round_most,
)
from contest.rulebook.v1.promotion import Threshold
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import criteria_walk
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS


def criterion_ids(rulebook: Rulebook, each: Round) -> list[str]:
    """The ids of all criteria that a round's sheets have."""
    found: dict[str, None] = {}
    for part in sheets_of(each):
        for rubric_id in rubric_ids(part):
            for row in criteria_walk(rulebook.rubric(rubric_id).criteria):
                found[row.id] = None
    return list(found)


def thresholds_check(
    rulebook: Rulebook, each: Round, thresholds: Iterable[Threshold], path: str, look: Look
) -> None:
    """Several thresholds."""
    for index, threshold in enumerate(thresholds):
        threshold_check(rulebook, each, threshold, f"{path}/{index}", look)


def threshold_check(
    rulebook: Rulebook, each: Round, threshold: Threshold, path: str, look: Look
) -> None:
    """One threshold: a known figure, one limit, which can be reached."""
    components = [part.id for part in each.components]
    known = ["total", *components, *criterion_ids(rulebook, each)]
    if threshold.of not in known:
        look.found(f"{path}/of", "reference_unknown", noun="figure", value=threshold.of,
                   **near(threshold.of, known))  # fmt: skip
        return
    if figure_ascending(each, threshold.of):
        look.found(path, "threshold_of_places", of=threshold.of)
        return
    if (threshold.at_least is None) == (threshold.above is None):
        look.found(path, "threshold_not_one", of=threshold.of)
        return
    most = figure_most(rulebook, each, threshold.of)
    if most is None:
        return
    if threshold.at_least is not None and Fraction(threshold.at_least, HUNDREDTHS) > most:
        look.found(f"{path}/at_least", "threshold_beyond", of=threshold.of,
                   line=mark_words(threshold.at_least), most=points_text(most))  # fmt: skip
    if threshold.above is not None and Fraction(threshold.above, HUNDREDTHS) >= most:
        look.found(f"{path}/above", "threshold_beyond", of=threshold.of,
                   line=mark_words(threshold.above), most=points_text(most))  # fmt: skip


def figure_most(rulebook: Rulebook, each: Round, name: str) -> Fraction | None:
    """The most that a figure of a round can be; None where it has no upper end."""
    if name == "total":
        return round_most(rulebook, each)
    for part in each.components:
        if part.id == name:
            return component_most(rulebook, part)
    found = [
        criterion_most(rulebook.rubric(rubric_id), name)
        for part in sheets_of(each)
        for rubric_id in rubric_ids(part)
    ]
    return max((most for most in found if most is not None), default=None)
