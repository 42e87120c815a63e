"""Ballots on which each judge gives the first few places only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.rubrics import Rubric
from core.numbers import HUNDREDTHS
from judging.tally.combine.figure import Combined
from judging.tally.edition.combining import Joined
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.sheets import Panel
from judging.tally.exact import Exact, exact_text, quotient

FAULTY = "ballot_faulty"
Ballot = Mapping[str, Exact]
"""Entry -> place, 1 for the best; who has no place is not on it."""


@dataclass(slots=True)
class Ballots:
    """The ballots of one group that count, by judge, and what was wrong with the others."""

    counted: dict[str, Ballot] = field(default_factory=dict)
    void: dict[str, str] = field(default_factory=dict)


def ballots_read(
    component: SheetComponent, rubric: Rubric, panels: Mapping[str, Panel], absent: Collection[str]
) -> Ballots:
    """Every judge's ballot; raises ``ScoresRefused`` where a faulty one must be mended.

    Whole is a ballot with each place from 1 to ``places_given`` once; where there are fewer
    entries that could be placed (not ``absent``), to their number.
    """
    table: dict[str, dict[str, Exact]] = {}
    for entry, panel in panels.items():
        for judge, sheet in panel.sheets.items():
            table.setdefault(judge, {})[entry] = quotient(sheet.total, HUNDREDTHS)
    there = sum(1 for entry, panel in panels.items() if panel.sheets or entry not in absent)
    wanted = list(range(1, min(rubric.places_given or 0, there) + 1))
    found = Ballots()
    for judge in sorted(table, key=lambda each: (len(each), each)):
        places = sorted(table[judge].values())
        if places == wanted or rubric.faulty == "counted":
            found.counted[judge] = table[judge]
            continue
        said = ", ".join(exact_text(each) for each in places)
        if rubric.faulty == "refused":
            raise ScoresRefused(
                FAULTY, component=component.id, judge=judge, places=said, wanted=len(wanted)
            )
        found.void[judge] = said
    return found


def without_struck(ballots: Ballots, struck: Iterable[str]) -> Ballots:
    """The ballots without some entries; who stood behind one of them moves up a place."""
    gone = set(struck)

    def closed(ballot: Ballot) -> Ballot:
        ahead = [place for entry, place in ballot.items() if entry in gone]
        return {
            entry: place - sum(1 for each in ahead if each < place)
            for entry, place in ballot.items()
            if entry not in gone
        }

    counted = {judge: closed(ballot) for judge, ballot in ballots.counted.items()}
    return Ballots(counted, ballots.void)


def ballots_points(
    component: SheetComponent, rubric: Rubric, ballots: Ballots, entries: Iterable[str]
) -> dict[str, Joined]:
    """Each entry's points, in hundredths: for each ballot what its place there gives.

    A place beyond ``places_given`` gives nothing; who is on no ballot has 0.
    """
    points, most = component.combine.points, rubric.places_given or 0
    found: dict[str, Joined] = {}
    for entry in entries:
        places = {judge: row[entry] for judge, row in ballots.counted.items() if entry in row}
        total = sum(
            points[int(place) - 1]
            for place in places.values()
            if 1 <= place <= min(most, len(points))
        )
        found[entry] = Joined(Combined(total, tuple(places)))
    return found
