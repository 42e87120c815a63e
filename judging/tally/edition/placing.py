"""A component whose figure stands on judges' places: group after group."""

from collections.abc import Collection, Mapping

from contest.rulebook.v1.components import SheetComponent
from judging.tally.edition.ballots import (
    FAULTY,
    Ballots,
    ballots_points,
    ballots_read,
    without_struck,
)
from judging.tally.edition.combining import Joined, placed
from judging.tally.edition.component import Field, Figures
from judging.tally.edition.facts import group_of, judged_together
from judging.tally.edition.minimum import minimum_sheets, too_few, without_rule
from judging.tally.edition.sheets import Panel, SheetReader
from judging.tally.edition.struck import gone_from, struck_first

STRUCK = "struck"


def join_places(
    at: Field,
    component: SheetComponent,
    reader: SheetReader,
    panels: dict[str, Panel],
    *,
    others: Mapping[str, Figures],
    found: Figures,
) -> dict[str, Joined]:
    """Every entry's figure; ``others`` are the round's components that nobody places.

    Ballots that do not count leave ``panels``.
    """
    made: dict[str, Joined] = {}
    struck = struck_first(at, others) if component.combine.struck == "move_up" else {}
    made.update(dict.fromkeys(struck, Joined(None, STRUCK)))
    rubric = at.rulebook.rubric(component.rubric)
    for group in _groups(at, panels).values():
        gone = [entry for entry in group if entry in struck]
        for entry in group:
            if gone and entry not in struck:
                found.tell(entry, "places_moved_up", struck=sorted(gone))
        if rubric.places_given is None:
            rest = {entry: panel for entry, panel in group.items() if entry not in struck}
            made.update(_all_places(at, component, reader, rest))
        else:
            absent = [entry for entry in group if gone_from(at, entry)]
            ballots = ballots_read(component, rubric, group, absent)
            for entry, panel in group.items():
                panels[entry] = panel.without(dict.fromkeys(ballots.void, FAULTY))
            entries = [entry for entry in group if entry not in struck]
            few = _few(at, ballots, entries)
            made.update(
                ballots_points(component, rubric, without_struck(ballots, gone), entries)
                if few is None
                else few
            )
    return made


def _groups(at: Field, panels: Mapping[str, Panel]) -> dict[str, dict[str, Panel]]:
    """Entries that the same judges place: of one panel, and where regions hold it, of one."""
    keys = judged_together(at.round)
    found: dict[str, dict[str, Panel]] = {}
    for entry, panel in panels.items():
        group = group_of(at.given, entry, keys, round_id=at.round.id)
        found.setdefault(group, {})[entry] = panel
    return found


def _all_places(
    at: Field, component: SheetComponent, reader: SheetReader, panels: Mapping[str, Panel]
) -> dict[str, Joined]:
    """Where every judge places every entry; who has too few sheets is left aside."""
    made: dict[str, Joined] = {}
    enough: dict[str, Panel] = {}
    for entry, panel in panels.items():
        short = too_few(at, reader, entry, panel)
        if short is None:
            enough[entry] = panel
        else:
            made[entry] = short
    if enough:
        ranks = at.rulebook.rubric(component.rubric).input == "ranks"
        made.update(placed(component, enough, as_places=ranks))
    return made


def _few(at: Field, ballots: Ballots, entries: Collection[str]) -> dict[str, Joined] | None:
    """What holds where fewer ballots count than the minimum; None where there are enough."""
    count, rules = len(ballots.counted), at.round.panel
    if count >= minimum_sheets(at):
        return None
    if rules is not None and rules.below_minimum == "mean" and count:
        return None
    return {entry: without_rule(at, entry, there=count > 0) for entry in entries}
