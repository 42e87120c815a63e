"""The protocol's facts about what did not go by itself."""

from typing import Any

from contest.models import Round
from core.clock import instant_text
from core.selectors.names import person_name
from judging.models import RoomTransfer, TransferState
from judging.selectors.incidents import incidents_of
from judging.selectors.mark_history import mark_history
from judging.selectors.overrides import overrides_listed
from judging.selectors.seatings import seatings_listed
from judging.selectors.substitutions import live_substitutions
from judging.selectors.supervision import round_notes

Facts = dict[str, Any]


def incidents_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """What went wrong, with whoever signed it."""
    rows = [
        {
            "room": row["number"],
            "code": row["code"],
            "text": row["text"],
            "number": None if row["entry"] is None else row["entry"]["number"],
            "opened_by": row["opened_by"]["name"],
            "opened_at": row["opened_at"],
            "signatures": [
                {"office": each["office"], "by": each["by"]["name"], "at": each["signed_at"]}
                for each in row["signatures"]
            ],
            "words": row["words"],
            "closed_at": row["closed_at"],
        }
        for row in incidents_of(round)
    ]
    return {"rows": rows} if rows else {}


def overrides_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """Sealed without a sheet, back though late, another room, an alternate, moved up: why, who."""
    rows = [
        {
            "what": row["kind"],
            "number": row["entry"]["number"],
            "seats": row["missing"],
            "reason": row["reason"],
            "asked_by": row["proposed_by"]["name"],
            "decided_by": row["decided_by"] and row["decided_by"]["name"],
            "at": row["decided_at"],
        }
        for row in overrides_listed(round)
    ]
    rows += _transfers(round)
    rows += _seatings(round)
    rows += _substitutions(round)
    return {"rows": sorted(rows, key=lambda row: row["at"])} if rows else {}


def _transfers(round: Round) -> list[Facts]:  # noqa: A002 - the noun of the table
    moved = RoomTransfer.objects.filter(target__panel__round=round, state=TransferState.MOVED)
    with_people = moved.select_related("slot__entry", "asked_by", "decided_by")
    return [
        {
            "what": "transfer",
            "number": row.slot.entry.number,
            "seats": [],
            "reason": row.reason,
            "asked_by": person_name(row.asked_by),
            "decided_by": None if row.decided_by is None else person_name(row.decided_by),
            "at": instant_text(row.decided_at or row.asked_at),
        }
        for row in with_people.order_by("pk")
    ]


def _seatings(round: Round) -> list[Facts]:  # noqa: A002 - the noun of the table
    """`seats` are whose place it was, then the alternate's."""
    return [
        {
            "what": "alternate",
            "number": row.slot.entry.number,
            "seats": [row.seat.number, row.alternate.number],
            "reason": row.reason,
            "asked_by": person_name(row.seated_by),
            "decided_by": None,
            "at": instant_text(row.seated_at),
        }
        for row in seatings_listed(round)
    ]


def _substitutions(round: Round) -> list[Facts]:  # noqa: A002 - the noun of the table
    """The entry that takes part, and whose place it has."""
    return [
        {
            "what": "substitution",
            "number": row.entry.number,
            "seats": [],
            "left": row.left.number,
            "reason": row.reason,
            "asked_by": person_name(row.made_by),
            "decided_by": None,
            "at": instant_text(row.made_at),
        }
        for row in live_substitutions(round)
    ]


def changes_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """Marks that a judge set anew after she had left them: both, and when."""
    rows = mark_history(round, sealed=True)
    return {"rows": rows} if rows else {}


def supervision_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """The witness's words, and what was answered."""
    names = ("kind", "text", "step", "at", "answer", "answered_at")
    rows = [
        {name: row[name] for name in names}
        | {"answered_by": row["answered_by"] and row["answered_by"]["name"]}
        for row in round_notes(round)
    ]
    return {"rows": rows} if rows else {}
