"""A component whose figure is estimated for all entries together: judges' leniency taken out.

The whole round is one table (one a region where each region holds the round),
so that judges of one panel say something about those of another.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from contest.rulebook.v1.combination import TOGETHER_METHODS
from contest.rulebook.v1.components import SheetComponent
from judging.tally.combine.figure import Combined
from judging.tally.edition.combining import Joined
from judging.tally.edition.component import Field
from judging.tally.edition.facts import grouped, judged_together
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.sheets import Panel
from judging.tally.exact import units, whole

MODELED: Final = TOGETHER_METHODS
DECIMALS: Final = 6
"""Sheets enter and figures leave with so many decimals of a point."""
PER_HUNDREDTH: Final = 10 ** (DECIMALS - 2)


def join_modeled(
    at: Field, component: SheetComponent, panels: Mapping[str, Panel]
) -> dict[str, Joined]:
    """The figure of every entry in ``panels``, rounded to six decimals of a point.

    Raises ``ScoresRefused`` (``method_refused``) with the method's own sentence.
    """
    made: dict[str, Joined] = {}
    keys = [key for key in judged_together(at.round) if key != "panel"]
    for entries in grouped(at.given, panels, keys, round_id=at.round.id).values():
        made.update(_estimated(at, component, {entry: panels[entry] for entry in entries}))
    return made


def _estimated(
    at: Field, component: SheetComponent, panels: Mapping[str, Panel]
) -> dict[str, Joined]:
    from judging.ranking.ranking import ranking
    from judging.ranking.refusal import RankingRefused
    from judging.ranking.rule import Rule
    from judging.ranking.scores import scores_of_units

    rows = [
        (entry, judge, units(sheet.total, DECIMALS - 2))
        for entry, panel in panels.items()
        for judge, sheet in panel.sheets.items()
    ]
    tracks = {entry: str(at.given.entries.get(entry, {}).get("track", "")) for entry in panels}
    told = any(tracks.values())
    try:
        found = ranking(
            scores_of_units(
                [entry for entry, _, _ in rows],
                [judge for _, judge, _ in rows],
                [value for _, _, value in rows],
                [tracks[entry] for entry, _, _ in rows] if told else None,
                decimals=DECIMALS,
            ),
            Rule(component.combine.method, draws=0),
        )
    except RankingRefused as refused:
        raise ScoresRefused(
            "method_refused", component=component.id, sentence=refused.sentence
        ) from refused
    note = "" if found.fit is None or found.fit.parts == 1 else f"parts_apart: {found.fit.parts}"
    return {
        line.entry: Joined(
            Combined(
                whole(Fraction(round(line.score * 10**DECIMALS), PER_HUNDREDTH)),
                tuple(panels[line.entry].sheets),
                note=note,
            )
        )
        for line in found.entries
    }
