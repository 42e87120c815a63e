"""Grades, vetoes and points by place: marks that are no figure yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from judging.tally.combine.ballots import Count
from judging.tally.exact import Exact
from judging.tally.rubric.node import SheetRefused


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter, the figures it stands for, and the figure that it counts as.

    ``low`` belongs to the grade, ``high`` too unless the next better grade
    starts there.
    """

    key: str
    low: Exact
    high: Exact
    counts_as: Exact


def grade_figure(grades: Sequence[Grade], letter: str, *, criterion: str) -> Exact:
    """The figure a letter counts as; raises ``SheetRefused`` (``grade_unknown``)."""
    for grade in grades:
        if grade.key == letter:
            return grade.counts_as
    raise SheetRefused("grade_unknown", criterion)


def grade_of(grades: Sequence[Grade], figure: Exact) -> str:
    """The grade of a figure; of two that share a border the better one has it."""
    for grade in sorted(grades, key=lambda each: each.low, reverse=True):
        if grade.low <= figure <= grade.high:
            return grade.key
    return ""


def vetoed(votes: Mapping[str, bool], *, needed: int) -> bool:
    """Whether at least ``needed`` judges said no; one is 一票否决."""
    return sum(votes.values()) >= needed


def veto_share(votes: Mapping[str, bool], *, share: Exact) -> bool:
    """Whether the judges who said no reach ``share`` of those who spoke."""
    said = sum(votes.values())
    return Count(yes=said, no=len(votes) - said, present=len(votes)).passes(share=share)
