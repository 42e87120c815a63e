"""What the supervision record says: plain data, counts and words, never a value or a hash."""

from collections import Counter
from datetime import datetime
from typing import Any

from contest.models import Edition
from core.clock import instant_text
from core.models import Person
from core.selectors.names import person_name
from judging.models import RegisterKind, SupervisionNote
from judging.selectors.exceptions import event_states, exception_events
from judging.selectors.registers import register_lines
from judging.selectors.supervision import note_bodies, notes_of
from judging.selectors.witness_room import witness_rooms
from judging.supervision.events import event_table

Body = dict[str, Any]


def record_facts(edition: Edition, *, by: Person, at: datetime) -> Body:
    """The edition as its witness saw it until now."""
    notes = notes_of(edition)
    return {
        "edition": edition.name,
        "host": edition.contest.host.name,
        "zone": edition.time_zone,
        "by": person_name(by),
        "at": instant_text(at),
        "rooms": [_room(room) for room in witness_rooms(edition, at=at)],
        "exceptions": _exceptions(edition),
        "registers": _registers(edition),
        "notes": _notes(edition, notes),
    }


def _room(room: Body) -> Body:
    slots = room["slots"]
    return {
        "name": room["name"],
        "round": room["round"]["name"],
        "judges": room["judges"]["of"],
        "teams": len(slots),
        "signed": sum(slot["signed"] for slot in slots),
        "of": sum(slot["of"] for slot in slots),
        "steps": room["steps"],
    }


def _exceptions(edition: Edition) -> list[Body]:
    """By kind, in the table's order: how many, and how many of them seen and asked about."""
    table, states = event_table(), event_states(edition)
    counts: dict[str, Counter[str]] = {}
    for event in exception_events(edition):
        kind = table.words_of(event.type).kind
        counts.setdefault(kind, Counter()).update((states.get(event.id, "unseen"), "all"))
    return [
        {
            "name": name,
            "count": counts[kind]["all"],
            "seen": counts[kind]["seen"],
            "question": counts[kind]["question"],
        }
        for kind, name in table.kinds.items()
        if kind in counts
    ]


def _registers(edition: Edition) -> list[Body]:
    """By register: how many lines stand, and how many are still open."""
    lines = [line for line in register_lines(edition) if line.struck_at is None]
    return [
        {
            "kind": kind.value,
            "count": sum(line.kind == kind for line in lines),
            "open": sum(line.kind == kind and line.ended_at is None for line in lines),
        }
        for kind in RegisterKind
    ]


def _notes(edition: Edition, notes: list[SupervisionNote]) -> list[Body]:
    """The oldest first."""
    return list(reversed(note_bodies(edition, notes)))
