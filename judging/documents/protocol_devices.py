"""The protocol's section about devices: whose tablet, and what it kept without a network."""

from collections.abc import Iterator
from typing import Any, Final

from judging.documents.blocks import Block, column, note, table
from judging.documents.protocol_day import Clock
from judging.documents.words import named, told

Facts = dict[str, Any]
_PLAIN: Final = "paper.protocol"


def devices(found: Facts, facts: Facts) -> Iterator[Block]:
    """A line for each tablet of a seat that had two, or whose marks came late."""
    clock = Clock(facts)
    yield table(
        "",
        [
            column(told("paper.column.seat"), "right"),
            column(told(f"{_PLAIN}.column.judge"), width="fill"),
            column(told(f"{_PLAIN}.column.device")),
            column(told(f"{_PLAIN}.column.bound")),
            column(told(f"{_PLAIN}.column.replaced")),
            column(told(f"{_PLAIN}.column.waited")),
        ],
        [
            [
                str(row["seat"]),
                {"two": [named(row["judge"]), named(row["panel"])]},
                row["device"],
                clock.time(row["from"]),
                clock.time(row["until"]),
                _waited(row),
            ]
            for row in found["rows"]
        ],
    )
    yield note(told(f"{_PLAIN}.devices.note"))


def _waited(row: Facts) -> str:
    if not row["late"]:
        return "—"
    return told(f"{_PLAIN}.devices.waited", count=row["late"], seconds=row["longest_s"])
