"""What one sheet in a room is worth."""

from collections.abc import Mapping

from contest.rulebook.live.which import sheet_of
from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1.components import SheetComponent
from judging.tally.edition.lines import lines_of
from judging.tally.exact import units
from judging.tally.rubric.node import worth_of


def sheet_component(rulebook: Rulebook) -> SheetComponent:
    """The sheet that the round's judges fill; only for a document of version 1."""
    assert rulebook.rules is not None
    return sheet_of(rulebook.rules.round(rulebook.round))


def sheet_worth(rulebook: Rulebook, marks: Mapping[str, int | None]) -> int:
    """The sheet's total in hundredths, to a whole one: what a judge sees and signs.

    The tally goes on with the exact figure.
    """
    if rulebook.rules is None:
        return sum(mark for mark in marks.values() if mark is not None)
    lines = lines_of(rulebook.rules.rubric(sheet_component(rulebook).rubric))
    return units(worth_of(lines.root, marks), 0)
