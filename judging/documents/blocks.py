"""The blocks that ``core/documents/blocks.typ`` sets, as plain data."""

from collections.abc import Sequence
from typing import Any, Literal

Block = dict[str, Any]
Cell = str | dict[str, Any]
Side = Literal["left", "right"]
Width = Literal["auto", "fill", "even", "bar"]


def paragraph(text: str) -> Block:
    """Running text."""
    return {"kind": "paragraph", "text": text}


def note(text: str) -> Block:
    """A remark in smaller letters."""
    return {"kind": "note", "text": text}


def headline(number: int, text: str) -> Block:
    """The head of a numbered section."""
    return {"kind": "headline", "number": str(number), "text": text}


def figures(items: Sequence[tuple[str, str]]) -> Block:
    """Large figures side by side: (figure, what it is)."""
    rows = [{"value": value, "label": label} for value, label in items]
    return {"kind": "figures", "items": rows}


def pairs(items: Sequence[tuple[str, str]]) -> Block:
    """Facts with their names: (name, fact)."""
    return {"kind": "pairs", "items": [{"label": name, "value": fact} for name, fact in items]}


def column(name: str, side: Side = "left", width: Width = "auto") -> dict[str, str]:
    """A column of a table."""
    return {"name": name, "align": side, "width": width}


def table(caption: str, columns: Sequence[dict[str, str]], rows: Sequence[Sequence[Cell]]) -> Block:
    """A table; its head is repeated on every page and no row is broken."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
    }


def formula(name: str, text: str, sample: str) -> Block:
    """A formula of the layout by name ("" for one in words only), its words, its sample."""
    return {"kind": "formula", "name": name, "text": text, "sample": sample}
