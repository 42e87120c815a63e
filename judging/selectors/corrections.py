"""Requests for a correction: those that wait, without a value, and a judge's own."""

from typing import Any
from uuid import UUID

from core.clock import instant_text
from core.numbers import mark_text
from core.viewer import Viewer
from judging.models import CorrectionRequest, CorrectionState, PanelSeat, SheetState

# A sheet that was taken back or left out has nothing to correct any more.
_STANDS = (SheetState.SIGNED, SheetState.COUNTED)


def open_corrections(round_id: int) -> list[dict[str, Any]]:
    """The round's requests that wait, oldest first. One statement.

    Neither value nor words: whoever decides sees them once the slot is sealed, not here.
    """
    rows = (
        CorrectionRequest.objects.filter(
            sheet__round_id=round_id, sheet__state__in=_STANDS, state=CorrectionState.OPEN
        )
        .select_related("sheet__seat", "sheet__slot__entry")
        .order_by("requested_at", "pk")
    )
    return [
        {
            "id": str(row.uid),
            "seat": row.sheet.seat.number,
            "slot": str(row.sheet.slot.uid),
            "entry": {"id": str(row.sheet.slot.entry.uid), "number": row.sheet.slot.entry.number},
            "criterion": row.criterion,
            "reason": row.reason,
            "requested_at": instant_text(row.requested_at),
        }
        for row in rows
    ]


def seat_corrections(seat: PanelSeat) -> list[CorrectionRequest]:
    """The seat's own requests, newest first; not those on entries it is recused from by now."""
    rows = CorrectionRequest.objects.filter(sheet__seat=seat).exclude(
        sheet__state=SheetState.EXCLUDED
    )
    return list(rows.select_related("sheet__slot__entry").order_by("-requested_at", "-pk"))


def own_correction(*, viewer: Viewer, uid: UUID) -> CorrectionRequest | None:
    """The viewer's own request; None for anybody else's."""
    if viewer.person_id is None:
        return None
    return (
        CorrectionRequest.objects.filter(
            uid=uid,
            sheet__seat__expert__person_id=viewer.person_id,
            sheet__seat__is_alternate=False,
        )
        .exclude(sheet__state=SheetState.EXCLUDED)
        .select_related("sheet__slot__entry", "sheet__round__edition__contest")
        .first()
    )


def correction_body(row: CorrectionRequest) -> dict[str, Any]:
    """The wire form for its own judge, value and words included."""
    stands = row.sheet.state in _STANDS
    entry = row.sheet.slot.entry
    return {
        "id": str(row.uid),
        "sheet": str(row.sheet.uid),
        "entry": {"id": str(entry.uid), "number": entry.number},
        "criterion": row.criterion,
        "value": mark_text(row.value),
        "reason": row.reason,
        "text": row.text,
        "state": row.state if stands else CorrectionState.WITHDRAWN.value,
        "requested_at": instant_text(row.requested_at),
        "withdrawn_at": None if row.withdrawn_at is None else instant_text(row.withdrawn_at),
    }
