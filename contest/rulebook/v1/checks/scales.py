"""Ranges and steps of what judges type."""

from contest.rulebook.shape.look import Look
from contest.rulebook.v1.checks.words import mark_words
from contest.rulebook.v1.names import Band
from contest.rulebook.v1.rubrics import Rubric, Scale
from core.numbers import mark_parse


def band_check(band: Band | None, top: int, path: str, look: Look) -> None:
    """A recommended range lies within the marks."""
    if band is not None and not band.low < band.high <= top:
        look.found(f"{path}/band", "band_outside", high=mark_words(top))


def scale_check(scale: Scale, path: str, look: Look) -> None:
    """A scale has a width, and its ends lie on its step."""
    range_check(scale.low, scale.high, mark_parse(scale.step), path, look, top="high")


def total_only_check(rubric: Rubric, path: str, look: Look) -> None:
    """A sheet of one figure."""
    step = mark_parse(rubric.step)
    range_check(rubric.low, rubric.total, step, path, look, top="total")


def range_check(low: int, high: int, step: int, path: str, look: Look, *, top: str) -> None:
    """The lowest is below the highest, and both can be typed."""
    if low >= high:
        look.found(f"{path}/low", "range_empty", low=mark_words(low), high=mark_words(high))
    elif high % step:
        look.found(f"{path}/{top}", "step_uneven", step=mark_words(step), max=mark_words(high))
    elif low % step:
        look.found(f"{path}/low", "step_uneven", step=mark_words(step), max=mark_words(low))
