"""Holding one round: sheets, absences, recusals, a tie at the line, duels, judging again."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.rounds import Knockout, Round
from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.simulation.extras import extras_draw
from judging.sandbox.simulation.field import Entrants
from judging.sandbox.simulation.jury import Judge, Jury, judge_extra, jury_draw
from judging.sandbox.simulation.marks import Marker
from judging.sandbox.simulation.stream import Stream
from judging.tally.combine.pairs import knockout
from judging.tally.edition.collect import THIRD, Names
from judging.tally.edition.duels import spread
from judging.tally.exact import Exact

_SHOWS: Final = ("live", "video", "site_visit")
# A round with fewer has everybody there.
_FEW: Final = 5
Sheets = dict[str, dict[str, dict[str, str]]]


@dataclass(slots=True)
class Held:
    """A round as it was held, and what happened in it."""

    round: Round
    jury: Jury
    markers: dict[str, Marker]
    entries: tuple[str, ...]
    sheets: Sheets = field(default_factory=dict)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    happened: dict[str, Any] = field(default_factory=dict)
    further: list[Judge] = field(default_factory=list)

    def put(self, entry: str, judge: str, cells: dict[str, str]) -> None:
        """Add cells to a sheet."""
        if cells:
            self.sheets.setdefault(entry, {}).setdefault(judge, {}).update(cells)


def round_hold(
    rulebook: Rulebook,
    round_: Round,
    entries: tuple[str, ...],
    *,
    entrants: Entrants,
    ranks: dict[str, int],
    stream: Stream,
) -> Held:
    """Hold a round for these entries; ``ranks`` are those of the round before."""
    jury = jury_draw(rulebook, round_, entries, entrants.attributes, stream)
    lines = Names(rulebook, round_).lines
    markers = {
        each.id: Marker(
            each, lines, entrants.attributes, entrants.quality, stream.of("marks", each.id)
        )
        for each in round_.components
        if isinstance(each, SheetComponent)
    }
    found = Held(round_, jury, markers, entries)
    here = _there(found, stream)
    _sheets(found, here, stream)
    extra = extras_draw(
        round_,
        here,
        jury,
        quality=entrants.quality,
        markers=markers,
        stream=stream.of("extras"),
    )
    vetoes = {veto.id for each in lines.values() for veto in each.rubric.vetoes}
    for entry, judge, name, value in extra:
        # Nobody says no without a sheet.
        if name not in vetoes or judge in found.sheets.get(entry, {}):
            found.put(entry, judge, {name: value})
    if round_.knockout is not None:
        ordered = sorted(here, key=lambda entry: (ranks.get(entry, 10**6), entry))
        _duels(found, round_.knockout, ordered, entrants, stream.of("duels"))
    return found


def _there(found: Held, stream: Stream) -> list[str]:
    """The entries that appear; in a hall one in forty does not."""
    here: list[str] = []
    for entry in found.entries:
        absent = stream.of("no_show", entry).one_in(40)
        if absent and found.round.mode in _SHOWS and len(found.entries) > _FEW:
            found.decisions.append({"kind": "no_show", "entry": entry, "round": found.round.id})
        else:
            here.append(entry)
    found.happened["no_shows"] = len(found.entries) - len(here)
    return here


def _sheets(found: Held, here: list[str], stream: Stream) -> None:
    """Everybody's sheets; of fifty one judge is absent and one is recused."""
    found.happened.update({"absent_sheets": 0, "recusals": 0})
    for entry in here:
        if not any(marker.of(entry).judged for marker in found.markers.values()):
            continue
        judges = found.jury.judges(entry)
        may_miss = not found.jury.complete and len(judges) > 1
        for judge in judges:
            lot = stream.of("attendance", judge.name, entry).below(50) if may_miss else 50
            if lot < 2:
                _missing(found, judge, entry, recused=lot == 0)
            else:
                sheet_fill(found, judge, entry)
    for marker in found.markers.values():
        if _ranks(marker):
            _placed(found, marker, here)


def _placed(found: Held, marker: Marker, here: list[str]) -> None:
    for panel, judges in found.jury.panels.items():
        members = [each for each in here if found.jury.of_entry[each] == panel]
        for judge in judges:
            placed = marker.places(judge, members) if marker.fills(judge) else {}
            for entry, cells in placed.items():
                found.put(entry, judge.name, cells)


def _missing(found: Held, judge: Judge, entry: str, *, recused: bool) -> None:
    found.happened["recusals" if recused else "absent_sheets"] += 1
    if recused:
        found.decisions.append({"kind": "recusal", "judge": judge.name, "entry": entry})
    if found.round.panel is not None and found.round.panel.alternates:
        _stands_in(found, judge, entry)


def _stands_in(found: Held, judge: Judge, entry: str) -> None:
    """An alternate of the same kind marks the entry, as lenient the other way."""
    other = replace(judge, name=f"{judge.name}a", leniency=-judge.leniency)
    if other not in found.further:
        found.further.append(other)
    sheet_fill(found, other, entry)


def _ranks(marker: Marker) -> bool:
    return marker.lines[marker.component.rubric].rubric.input == "ranks"


def sheet_fill(found: Held, judge: Judge, entry: str) -> None:
    """One judge marks one entry, every component and run that is the judge's to fill."""
    for marker in found.markers.values():
        if marker.fills(judge) and not _ranks(marker) and marker.of(entry).judged:
            runs = marker.component.runs.count if marker.component.runs else 1
            for run in range(1, runs + 1):
                found.put(entry, judge.name, marker.sheet(judge, entry, run))


def tie_provoke(found: Held, better: str, other: str) -> bool:
    """The second entry gets the sheets of the first, seat by seat; False where none has any."""
    ours, theirs = found.jury.judges(better), found.jury.judges(other)
    same = all(
        marker.of(better) is marker.of(other)
        and marker.of(better).rubric.places_given is None
        and _absent(marker, better) == _absent(marker, other)
        and not any(each.range_by for each in marker.of(better).criteria.values())
        for marker in found.markers.values()
    )
    rows = found.sheets.get(better, {})
    if not same or not any(judge.name in rows for judge in ours):
        return False
    kept: dict[str, dict[str, str]] = {
        judge: cells for judge, cells in found.sheets.get(other, {}).items() if not judge
    }
    found.sheets[other] = kept
    names = {judge.name for judge in theirs}
    found.decisions = [
        each
        for each in found.decisions
        if not (each["kind"] == "recusal" and each["entry"] == other and each["judge"] in names)
    ]
    marks = {
        marker.name(key, 1)
        for marker in found.markers.values()
        for key, node in marker.of(better).nodes.items()
        if not node.measured
    }
    for mine, yours in zip(ours, theirs, strict=True):
        cells = {name: value for name, value in rows.get(mine.name, {}).items()
                 if name.partition("#")[0] in marks}  # fmt: skip
        found.put(other, yours.name, cells)
    return True


def _absent(marker: Marker, entry: str) -> frozenset[str]:
    return marker.of(entry).absent_for(marker.attributes[entry])


def recheck(
    found: Held, rulebook: Rulebook, entry: str, entrants: Entrants, stream: Stream
) -> dict[str, Judge]:
    """Further judges mark an entry; they are named in a decision."""
    rule = found.round.recheck
    assert rule is not None
    judges: dict[str, Judge] = {}
    for number in range(rule.add_sheets):
        judge = judge_extra(rulebook, found.round, entrants.attributes, stream, number + 1)
        sheet_fill(found, judge, entry)
        judges[judge.name] = judge
    found.decisions.append(
        {"kind": "recheck", "round": found.round.id, "entry": entry, "judges": sorted(judges)}
    )
    return judges


def _duels(
    found: Held,
    rule: Knockout,
    ordered: list[str],
    entrants: Entrants,
    stream: Stream,
) -> None:
    """Play the bracket out; every judge of a pair votes, or marks both sides."""
    seeds = spread(ordered) if rule.seeding == "earlier_round" else stream.shuffled(ordered)
    found.decisions.append({"kind": "seeds", "round": found.round.id, "order": seeds})
    play = _play(found, rule, entrants, stream)

    def figures(level: int, left: str, right: str) -> tuple[Exact, Exact]:
        name = "duel" if level == 1 else f"duel#{level}"
        ours, theirs = play(name, left, right)
        while ours == theirs:  # The bracket goes on: the judges talk and one changes sides.
            ours += 1
            judge = found.jury.judges(left)[0].name
            cells = found.sheets[left][judge]
            cells[name] = str(int(cells[name]) + 1)
        return ours, theirs

    bracket = knockout(seeds, figures, {})
    if rule.third_place and len(bracket.places) > 2 and len(bracket.places[2]) == 2:
        play(THIRD, *bracket.places[2])


def _play(
    found: Held, rule: Knockout, entrants: Entrants, stream: Stream
) -> Callable[[str, str, str], tuple[int, int]]:
    def play(name: str, left: str, right: str) -> tuple[int, int]:
        sums = {left: 0, right: 0}
        for judge in found.jury.judges(left):
            own = stream.of(name, left, right, judge.name)
            seen = {each: entrants.quality[each] + own.of(each).around(60) for each in sums}
            first = max(sums, key=lambda each: (seen[each], each))
            for each in sums:
                value = int(each == first) if rule.pair_by == "votes" else max(0, seen[each] // 10)
                sums[each] += value
                found.put(each, judge.name, {name: str(value)})
        return sums[left], sums[right]

    return play
