"""Figures that are decided without the rule of a component: there are too few sheets for it."""

from dataclasses import replace

from core.numbers import HUNDREDTHS
from judging.tally.combine.figure import Combined, Figure
from judging.tally.combine.mean import mean
from judging.tally.edition.combining import Joined
from judging.tally.edition.component import Field
from judging.tally.edition.facts import number_of
from judging.tally.edition.sheets import Panel, SheetReader


def minimum_sheets(at: Field) -> int:
    """The least number of sheets that make a result."""
    return 1 if at.round.panel is None else at.round.panel.minimum_sheets


def too_few(at: Field, reader: SheetReader, entry: str, panel: Panel) -> Joined | None:
    """What holds with fewer sheets than the minimum; None where the rule of the component does."""
    if not reader.lines(entry).judged or len(panel.sheets) >= minimum_sheets(at):
        return None
    rules = at.round.panel
    if rules is not None and panel.sheets and _takes_mean(at, entry, rules.below_minimum):
        average = mean([Figure(each.judge, each.total) for each in panel.sheets.values()])
        note = "committee" if rules.below_minimum == "committee" else "below_minimum"
        return Joined(replace(average, note=note))
    return without_rule(at, entry, there=bool(panel.sheets))


def _takes_mean(at: Field, entry: str, below: str) -> bool:
    """Whether the rules take the mean of those there, or the committee decided that it is taken."""
    if below != "committee":
        return below == "mean"
    decided = at.given.decided("few", round=at.round.id, entry=entry)
    return next(decided, None) is not None


def without_rule(at: Field, entry: str, *, there: bool) -> Joined:
    """The committee's figure where it decides and has decided; ``there``: any sheets at all."""
    rules = at.round.panel
    asked = rules is not None and rules.below_minimum == "committee" and there
    decided = next(at.given.decided("score", round=at.round.id, entry=entry), None)
    if asked and decided is not None:
        points = number_of(decided["score"]) or 0
        return Joined(Combined(points * HUNDREDTHS, (), note="committee"))
    return Joined(None, "committee_due" if asked else "too_few_sheets")
