"""Marks in the protocol: every version of every sheet, and what was corrected by whom."""

from typing import Any, Final

from django.db.models import Prefetch

from contest.models import Round
from core.clock import instant_text
from core.numbers import mark_text
from core.selectors.names import person_name
from judging.models import (
    CorrectionRequest,
    CorrectionState,
    RescoreState,
    ScoreCell,
    ScoreSheet,
    SheetState,
)

Facts = dict[str, Any]
_TAG: Final = 8


def sheets_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """Each sheet in running order and by seat, the older version first."""
    cells = ScoreCell.objects.select_related("device").order_by("pk")
    sheets = (
        ScoreSheet.objects.filter(round=round)
        # Nobody but its judge reads what is marked again before it stands or is dropped.
        .exclude(rescore__state=RescoreState.OPEN)
        .select_related("slot__entry", "seat__expert__person", "successor", "correction", "rescore")
        .prefetch_related(Prefetch("cells", queryset=cells))
        .order_by("slot__room_id", "slot__position", "seat__number", "pk")
    )
    latest: dict[tuple[int, int], int] = {}
    versions: dict[int, int] = {}
    for sheet in sheets:
        key = (sheet.slot_id, sheet.seat_id)
        versions[sheet.pk] = latest[key] = latest.get(key, 0) + 1
    return {"rows": [_sheet(sheet, versions) for sheet in sheets]}


def _sheet(sheet: ScoreSheet, versions: dict[int, int]) -> Facts:
    cells = list(sheet.cells.all())
    successor = getattr(sheet, "successor", None)
    return {
        "number": sheet.slot.entry.number,
        "seat": sheet.seat.number,
        "judge": person_name(sheet.seat.expert.person),
        "version": versions[sheet.pk],
        "state": sheet.state,
        "marks": {
            cell.criterion: None if cell.value is None else mark_text(cell.value) for cell in cells
        },
        "total": None if sheet.total is None else mark_text(sheet.total),
        "signed_at": None if sheet.signed_at is None else instant_text(sheet.signed_at),
        "devices": sorted({str(cell.device.uid)[:_TAG] for cell in cells if cell.device}),
        "corrected": getattr(sheet, "correction", None) is not None,
        # Marked again, and ended before all had signed: the version before stands.
        "dropped": sheet.rescore is not None and sheet.rescore.state == RescoreState.ENDED,
        "anew": sheet.rescore is not None,
        # A signature that was taken back: its marks went on to the next version.
        "taken_back": sheet.state == SheetState.SUPERSEDED and not cells,
        "superseded_by": None if successor is None else versions[successor.pk],
    }


def corrections_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """What was asked to be corrected: both marks, the reason, what each of the two said."""
    found = (
        CorrectionRequest.objects.filter(sheet__round=round)
        .exclude(state=CorrectionState.WITHDRAWN)
        .exclude(sheet__state=SheetState.EXCLUDED)
        .select_related("sheet__slot__entry", "sheet__seat__expert__person")
        .prefetch_related("voices__person", "sheet__cells")
        .order_by("requested_at", "pk")
    )
    rows = [_correction(row) for row in found]
    return {"rows": rows} if rows else {}


def _correction(row: CorrectionRequest) -> Facts:
    now = {cell.criterion: cell.value for cell in row.sheet.cells.all()}.get(row.criterion)
    was = row.replaced if row.state == CorrectionState.APPROVED else now
    return {
        "number": row.sheet.slot.entry.number,
        "seat": row.sheet.seat.number,
        "judge": person_name(row.sheet.seat.expert.person),
        "criterion": row.criterion,
        "was": None if was is None else mark_text(was),
        "value": mark_text(row.value),
        "reason": row.reason,
        "text": row.text,
        "state": row.state,
        "after_reveal": row.after_reveal,
        "requested_at": instant_text(row.requested_at),
        "decided_at": None if row.decided_at is None else instant_text(row.decided_at),
        "voices": [
            {
                "office": voice.office,
                "by": person_name(voice.person),
                "approves": voice.approves,
                "words": voice.words,
                "said_at": instant_text(voice.said_at),
            }
            for voice in row.voices.all()
        ],
    }
