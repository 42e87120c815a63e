"""The protocol's sections about what did not go by itself."""

from collections.abc import Iterator
from typing import Any, Final

from judging.documents.blocks import Block, Cell, column, paragraph, table
from judging.documents.protocol_day import Clock
from judging.documents.words import joined, named, told

Facts = dict[str, Any]
_PLAIN: Final = "paper.protocol"


def incidents(found: Facts, facts: Facts) -> Iterator[Block]:
    """Numbered, with who signed and how it ended."""
    clock = Clock(facts)
    names = ("what", "at", "signed_by", "ended")
    yield table(
        "",
        [
            column(told("paper.column.number"), "right"),
            column(told(f"{_PLAIN}.column.told"), width="fill"),
            *(column(told(f"{_PLAIN}.column.{name}")) for name in names),
        ],
        [_incident(row, clock) for row in found["rows"]],
    )


def _incident(row: Facts, clock: Clock) -> list[Cell]:
    offices = f"{_PLAIN}.incident.office"
    signed = [
        f"{told(offices + '.' + each['office'])} {named(each['by'])}" for each in row["signatures"]
    ]
    about = row["number"] or ""
    return [
        str(row["room"]),
        f"{about} {row['text']}".strip(),
        told(f"{_PLAIN}.incident.{row['code']}"),
        clock.full(row["opened_at"]),
        joined(signed) or "—",
        f"{row['words']} {clock.time(row['closed_at'])}".strip(),
    ]


def overrides(found: Facts, facts: Facts) -> Iterator[Block]:
    """What two people decided outside the order, and why."""
    clock = Clock(facts)
    yield table(
        "",
        [
            column(told("paper.column.number")),
            column(told(f"{_PLAIN}.column.what")),
            column(told(f"{_PLAIN}.column.reason"), width="fill"),
            *(column(told(f"{_PLAIN}.column.{name}")) for name in ("by", "second", "at")),
        ],
        [
            [
                row["number"],
                told(
                    f"{_PLAIN}.override.{row['what']}",
                    seats=joined([*map(str, row["seats"])]),
                    left=row.get("left", ""),
                ),
                row["reason"],
                named(row["asked_by"]),
                named(row["decided_by"]),
                clock.full(row["at"]),
            ]
            for row in found["rows"]
        ],
    )


def changes(found: Facts, facts: Facts) -> Iterator[Block]:
    """The earlier mark and the later one."""
    clock = Clock(facts)
    criteria = {each["id"]: named(each["name"]) for each in facts["criteria"]}
    yield paragraph(told(f"{_PLAIN}.changes.lead"))
    yield table(
        "",
        [
            column(told("paper.column.number")),
            column(told("paper.column.seat"), "right"),
            column(told(f"{_PLAIN}.correction.mark"), width="fill"),
            *(column(told(f"{_PLAIN}.column.{name}"), "right") for name in ("before", "after")),
            column(told(f"{_PLAIN}.column.at")),
        ],
        [
            [
                row["entry"],
                str(row["seat"]),
                criteria.get(row["criterion"], row["criterion"]),
                row["before"] or "—",
                row["after"] or "—",
                clock.full(row["at"]),
            ]
            for row in found["rows"]
        ],
    )


def supervision(found: Facts, facts: Facts) -> Iterator[Block]:
    """The witness's words, and the committee's."""
    clock = Clock(facts)
    yield table(
        "",
        [
            column(told(f"{_PLAIN}.column.at")),
            column(told(f"{_PLAIN}.column.what")),
            column(told(f"{_PLAIN}.column.told"), width="fill"),
            column(told(f"{_PLAIN}.column.answer"), width="fill"),
        ],
        [_note(row, clock) for row in found["rows"]],
    )


def _note(row: Facts, clock: Clock) -> list[Cell]:
    step = told(f"paper.supervision.step.{row['step']}") if row["step"] else ""
    answer = "—"
    if row["answered_at"] is not None:
        answer = f"{row['answer']} ({named(row['answered_by'])}, {clock.full(row['answered_at'])})"
    return [
        clock.full(row["at"]),
        told(f"{_PLAIN}.note.{row['kind']}"),
        f"{step} {row['text']}".strip(),
        answer,
    ]
