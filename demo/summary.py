"""The demo's result as a table that a person reads in the terminal."""

import unicodedata
from typing import Any


def marks_table(results: dict[str, Any]) -> str:
    """Entries by rank: each judge's total (dropped ones in brackets), final, rank, award."""
    seats = sorted({sheet["seat"] for row in results["rows"] for sheet in row["sheets"]})
    head = ["No.", "项目", *(f"J{seat}" for seat in seats), "final", "rank", "award"]
    lines = [head]
    for row in sorted(results["rows"], key=lambda row: (row["rank"] or 99, row["number"])):
        dropped = {*row["dropped_high"], *row["dropped_low"]}
        totals = {sheet["seat"]: _total(sheet, dropped) for sheet in row["sheets"]}
        lines.append(
            [
                row["number"],
                row["team"]["zh"],
                *(totals.get(seat, "-") for seat in seats),
                str(row["final"]),
                str(row["rank"]),
                row["award"] or row["outcome"],
            ]
        )
    widths = [max(_width(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(_pad(cell, width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )


def cut_table(ranking: dict[str, Any], around: int = 3) -> str:
    """Who stands around the main line: place, range whichever judge is absent, chance."""
    cut = ranking["cuts"][0]
    after = cut["after"]
    lines = [["rank", "项目", "final", "any judge absent", f"in top {after}"]]
    rows = [row for row in ranking["rows"] if row["rank"] is not None]
    for place, row in enumerate(sorted(rows, key=lambda row: row["rank"])):
        if after - around <= place < after + around:
            span, chance = row["range"], row["chance"]
            lines.append(
                [
                    str(row["rank"]),
                    row["team"]["zh"],
                    row["final"],
                    "-" if span is None else _places(span["best"], span["worst"]),
                    "-" if chance is None else f"{chance:.0%}",
                ]
            )
    widths = [max(_width(line[column]) for line in lines) for column in range(5)]
    told = [
        "  ".join(_pad(cell, width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    ]
    told.insert(around + 1, f"--- cut after {after}, {cut['gap']} points between ---")
    return "\n".join(told)


def _places(best: int, worst: int) -> str:
    return str(best) if best == worst else f"{best}-{worst}"


def _total(sheet: dict[str, Any], dropped: set[str]) -> str:
    return f"({sheet['total']})" if sheet["seat"] in dropped else str(sheet["total"])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
