"""The protocol as a reader has it: the words of its pages, and what its tables say."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pypdfium2

from tests.system.day.addition import final, misplaced

# QM-001 3 J3 1 47.50 30.00 77.50 09:00:28 ff01049b 有效
_SHEET = re.compile(
    r"^(QM-\d+) (\d) (\w+) (\d+) ([\d.]+) ([\d.]+) ([\d.]+) (\d\d:\d\d:\d\d) (.+) (\S+)$"
)
# 1 项目 1 QM-001 79.50 (78.50) 77.50 157/2 78.50 —, with a break where the totals need two lines
_RESULT = re.compile(
    r"^(\d+) .*?(QM-\d+) ((?:\(?\d+\.\d\d\)?\s)+)([\d/]+) (\d+\.\d\d) (\S+)$", re.MULTILINE
)
STANDS = "已计入"


@dataclass(frozen=True)
class Sheet:
    """One line of the table of sheets."""

    number: str
    seat: int
    judge: str
    version: int
    marks: tuple[Decimal, ...]
    total: Decimal
    state: str


@dataclass(frozen=True)
class Result:
    """One line of the table of places; `dropped` are the totals in brackets."""

    place: int
    number: str
    totals: tuple[Decimal, ...]
    dropped: tuple[Decimal, ...]
    final: Decimal


def lines_of(pdf: bytes) -> list[str]:
    """The lines of all pages, in order, without the breaks that a cell may bring."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"[\u200b\ufffe]", "", text).replace("\r", "").split("\n")


def sheets_of(lines: list[str]) -> list[Sheet]:
    """The lines of the table of sheets."""
    found = [match for line in lines if (match := _SHEET.match(line.strip()))]
    return [
        Sheet(
            number, int(seat), judge, int(version),
            (Decimal(first), Decimal(second)), Decimal(total), state,
        )
        for number, seat, judge, version, first, second, total, _at, _by, state in (
            match.groups() for match in found
        )
    ]  # fmt: skip


def results_of(lines: list[str]) -> list[Result]:
    """The lines of the table of places."""
    found = _RESULT.finditer("\n".join(lines))
    return [
        Result(
            int(place),
            number,
            tuple(Decimal(each.strip("()")) for each in totals.split()),
            tuple(Decimal(each.strip("()")) for each in totals.split() if each.startswith("(")),
            Decimal(mean),
        )
        for place, number, totals, _exact, mean, _tie in (match.groups() for match in found)
    ]


def mistakes(lines: list[str]) -> Iterator[str]:
    """Every sum of the paper that its own figures do not give, as sentences."""
    sheets, results = sheets_of(lines), results_of(lines)
    standing: dict[str, list[Decimal]] = {}
    for sheet in sheets:
        if sum(sheet.marks, Decimal(0)) != sheet.total:
            yield f"{sheet.number} of judge {sheet.judge}: {sheet.marks} is not {sheet.total}"
        if sheet.state == STANDS:
            standing.setdefault(sheet.number, []).append(sheet.total)
    for row in results:
        if sorted(row.totals) != sorted(standing.get(row.number, [])):
            yield f"{row.number}: its totals are not those of its sheets"
        if sorted(row.dropped) != sorted([max(row.totals), min(row.totals)]):
            yield f"{row.number}: {row.dropped} left the mean"
        if final(row.totals) != row.final:
            yield f"{row.number}: {row.totals} do not give {row.final}"
    finals = {row.number: row.final for row in results}
    yield from (
        f"{number}: a wrong place"
        for number in misplaced(finals, {row.number: row.place for row in results})
    )
    if set(standing) != {row.number for row in results}:
        yield f"without a place: {set(standing) ^ {row.number for row in results}}"
