"""Requests for a correction: those that wait, without a value, and a judge's own."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from contest.models import Round, RoundState
from core.clock import instant_text
from core.numbers import mark_text
from core.selectors.names import person_body, person_name
from core.viewer import Viewer
from judging.models import (
    LAST_STEP,
    SHOWN_SLOTS,
    CorrectionRequest,
    CorrectionState,
    PanelSeat,
    Recusal,
    ScoreSheet,
    SheetState,
)

# A sheet that was taken back or left out has nothing to correct any more.
_STANDS = (SheetState.SIGNED, SheetState.COUNTED)


def open_corrections(round_id: int, *, room_id: int | None = None) -> list[dict[str, Any]]:
    """The round's requests that wait, or those of one of its rooms, oldest first. One statement.

    Neither value nor words: whoever decides sees them once the slot is sealed, not here.
    """
    rows = (
        CorrectionRequest.objects.filter(
            sheet__round_id=round_id, sheet__state__in=_STANDS, state=CorrectionState.OPEN
        )
        .select_related("sheet__seat", "sheet__slot__entry")
        .order_by("requested_at", "pk")
    )
    if room_id is not None:
        rows = rows.filter(sheet__slot__room_id=room_id)
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
    told = rows.select_related("sheet__slot__entry", "successor").prefetch_related("voices")
    return list(told.order_by("-requested_at", "-pk"))


def own_correction(*, viewer: Viewer, uid: UUID) -> CorrectionRequest | None:
    """The viewer's own request; None for anybody else's."""
    if viewer.person_id is None:
        return None
    return (
        CorrectionRequest.objects.filter(
            uid=uid,
            sheet__seat__expert__person_id=viewer.person_id,
        )
        .exclude(sheet__state=SheetState.EXCLUDED)
        .select_related("sheet__slot__entry", "sheet__round__edition__contest", "successor")
        .first()
    )


def round_corrections(round: Round, *, viewer: Viewer) -> list[CorrectionRequest]:  # noqa: A002 - the noun of the table
    """The round's requests that wait or were decided, newest first, with what was said of them.

    A chair who is recused from an entry has no part in it: it is not in her list.
    """
    rows = CorrectionRequest.objects.filter(sheet__round=round).exclude(
        Q(state=CorrectionState.WITHDRAWN) | Q(sheet__state=SheetState.EXCLUDED)
    )
    return list(_with_facts(_visible(rows, viewer)).order_by("-requested_at", "-pk"))


def correction_of(*, uid: UUID, viewer: Viewer) -> CorrectionRequest | None:
    """One request with what its policy needs; None on an entry that the viewer is recused from."""
    return _with_facts(_visible(CorrectionRequest.objects.filter(uid=uid), viewer)).first()


def _visible(rows: "QuerySet[CorrectionRequest]", viewer: Viewer) -> "QuerySet[CorrectionRequest]":
    if viewer.person_id is None:
        return rows.none()
    own = Recusal.objects.filter(
        seat__expert__person_id=viewer.person_id, entry=OuterRef("sheet__slot__entry")
    )
    return rows.exclude(Exists(own.filter(ended_at__isnull=True)))


def _with_facts(rows: "QuerySet[CorrectionRequest]") -> "QuerySet[CorrectionRequest]":
    return rows.select_related(
        "sheet__slot__entry__team",
        "sheet__seat__expert__person",
        "sheet__round__edition__contest",
        "sheet__round__rulebook",
    ).prefetch_related("voices__person", "sheet__cells")


def is_shown(sheet: ScoreSheet) -> bool:
    """Whether the hall has seen the team's marks, or the round takes none any more."""
    slot, round_ = sheet.slot, sheet.round
    seen = slot.state in SHOWN_SLOTS and slot.shown_step >= LAST_STEP
    return seen or round_.state in (RoundState.CLOSED, RoundState.LOCKED)


def decided_body(row: CorrectionRequest, *, told: bool) -> dict[str, Any]:
    """The wire form for those who decide and watch; `told` says whether marks and words are."""
    sheet, entry = row.sheet, row.sheet.slot.entry
    now = {cell.criterion: cell.value for cell in sheet.cells.all()}.get(row.criterion)
    was = row.replaced if row.state == CorrectionState.APPROVED else now
    return {
        "id": str(row.uid),
        "seat": sheet.seat.number,
        "judge": person_name(sheet.seat.expert.person),
        "slot": str(sheet.slot.uid),
        "entry": {"id": str(entry.uid), "number": entry.number, "title": entry.title},
        "criterion": row.criterion,
        "reason": row.reason,
        "state": row.state,
        "told": told,
        "was": mark_told(was, told),
        "value": mark_told(row.value, told),
        "text": row.text if told else "",
        "requested_at": instant_text(row.requested_at),
        "decided_at": None if row.decided_at is None else instant_text(row.decided_at),
        "after_reveal": row.after_reveal,
        "voices": voices_body(row.voices.all(), told=told),
    }


def voices_body(voices: Iterable[Any], *, told: bool) -> list[dict[str, Any]]:
    """What chair and verifier said; their words only to whom the marks are told."""
    return [
        {
            "office": voice.office,
            "by": person_body(voice.person),
            "approves": voice.approves,
            "words": voice.words if told else "",
            "said_at": instant_text(voice.said_at),
        }
        for voice in voices
    ]


def mark_told(mark: int | None, told: bool) -> str | None:
    """A mark as text to whom it is told."""
    return mark_text(mark) if told and mark is not None else None


def correction_body(row: CorrectionRequest) -> dict[str, Any]:
    """The wire form for its own judge, value and words included."""
    stands = row.sheet.state in _STANDS or row.state == CorrectionState.APPROVED
    entry = row.sheet.slot.entry
    return {
        "id": str(row.uid),
        "sheet": str(row.sheet.uid),
        "successor": None if row.successor is None else str(row.successor.uid),
        "entry": {"id": str(entry.uid), "number": entry.number},
        "criterion": row.criterion,
        "value": mark_text(row.value),
        "replaced": None if row.replaced is None else mark_text(row.replaced),
        "reason": row.reason,
        "text": row.text,
        "state": row.state if stands else CorrectionState.WITHDRAWN.value,
        "requested_at": instant_text(row.requested_at),
        "withdrawn_at": None if row.withdrawn_at is None else instant_text(row.withdrawn_at),
        "decided_at": None if row.decided_at is None else instant_text(row.decided_at),
        "refused_for": _refused_for(row),
    }


def _refused_for(row: CorrectionRequest) -> str:
    """Why it was refused; empty otherwise."""
    said = [voice.words for voice in row.voices.all() if not voice.approves]
    return said[0] if said else ""
