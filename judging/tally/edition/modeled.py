"""A component whose figure is estimated for all entries together: judges' leniency taken out.

The whole round is one table (one a region where each region holds the round),
so that judges of one panel say something about those of another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from contest.rulebook.v1.combination import TOGETHER_METHODS
from contest.rulebook.v1.components import SheetComponent
from judging.tally.combine.figure import Combined
from judging.tally.edition.combining import Joined
from judging.tally.edition.component import Field
from judging.tally.edition.facts import group_of, grouped, judged_together
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.sheets import Panel
from judging.tally.exact import Exact, units, whole

if TYPE_CHECKING:
    from judging.ranking.rule import Rule
    from judging.ranking.scores import Scores

MODELED: Final = TOGETHER_METHODS
DECIMALS: Final = 6
"""Sheets enter and figures leave with so many decimals of a point."""
PER_HUNDREDTH: Final = 10 ** (DECIMALS - 2)


@dataclass(frozen=True, slots=True)
class Modeled:
    """A table of scores and the rule that ranked it."""

    scores: "Scores"
    rule: "Rule"


def join_modeled(
    at: Field, component: SheetComponent, panels: Mapping[str, Panel]
) -> tuple[dict[str, Joined], list[Modeled]]:
    """The figure of every entry in ``panels``, rounded to six decimals of a point, and its tables.

    Raises ``ScoresRefused`` (``method_refused``) with the method's own sentence.
    """
    made: dict[str, Joined] = {}
    tables: list[Modeled] = []
    keys = [key for key in judged_together(at.round) if key != "panel"]
    for entries in grouped(at.given, panels, keys, round_id=at.round.id).values():
        own = {entry: panels[entry] for entry in entries}
        table = _table(at, component, own)
        made.update(_estimated(component, own, table))
        tables.append(table)
    return made, tables


def _table(at: Field, component: SheetComponent, panels: Mapping[str, Panel]) -> Modeled:
    from judging.ranking.rounds import Rounds
    from judging.ranking.rule import Rule
    from judging.ranking.scores import scores_of_units

    rows = [
        _Row(entry, judge, at.round.id, sheet.total)
        for entry, panel in panels.items()
        for judge, sheet in panel.sheets.items()
    ]
    before = _before(at, component, panels)
    order = (*dict.fromkeys(row.round for row in before), at.round.id) if before else ()
    rows += before
    tracks = {row.entry: str(at.given.entries.get(row.entry, {}).get("track", "")) for row in rows}
    told = any(tracks.values())
    scores = scores_of_units(
        [row.entry for row in rows],
        [row.judge for row in rows],
        [units(row.total, DECIMALS - 2) for row in rows],
        [tracks[row.entry] for row in rows] if told else None,
        decimals=DECIMALS,
        rounds=Rounds(order, [row.round for row in rows]) if order else None,
    )
    return Modeled(scores, Rule(component.combine.method, draws=0, joint=order))


def _estimated(
    component: SheetComponent, panels: Mapping[str, Panel], table: Modeled
) -> dict[str, Joined]:
    from judging.ranking.ranking import ranking
    from judging.ranking.refusal import RankingRefused

    try:
        found = ranking(table.scores, table.rule)
    except RankingRefused as refused:
        raise ScoresRefused(
            "method_refused", component=component.id, sentence=refused.sentence
        ) from refused
    notes = [f"joint: {', '.join(table.rule.joint)}"] if table.rule.joint else []
    if found.fit is not None and found.fit.parts > 1:
        notes.append(f"parts_apart: {found.fit.parts}")
    return {
        line.entry: Joined(
            Combined(
                whole(Fraction(round(line.score * 10**DECIMALS), PER_HUNDREDTH)),
                tuple(panels[line.entry].sheets),
                note="; ".join(notes),
            )
        )
        for line in found.entries
        if line.entry in panels
    }


@dataclass(frozen=True, slots=True)
class _Row:
    """One sheet's total, in hundredths."""

    entry: str
    judge: str
    round: str
    total: Exact


def _before(at: Field, component: SheetComponent, panels: Mapping[str, Panel]) -> list[_Row]:
    """The sheets of the earlier rounds that enter the fit, those of who is out by now too.

    Where this round is judged in groups, only those of the same groups.
    """
    keys = [key for key in judged_together(at.round) if key != "panel"]
    own = {group_of(at.given, entry, keys, round_id=at.round.id) for entry in panels}
    found = []
    asked = set(component.combine.rounds)
    for name in [each.id for each in at.rulebook.rounds if each.id in asked]:
        earlier = at.earlier.get(name)
        if earlier is None or earlier.sheets is None:
            continue
        for entry in earlier.entries:
            if group_of(at.given, entry, keys, round_id=at.round.id) not in own:
                continue
            totals = earlier.sheets(entry)
            found += [_Row(entry, judge, name, total) for judge, total in totals.items() if judge]
    return found
