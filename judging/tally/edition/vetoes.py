"""What ends the judging of an entry, or of some lines of it: who brought it about."""

from collections.abc import Iterator, Mapping

from contest.rulebook.v1.rubrics import Veto, criteria_walk
from judging.tally.edition.component import Field, Step
from judging.tally.edition.facts import conditions_hold, grouped, judged_together
from judging.tally.edition.lines import Lines


def veto_said(at: Field, entry: str, veto: Veto) -> list[str]:
    """Who brought the veto about; empty where nobody, or too few."""
    if veto.by == "fact":
        attributes = at.given.entries[entry]
        held = conditions_hold(veto.when, attributes, entry=entry, rulebook=at.rulebook)
        return ["facts"] if held else []
    for by_entry in at.cells.vetoes.values():
        votes = by_entry.get(entry, {}).get(veto.id, {})
        yes = sorted(judge for judge, said in votes.items() if said)
        if yes and len(yes) >= _needed(veto, len(_judges(at, entry))):
            return yes
    return []


def _needed(veto: Veto, judges: int) -> int:
    """How many judges it takes of those who mark the entry."""
    if veto.by == "number":
        return veto.number or judges
    return {"any": 1, "majority": judges // 2 + 1, "all": judges}[veto.by]


def _judges(at: Field, entry: str) -> set[str]:
    """All judges who have a sheet for the entry; where judges name a few only, who might have."""
    sheets = at.given.sheets.get(at.round.id, {})
    entries = [entry]
    if any(lines.rubric.places_given is not None for lines in at.names.lines.values()):
        groups = grouped(at.given, at.entries, judged_together(at.round), round_id=at.round.id)
        entries = next(members for members in groups.values() if entry in members)
    return {judge for each in entries for judge in sheets.get(each, {}) if judge}


def vetoes_of_entry(at: Field, entry: str) -> Iterator[tuple[Veto, list[str], str]]:
    """The vetoes of the whole entry that came about, who said so, and what each leads to."""
    for lines in at.names.lines.values():
        for veto in lines.rubric.vetoes:
            said = [] if veto.lines else veto_said(at, entry, veto)
            if said:
                yield veto, said, _effect(at, entry, veto)


def _effect(at: Field, entry: str, veto: Veto) -> str:
    if veto.effect != "committee":
        return veto.effect
    decided = next(at.given.decided("veto", entry=entry, veto=veto.id), None)
    return "committee" if decided is None else str(decided["effect"])


def lines_zeroed(
    at: Field, lines: Mapping[str, Lines]
) -> tuple[dict[str, frozenset[str]], dict[str, list[Step]]]:
    """For each entry the lines of its sheets that a veto sets to 0, and the steps that say so.

    ``lines`` are those that each entry is judged by.
    """
    zeroed: dict[str, frozenset[str]] = {}
    told: dict[str, list[Step]] = {}
    for entry, own in lines.items():
        for veto in own.rubric.vetoes:
            said = veto_said(at, entry, veto) if veto.lines else []
            if said:
                keys = frozenset(_leaves(own, veto))
                zeroed[entry] = zeroed.get(entry, frozenset()) | keys
                step: Step = {"veto": veto.id, "by": said, "lines": sorted(keys)}
                told.setdefault(entry, []).append(step)
    return zeroed, told


def _leaves(lines: Lines, veto: Veto) -> Iterator[str]:
    """The marked and measured lines of the criteria and groups that a veto names."""
    for name in veto.lines:
        for inner in criteria_walk((lines.criteria[name],)):
            if inner.id in lines.nodes:
                yield inner.id
