"""Teams that are heard in another room than they drew, and those for whom it is asked."""

from typing import Any
from uuid import UUID

from contest.models import Round
from core.clock import instant_text
from core.selectors.names import person_body
from judging.models import RoomTransfer

_WITH = ("slot__entry__team", "source", "target", "asked_by", "decided_by")


def round_transfers(round: Round) -> list[RoomTransfer]:  # noqa: A002 - the noun of the table
    """The round's, newest first."""
    rows = RoomTransfer.objects.filter(slot__room__panel__round=round).select_related(*_WITH)
    return list(rows.order_by("-pk"))


def transfer_of(*, uid: UUID) -> RoomTransfer | None:
    """One with what its policy needs."""
    rows = RoomTransfer.objects.select_related(*_WITH, "slot__room__panel__round__edition__contest")
    return rows.filter(uid=uid).first()


def transfer_body(transfer: RoomTransfer) -> dict[str, Any]:
    """The wire form."""
    entry = transfer.slot.entry
    return {
        "id": str(transfer.uid),
        "slot": str(transfer.slot.uid),
        "entry": {
            "id": str(entry.uid),
            "number": entry.number,
            "title": entry.title,
            "team": entry.team.name,
        },
        "source": _place(transfer.source.uid, transfer.source.name, transfer.source_position),
        "target": _place(transfer.target.uid, transfer.target.name, transfer.target_position),
        "reason": transfer.reason,
        "state": transfer.state,
        "asked_by": person_body(transfer.asked_by),
        "asked_at": instant_text(transfer.asked_at),
        "decided_by": None if transfer.decided_by is None else person_body(transfer.decided_by),
        "decided_at": None if transfer.decided_at is None else instant_text(transfer.decided_at),
    }


def _place(room: UUID, name: dict[str, str], position: int | None) -> dict[str, Any]:
    return {"room": str(room), "name": name, "position": position}
