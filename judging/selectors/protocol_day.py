"""The day in the protocol: whose turn it was when, and who did not have one."""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from contest.models import Round
from core.clock import instant_text
from core.selectors.names import person_name
from judging.models import RoomMove, Slot
from judging.paper.turns import Phase, Step, Turn, turn_of
from judging.selectors.room_sessions import room_sessions

Facts = dict[str, Any]
_DEPARTS: Final = ("defer", "no_show", "withdraw")
_BREAK: Final = ("after", "minutes", "words", "skipped", "ends_session")
_MILLISECOND: Final = timedelta(milliseconds=1)


def turns_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """Each team's turn in running order: calls, phases, pauses, overrun; breaks if any."""
    steps = _steps(round)
    slots = _slots(round)
    sessions = _sessions(slots)
    rows = [
        _turn(slot, turn_of(steps.get(str(slot.uid), []))) | sessions.get(slot.pk, {})
        for slot in slots
    ]
    breaks = _breaks(slots)
    return {"rows": rows, "breaks": breaks} if breaks else {"rows": rows}


def departures_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """Who was put off, did not come or left, when, and who said so."""
    rows = [
        {
            "number": move.slot.entry.number,
            "team": move.slot.entry.team.name,
            "verb": move.verb,
            "at": instant_text(move.at),
            "by": person_name(move.by),
        }
        for move in _moves(round)
        if move.verb in _DEPARTS
    ]
    return {"rows": rows} if rows else {}


def _slots(round: Round) -> list[Slot]:  # noqa: A002 - the noun of the table
    rows = Slot.objects.filter(room__panel__round=round).select_related(
        "entry__team", "room__panel__round__rulebook"
    )
    return list(rows.order_by("room_id", "position"))


def _sessions(slots: list[Slot]) -> dict[int, Facts]:
    """By slot, its session from 1, in rooms that sign and seal several apart."""
    found: dict[int, Facts] = {}
    for _room, own in groupby(slots, key=lambda slot: slot.room_id):
        rows = list(own)
        sessions = room_sessions(rows[0].room, rows)
        if len(sessions) > 1:
            for at, session in enumerate(sessions, start=1):
                found |= {slot.pk: {"session": at} for slot in session}
    return found


def _breaks(slots: list[Slot]) -> list[Facts]:
    """What stood between turns at the end; when each was put in or moved is in the log."""
    rooms = {slot.room_id: slot.room for slot in slots}
    return [
        {"room": room.name} | {name: each[name] for name in _BREAK if name in each}
        for room in rooms.values()
        for each in room.breaks
    ]


def _moves(round: Round) -> list[RoomMove]:  # noqa: A002 - the noun of the table
    """The steps that stand: what was taken back, and the taking back, are in the log."""
    rows = RoomMove.objects.filter(
        room__panel__round=round, undoes__isnull=True, undone_by__isnull=True
    ).select_related("slot__entry__team", "by")
    return list(rows.order_by("room_id", "number"))


def _steps(round: Round) -> dict[str, list[Step]]:  # noqa: A002 - the noun of the table
    """By slot. A step may touch two: calling a team holds the one that is still scored."""
    found: dict[str, list[Step]] = {}
    for move in _moves(round):
        for slot, after in move.after["slots"].items():
            verb = move.verb if slot == str(move.slot.uid) else "hold"
            step = Step(move.at, verb, after["duration_s"], after["pause_code"])
            found.setdefault(slot, []).append(step)
    return found


def _turn(slot: Slot, turn: Turn) -> Facts:
    return {
        "room": slot.room.name,
        "turn": slot.position,
        "number": slot.entry.number,
        "team": slot.entry.team.name,
        "state": slot.state,
        "calls": [instant_text(at) for at in turn.calls],
        "phases": [_phase(phase) for phase in turn.phases],
        "pauses": [
            {
                "phase": pause.phase,
                "code": pause.code,
                "from": instant_text(pause.start),
                "to": _moment(pause.end),
            }
            for pause in turn.pauses
        ],
        "left": _moment(turn.left),
    }


def _phase(phase: Phase) -> Facts:
    return {
        "phase": phase.name,
        "from": instant_text(phase.start),
        "to": _moment(phase.end),
        "allowed_s": phase.allowed_s,
        "paused_ms": phase.paused // _MILLISECOND,
        "overrun_s": phase.overrun_s,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else instant_text(moment)
