"""How one entry came to its figure and its place: sheets, steps, and what hangs on each judge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any, Final, Literal

from core.numbers import HUNDREDTHS, mark_text
from judging.insight.room import RoomScores
from judging.insight.standing import Insight
from judging.tally.result import Row, Tally
from judging.tally.score import Score
from judging.tally.sheet import Sheet

Dropped = Literal["high", "low", "left_out"]
FormulaKind = Literal["mean", "median", "rules", "none"]
_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class SheetTold:
    """One sheet: whether it made the figure, and where the entry stood without its judge.

    ``reason`` names the rule that leaves it out. ``rank_without`` and ``final_without`` are None
    where the judge cannot be left out.
    """

    judge: str
    sheet: Sheet
    counted: bool
    dropped: Dropped | None
    reason: str | None
    rank_without: int | None
    final_without: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A step by name, with the facts that its sentence needs."""

    id: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One row explained; ``formula`` is how the exact figure comes from the counted totals."""

    row: Row
    sheets: tuple[SheetTold, ...]
    formula: FormulaKind
    facts: Mapping[str, str]
    steps: tuple[Told, ...]


def explanation_of(room: RoomScores, insight: Insight, row: Row) -> Explanation:
    """The row explained; it has to be one of the insight's."""
    kind = formula_kind(row.score)
    return Explanation(
        row=row,
        sheets=tuple(_sheets(room, insight, row)),
        formula=kind,
        facts=_facts(row.score, kind),
        steps=tuple(_steps(insight, row, kind)),
    )


def formula_kind(score: Score) -> FormulaKind:
    """Whether the figure is the mean or the median of the counted totals; else rules made it."""
    if score.exact is None:
        return "none"
    totals = [Fraction(sheet.total, HUNDREDTHS) for sheet in score.counted]
    if totals and sum(totals, Fraction()) / len(totals) == score.exact:
        return "mean"
    if totals and median(totals) == score.exact:
        return "median"
    return "rules"


def _facts(score: Score, kind: FormulaKind) -> dict[str, str]:
    if score.exact is None:
        return {}
    totals = [mark_text(sheet.total) for sheet in score.counted]
    if kind == "median":
        totals.sort(key=Decimal)
    return {
        "totals": (", " if kind == "median" else " + ").join(totals),
        "count": str(len(totals)),
        "sum": mark_text(sum(sheet.total for sheet in score.counted)),
        "exact": exact_text(score.exact),
        "final": str(score.final),
    }


def exact_text(value: Fraction) -> str:
    """The figure in points: all its decimals where they end within six, else six and dots."""
    digits, rest = divmod(abs(value.numerator) * 10**_DECIMALS, value.denominator)
    whole, part = divmod(digits, 10**_DECIMALS)
    text = f"{'-' if value < 0 else ''}{whole}.{part:0{_DECIMALS}d}"
    return f"{text}…" if rest else text.rstrip("0").rstrip(".")


def _sheets(room: RoomScores, insight: Insight, row: Row) -> Iterator[SheetTold]:
    score = row.score
    high = {sheet.seat for sheet in score.dropped_high}
    low = {sheet.seat for sheet in score.dropped_low}
    for sheet in score.sheets:
        reason = score.left_out.get(sheet.seat)
        dropped: Dropped | None = "left_out" if reason is not None else None
        if sheet.seat in high | low:
            dropped = "high" if sheet.seat in high else "low"
        judge = room.judge(row.entry, sheet.seat)
        without = _row(insight.absences.tallies.get(judge), row.entry)
        yield SheetTold(
            judge=judge,
            sheet=sheet,
            counted=dropped is None and row.rank is not None,
            dropped=dropped,
            reason=reason,
            rank_without=None if without is None else without.rank,
            final_without=None if without is None else without.final,
        )


def _row(tally: Tally | None, entry: str) -> Row | None:
    if tally is None:
        return None
    return next((row for row in tally.rows if row.entry == entry), None)


def _steps(insight: Insight, row: Row, kind: FormulaKind) -> Iterator[Told]:
    score = row.score
    yield Told("sheets", {"count": str(len(score.sheets))})
    if score.left_out:
        yield Told("left_out", {"seats": ", ".join(sorted(score.left_out, key=_numbered))})
    for name, sheets in (("dropped_high", score.dropped_high), ("dropped_low", score.dropped_low)):
        if sheets:
            totals = ", ".join(mark_text(sheet.total) for sheet in sheets)
            seats = ", ".join(sheet.seat for sheet in sheets)
            yield Told(name, {"totals": totals, "seats": seats})
    if row.rank is None:
        yield Told("no_result", {})
        return
    facts = _facts(score, kind)
    if facts:
        yield Told(f"figure_{kind}", facts)
        yield Told("rounded", facts)
    if row.tied_with:
        yield from _tie(row)
    yield Told("place", {"rank": str(row.rank)})
    if insight.cuts:
        after = insight.cuts[0].line.after
        yield Told("inside" if row.rank <= after else "outside", {"after": str(after)})


def _tie(row: Row) -> Iterator[Told]:
    yield Told("tied", {"others": ", ".join(row.tied_with)})
    if row.waits:
        yield Told("tie_waits", {})
    elif row.shares:
        yield Told("tie_shared", {})
    else:
        yield Told("tie_parted", {})


def _numbered(seat: str) -> tuple[int, str]:
    return (len(seat), seat)


def marks_of(sheet: Sheet) -> dict[str, Any]:
    """The sheet's marks as text, null where a line has none."""
    return {key: None if mark is None else mark_text(mark) for key, mark in sheet.marks.items()}
