"""Between which places each entry lies when any one judge is left out, by the rulebook itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from judging.sandbox.desk import Desk
from judging.sandbox.removals import sheets_of
from judging.tally.edition.collect import Collector
from judging.tally.edition.edition import EditionTally, RoundTally
from judging.tally.edition.refusal import ScoresRefused

MOST: Final = 100_000
"""Judges × entries of a round that are counted anew, some seconds of work."""
MOST_MODELED: Final = 20_000
"""The same where a model is fitted anew each time."""
NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Ranges:
    """A round's places by entry, (best, worst); None where nobody could be left out.

    ``warning`` says what is not covered, empty where nothing is missing.
    """

    places: Mapping[str, tuple[int, int] | None]
    warning: str = ""


def with_ranges(tally: EditionTally, found: Mapping[str, Any]) -> dict[str, Any]:
    """What ``rank`` prints, each entry with its places when any one judge is left out."""
    ranges = {held.round.id: ranges_of(held) for held in tally.rounds}
    entries = []
    for each in found["entries"]:
        place = ranges[each["round"]].places.get(each["entry"])
        told = None if place is None else {"best": place[0], "worst": place[1]}
        entries.append({**each, "places_without_one_judge": told})
    warnings = [each.warning for each in ranges.values() if each.warning]
    return {**found, "entries": entries, "warnings": [*found["warnings"], *warnings]}


def ranges_of(held: RoundTally) -> Ranges:
    """The lowest and the highest place of each entry over all judges left out.

    Judges without whom somebody would have no rank stay in; so do those without
    whom the round is refused.
    """
    desk = Desk(_read(held))
    own: dict[str, list[tuple[str, str]]] = {}
    for entry, judge in sheets_of(desk):
        own.setdefault(judge, []).append((entry, judge))
    nobody = Ranges(dict.fromkeys(held.at.entries))
    if not own:
        return nobody
    modeled = any(figures.tables for figures in held.totals.components.values())
    if len(own) * len(held.at.entries) > (MOST_MODELED if modeled else MOST):
        said = f"{held.round.id}: places without one judge are left out: {len(own)} judges × "
        return replace(
            nobody, warning=f"{said}{len(held.at.entries)} entries are too many for that."
        )
    was = {line.entry: line.rank for line in held.lines if line.rank is not None}
    places: dict[str, tuple[int, int]] = {}
    refused: list[str] = []
    for judge in sorted(own, key=lambda each: (len(each), each)):
        try:
            now = {line.entry: line.rank for line in desk.without(own[judge]).lines}
        except ScoresRefused:
            refused.append(judge)
            continue
        if all(now[entry] is not None for entry in was):
            _widen(places, {entry: now[entry] or 0 for entry in was})
    return Ranges({**nobody.places, **places}, _warning(held, refused))


def _widen(places: dict[str, tuple[int, int]], now: Mapping[str, int]) -> None:
    for entry, rank in now.items():
        best, worst = places.get(entry, (rank, rank))
        places[entry] = (min(best, rank), max(worst, rank))


def _read(held: RoundTally) -> RoundTally:
    """The round with its cells read one by one, from which sheets can be taken out."""
    at = held.at
    if at.quick is None:
        return held
    cells = Collector(at.given, at.round, at.names).collect()
    return replace(held, at=replace(at, quick=None, cells=cells))


def _warning(held: RoundTally, refused: list[str]) -> str:
    if not refused:
        return ""
    more = f" and {len(refused) - NAMED} more" if len(refused) > NAMED else ""
    return (
        f"{held.round.id}: places without one judge do not cover {', '.join(refused[:NAMED])}"
        f"{more}: what remains without these sheets cannot be counted."
    )
