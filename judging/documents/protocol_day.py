"""The protocol's sections about the day: who sat, whose turn it was, who did not judge whom."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from judging.documents.blocks import Block, Cell, column, note, paragraph, table
from judging.documents.words import joined, named, told

Facts = dict[str, Any]
_PLAIN: Final = "paper.protocol"
_PAUSES: Final = ("network", "technical", "team", "panel", "venue_fault", "other")


class Clock:
    """Moments of the facts as the contest's zone has them."""

    def __init__(self, facts: Facts) -> None:
        self._zone = ZoneInfo(facts["zone"])

    def time(self, moment: str | None) -> str:
        """Hours to seconds; a dash where there is no moment."""
        return "—" if moment is None else f"{self._local(moment):%H:%M:%S}"

    def full(self, moment: str | None) -> str:
        """With its day."""
        return "—" if moment is None else f"{self._local(moment):%Y-%m-%d %H:%M:%S}"

    def _local(self, moment: str) -> datetime:
        return datetime.fromisoformat(moment).astimezone(self._zone)


def panel(found: Facts, facts: Facts) -> Iterator[Block]:
    """Seats with kinds, chair and alternates, undertakings and presence."""
    clock = Clock(facts)
    yield table(
        "",
        [
            column(told("paper.column.seat"), "right"),
            column(told(f"{_PLAIN}.column.judge"), width="fill"),
            column(told(f"{_PLAIN}.column.kind")),
            column(told(f"{_PLAIN}.column.office")),
            column(told(f"{_PLAIN}.column.promised")),
            column(told(f"{_PLAIN}.column.seen")),
        ],
        [_seat(row, clock, several=found["several"]) for row in found["rows"]],
    )


def _seat(row: Facts, clock: Clock, *, several: bool) -> list[Cell]:
    office = "chair" if row["chair"] else "alternate" if row["alternate"] else "judge"
    judge = named(row["judge"])
    return [
        str(row["seat"]),
        {"two": [judge, named(row["panel"])]} if several else judge,
        told(f"paper.kind.{row['kind']}"),
        told(f"{_PLAIN}.office.{office}"),
        clock.full(row["promised_at"]),
        clock.full(row["seen_at"]),
    ]


def turns(found: Facts, facts: Facts) -> Iterator[Block]:
    """The running order with its times."""
    clock = Clock(facts)
    yield paragraph(told(f"{_PLAIN}.turns.lead"))
    rooms = {named(row["room"]) for row in found["rows"]}
    names = ("called", "pitch", "questions", "scoring", "left", "overrun")
    yield table(
        "",
        [
            column(told("paper.ink.column.turn"), "right"),
            column(told("paper.column.team"), width="fill"),
            *(column(told(f"{_PLAIN}.column.{name}")) for name in names),
        ],
        [_turn(row, clock, several=len(rooms) > 1) for row in found["rows"]],
    )
    yield from _breaks(found, several=len(rooms) > 1)
    yield from _pauses(found, clock)


def _breaks(found: Facts, *, several: bool) -> Iterator[Block]:
    rows: list[list[Cell]] = []
    for row in found.get("breaks", ()):
        key = "after" if row["after"] else "first"
        place = told(f"{_PLAIN}.breaks.{key}", turn=row["after"])
        rows.append(
            [
                f"{named(row['room'])} · {place}" if several else place,
                named(row["words"]),
                str(row["minutes"]),
                told(f"{_PLAIN}.breaks.{_break_state(row)}"),
            ]
        )
    if rows:
        columns = [
            column(told(f"{_PLAIN}.column.place")),
            column(told(f"{_PLAIN}.column.what"), width="fill"),
            column(told(f"{_PLAIN}.column.minutes"), "right"),
            column(""),
        ]
        yield table(told(f"{_PLAIN}.breaks"), columns, rows)


def _break_state(row: Facts) -> str:
    if row["skipped"]:
        return "skipped"
    return "ends" if row.get("ends_session") else "held"


def _turn(row: Facts, clock: Clock, *, several: bool) -> list[Cell]:
    starts = {phase["phase"]: phase["from"] for phase in row["phases"]}
    over = [
        told(f"{_PLAIN}.overrun", phase=told(f"{_PLAIN}.phase.{phase['phase']}"),
             seconds=phase["overrun_s"])
        for phase in row["phases"]
        if phase["overrun_s"] and phase["phase"] != "scoring"
    ]  # fmt: skip
    state = row["state"]
    gone = state in ("no_show", "withdrawn", "deferred", "waiting")
    where = [row["number"], named(row["room"])] if several else [row["number"]]
    if "session" in row:
        where.append(told(f"{_PLAIN}.session", number=row["session"]))
    return [
        str(row["turn"]),
        {"two": [named(row["team"]), " · ".join(where)]},
        clock.time(row["calls"][-1] if row["calls"] else None),
        *(clock.time(starts.get(phase)) for phase in ("pitch", "questions", "scoring")),
        clock.time(row["left"]),
        told(f"{_PLAIN}.state.{state}") if gone else joined(over) or "—",
    ]


def _pauses(found: Facts, clock: Clock) -> Iterator[Block]:
    rows: list[list[Cell]] = [
        [
            row["number"],
            named(row["team"]),
            told(f"{_PLAIN}.phase.{pause['phase']}"),
            clock.time(pause["from"]),
            clock.time(pause["to"]),
            _code(pause["code"]),
        ]
        for row in found["rows"]
        for pause in row["pauses"]
    ]
    if not rows:
        yield note(told(f"{_PLAIN}.pauses.none"))
        return
    columns = [
        column(told("paper.column.number")),
        column(told("paper.column.team"), width="fill"),
        *(column(told(f"{_PLAIN}.column.{name}")) for name in ("phase", "from", "to", "code")),
    ]
    yield table(told(f"{_PLAIN}.pauses"), columns, rows)


def _code(code: str) -> str:
    """The console's codes in words; another one as it was given."""
    return told(f"{_PLAIN}.pause.{code}") if code in _PAUSES else code


def departures(found: Facts, facts: Facts) -> Iterator[Block]:
    """Who was put off, did not come or left."""
    clock = Clock(facts)
    yield table(
        "",
        [
            column(told("paper.column.number")),
            column(told("paper.column.team"), width="fill"),
            *(column(told(f"{_PLAIN}.column.{name}")) for name in ("what", "at", "by")),
        ],
        [
            [
                row["number"],
                named(row["team"]),
                told(f"{_PLAIN}.verb.{row['verb']}"),
                clock.time(row["at"]),
                named(row["by"]),
            ]
            for row in found["rows"]
        ],
    )


def recusals(found: Facts, facts: Facts) -> Iterator[Block]:
    """Who did not judge whom, and why."""
    if not found["rows"]:
        yield paragraph(told(f"{_PLAIN}.recusals.none"))
        return
    clock = Clock(facts)
    yield table(
        "",
        [
            column(told("paper.column.seat"), "right"),
            column(told(f"{_PLAIN}.column.judge")),
            column(told("paper.column.number")),
            *(column(told(f"{_PLAIN}.column.{name}")) for name in ("source", "at")),
            column(told(f"{_PLAIN}.column.reason"), width="fill"),
        ],
        [_recusal(row, clock) for row in found["rows"]],
    )


def _recusal(row: Facts, clock: Clock) -> list[Cell]:
    ended = "" if row["ended_at"] is None else told(
        f"{_PLAIN}.recusal.ended", at=clock.full(row["ended_at"])
    )  # fmt: skip
    return [
        str(row["seat"]),
        named(row["judge"]),
        row["number"],
        told(f"{_PLAIN}.source.{row['source']}"),
        clock.full(row["declared_at"]),
        row["reason"] + ended,
    ]
