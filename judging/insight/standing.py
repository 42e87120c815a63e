"""How firmly an announced result stands: each place with what it hangs on.

Ranks, finals and outcomes are the announced rule's alone. Beside them: the places if any one
judge had been absent, the lines with who is close to them, how far judges lie apart, and the
chance of the main line by a model.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import rfc8785

from judging.insight.chances import LEAST_JUDGES, Chances, chances_of, document_hash, is_gray
from judging.insight.cuts import Cut, cut_of, lines_of
from judging.insight.room import RoomScores, absent, seat_key
from judging.insight.spread import deviation, judge_places, variance, wide
from judging.insight.table import table_of, taken
from judging.ranking.result import PlaceRange
from judging.tally.result import Row, Tally

MOST_COUNTED: Final = 20_000
"""Judges × entries that are counted anew; beyond, no range is told."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One entry: the announced row and what stands beside it.

    ``span`` are its places without any one judge, ``chance`` that of the main line, ``spread``
    the standard deviation of its totals in points, ``places`` each judge's own place of it.
    """

    row: Row
    counted: int
    span: PlaceRange | None
    chance: float | None
    spread: Decimal | None
    places: tuple[tuple[str, int], ...]
    flags: tuple[str, ...]

    @property
    def gray(self) -> bool:
        """Neither nearly sure to be in nor nearly sure to be out."""
        return self.chance is not None and is_gray(self.chance)


@dataclass(frozen=True, slots=True)
class Absences:
    """The result without each judge in turn; None where the rule then has no result.

    ``judges`` are all of whom a sheet counts. Beyond ``MOST_COUNTED`` nothing was counted.
    """

    judges: tuple[str, ...]
    tallies: Mapping[str, Tally | None]

    @property
    def held(self) -> tuple[str, ...]:
        """Judges who cannot be left out."""
        return tuple(judge for judge in self.judges if self.tallies.get(judge) is None)

    def spans(self, tally: Tally) -> dict[str, PlaceRange]:
        """The lowest and the highest place of each entry, with all judges and without any one."""
        found: dict[str, PlaceRange] = {}
        told = [each for each in self.tallies.values() if each is not None]
        for row in (row for each in (tally, *told) if told for row in each.rows):
            if row.rank is None:
                continue
            so_far = found.get(row.entry, PlaceRange(row.rank, row.rank))
            found[row.entry] = PlaceRange(min(so_far.best, row.rank), max(so_far.worst, row.rank))
        return found


@dataclass(frozen=True, slots=True)
class Insight:
    """The whole answer; ``hash`` names input, rule, method and libraries."""

    hash: str
    tally: Tally
    rows: tuple[Standing, ...]
    cuts: tuple[Cut, ...]
    absences: Absences
    chances: Chances
    least_judges: int

    @property
    def after(self) -> int | None:
        """The last place before the main line; None without one."""
        return self.cuts[0].line.after if self.cuts else None


def insight_of(room: RoomScores, *, tracks: Mapping[str, str] | None = None) -> Insight:
    """Everything around a round's result; raises ``TallyRefused`` where there is none.

    ``tracks`` are given where different judges judge different tracks.
    """
    tally = room.counted()
    ranked = [row for row in tally.rows if row.rank is not None]
    lines = lines_of(room.rulebook, tally)
    after = lines[0].after if lines else None
    hashed = document_hash(rfc8785.dumps(room.document()), after)
    absences = absences_of(room, tally)
    spans: Mapping[str, PlaceRange] = absences.spans(tally)
    least = min((len(taken(row)) for row in ranked), default=0)
    table = table_of(room, tally, tracks)
    chances = chances_of(table, after=after, least=least, hashed=hashed)
    cuts = tuple(cut_of(line, ranked, {row.entry: spans.get(row.entry) for row in ranked})
                 for line in lines)  # fmt: skip
    return Insight(
        hash=hashed,
        tally=tally,
        rows=tuple(_standings(room, tally, spans, chances, cuts)),
        cuts=cuts,
        absences=absences,
        chances=chances,
        least_judges=least,
    )


def absences_of(room: RoomScores, tally: Tally) -> Absences:
    """The result counted anew without each judge of whom a sheet counts."""
    ranked = [row for row in tally.rows if row.rank is not None]
    judges = sorted(
        {room.judge(row.entry, sheet.seat) for row in ranked for sheet in taken(row)}, key=seat_key
    )
    if len(judges) * len(tally.rows) > MOST_COUNTED:
        return Absences(tuple(judges), {})
    return Absences(tuple(judges), {judge: absent(room, tally, judge) for judge in judges})


def _standings(
    room: RoomScores,
    tally: Tally,
    spans: Mapping[str, PlaceRange],
    chances: Chances,
    cuts: tuple[Cut, ...],
) -> Iterable[Standing]:
    variances = {row.entry: variance(taken(row)) for row in tally.rows}
    far = wide({row.entry: variances[row.entry] for row in tally.rows if row.rank is not None})
    placed = judge_places(room, (row for row in tally.rows if row.rank is not None))
    close = set(cuts[0].close) if cuts else set()
    for row in tally.rows:
        square = variances[row.entry]
        places = placed.get(row.entry, {})
        words = {
            "close_to_cut": row.entry in close,
            "wide_spread": row.entry in far,
            "tied": bool(row.tied_with),
            "few_sheets": row.rank is None or len(taken(row)) < LEAST_JUDGES,
        }
        yield Standing(
            row=row,
            counted=len(taken(row)),
            span=spans.get(row.entry) if row.rank is not None else None,
            chance=(chances.of or {}).get(row.entry),
            spread=None if square is None else deviation(square),
            places=tuple((judge, places[judge]) for judge in sorted(places, key=seat_key)),
            flags=tuple(word for word, holds in words.items() if holds),
        )
