"""Lines across a result: who goes on, which award ends where, and by how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from contest.rulebook.rulebook import Rulebook
from judging.ranking.result import PlaceRange
from judging.tally.outcome.quotas import ratio
from judging.tally.result import Row, Tally

CutKind = Literal["promotion", "award"]


@dataclass(frozen=True, slots=True)
class Line:
    """The last place before a line, and of which award level it is the last."""

    after: int
    kind: CutKind
    award: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A line with the points between the last in and the first out.

    ``close`` are the entries that a single absent judge would bring to the other side, or whose
    shared place lies across the line.
    """

    line: Line
    gap: Decimal | None
    close: tuple[str, ...]


def lines_of(rulebook: Rulebook, tally: Tally) -> tuple[Line, ...]:
    """The main line first: promotion's, else the last award's; then the awards', best first.

    Only lines with somebody on each side.
    """
    size = sum(1 for row in tally.rows if row.rank is not None)
    ends: dict[int, str] = {}
    last = 0
    for award in rulebook.awards:
        last += award.places
        ends[last] = award.level
    found = {after: Line(after, "award", level) for after, level in ends.items()}
    promoted = _promoted(rulebook, tally, size, last)
    if promoted is not None:
        found[promoted] = Line(promoted, "promotion", ends.get(promoted))
    real = [found[after] for after in sorted(found) if 0 < after < size]
    main = next((line for line in real if line.kind == "promotion"), None)
    if main is None and real:
        main = real[-1]
    return () if main is None else (main, *(line for line in real if line != main))


def _promoted(rulebook: Rulebook, tally: Tally, size: int, last: int) -> int | None:
    """How many go on; None where nobody does and awards are all."""
    if rulebook.rules is None:
        return rulebook.cut_after if rulebook.cut_after > last else None
    promotion = rulebook.rules.round(rulebook.round).promotion
    if not promotion:
        return None
    rule = promotion[0]
    if rule.take == "ratio":
        percent = (rule.ratio or 0) * 100
        return max(rule.least, ratio(size, percent=percent, rounding=rule.rounded))
    if rule.take == "number" and rule.number is not None:
        return rule.number
    return sum(1 for row in tally.rows if row.outcome.kind in ("passed", "award"))


def cut_of(line: Line, ranked: Sequence[Row], ranges: Mapping[str, PlaceRange | None]) -> Cut:
    """The line with its gap; ``ranked`` are the ranked rows, best first."""
    inside, outside = ranked[line.after - 1], ranked[line.after]
    figures = [Decimal(row.final) for row in (inside, outside) if row.final is not None]
    gap = abs(figures[0] - figures[1]) if len(figures) == 2 else None
    shared = {row.entry for row in ranked if row.shares and row.rank == inside.rank == outside.rank}
    close = [
        row.entry for row in ranked if row.entry in shared or _crosses(line, row, ranges[row.entry])
    ]
    return Cut(line, gap, tuple(close))


def _crosses(line: Line, row: Row, span: PlaceRange | None) -> bool:
    if span is None or row.rank is None:
        return False
    places = (row.rank, span.best, span.worst)
    return min(places) <= line.after < max(places)
