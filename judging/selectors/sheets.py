"""Sheets: the judge's own with its marks, everybody else's as progress without a value."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from contest.models import Edition, Round
from core.clock import instant_text
from core.numbers import mark_text
from core.viewer import Viewer
from judging.models import (
    APART,
    BESIDE,
    PanelSeat,
    Recusal,
    ScoreCell,
    ScoreSheet,
    SheetState,
    Slot,
    SlotState,
)
from judging.selectors.deliberations import struck_entries
from judging.selectors.recusals import recused_pairs
from judging.tally.sheet import Sheet

LIVE = (SheetState.OPEN, SheetState.SIGNED, SheetState.COUNTED)
# A judge's own: of an entry that she marks again both, and the later one is the one to show.
OWN = (*LIVE, *BESIDE)
_COUNTABLE = (SheetState.SIGNED, SheetState.COUNTED)
ABSENT = (SlotState.WITHDRAWN, SlotState.NO_SHOW)


def own_sheet(*, viewer: Viewer, uid: UUID) -> ScoreSheet | None:
    """The viewer's own sheet with its cells; None for anybody else's, recused or superseded."""
    if viewer.person_id is None:
        return None
    return (
        ScoreSheet.objects.filter(
            uid=uid,
            seat__expert__person_id=viewer.person_id,
            state__in=OWN,
        )
        .select_related("slot__entry", "round__rulebook", "supersedes")
        .prefetch_related("cells")
        .first()
    )


def sheet_edition(*, uid: UUID) -> Edition | None:
    """The edition that a sheet belongs to, whoever's it is."""
    rows = ScoreSheet.objects.select_related("round__edition__contest__host")
    found = rows.filter(uid=uid).first()
    return None if found is None else found.round.edition


def seat_sheets(seat: PanelSeat) -> dict[str, ScoreSheet]:
    """The seat's live sheets with their cells, by the entry's public id. Two statements.

    Of an entry that she marks again the new one.
    """
    sheets = (
        ScoreSheet.objects.filter(seat=seat, state__in=OWN)
        .select_related("slot__entry", "round__rulebook")
        .prefetch_related("cells")
        .order_by("pk")
    )
    return {str(sheet.slot.entry.uid): sheet for sheet in sheets}


def sheet_body(sheet: ScoreSheet) -> dict[str, Any]:
    """The wire form of one's own sheet; `score-operations` sends the same on a stale cell."""
    entry = sheet.slot.entry
    return {
        "id": str(sheet.uid),
        "entry": {"id": str(entry.uid), "number": entry.number, "title": entry.title},
        "state": state_told(sheet),
        "cells": {
            cell.criterion: {
                "value": None if cell.value is None else mark_text(cell.value),
                "rev": cell.rev,
                "committed_at": None if cell.changed_at is None else instant_text(cell.changed_at),
            }
            for cell in sorted(sheet.cells.all(), key=lambda cell: cell.pk)
        },
        "signed_at": sheet.signed_at,
        "total": None if sheet.total is None else mark_text(sheet.total),
        "rulebook_hash": sheet.round.rulebook.hash,
        "supersedes": str(sheet.supersedes.uid) if sheet.supersedes else None,
    }


def state_told(sheet: ScoreSheet) -> str:
    """The state as its judge knows it: where she marks again it is open or signed as ever."""
    told = {SheetState.REMARKING: SheetState.OPEN, SheetState.REMARKED: SheetState.SIGNED}
    return str(told.get(SheetState(sheet.state), sheet.state))


def sheets_progress(round: Round, *, viewer: Viewer) -> list[dict[str, Any]]:  # noqa: A002 - the noun of the table
    """Who has filled how much, in running order; a cleared cell does not count.

    A chair who is recused from an entry has no part in it: it is not in her list.
    """
    rows = (
        ScoreSheet.objects.filter(round=round)
        .exclude(state__in=APART)
        .exclude(slot__entry__in=_own_conflicts(round, viewer))
        .select_related("slot__entry", "seat")
        .annotate(filled=Count("cells", filter=Q(cells__value__isnull=False)))
        .order_by("slot__position", "seat__number", "pk")
    )
    recused = recused_pairs(round_id=round.pk)
    return [
        {
            "entry": {"id": str(row.slot.entry.uid), "number": row.slot.entry.number},
            "seat": row.seat.number,
            **sheet_progress(row, recused),
        }
        for row in rows
    ]


def _own_conflicts(round: Round, viewer: Viewer) -> "QuerySet[Recusal, int]":  # noqa: A002 - the noun of the table
    live = Recusal.objects.filter(seat__panel__round=round, ended_at__isnull=True)
    if viewer.person_id is None:
        return live.none().values_list("entry_id", flat=True)
    return live.filter(seat__expert__person_id=viewer.person_id).values_list("entry_id", flat=True)


def sheet_progress(sheet: ScoreSheet, recused: set[tuple[int, int]]) -> dict[str, Any]:
    """How far a sheet is, never a value: recused, none (nobody pitched), signed or open."""
    if (sheet.seat_id, sheet.slot.entry_id) in recused:
        return {"state": "recused", "filled": 0}
    if sheet.state == SheetState.EXCLUDED:
        return {"state": "none", "filled": 0}
    state = "signed" if sheet.state in _COUNTABLE else "open"
    return {"state": state, "filled": getattr(sheet, "filled", 0)}


def countable_sheets(round: Round) -> dict[str, list[Sheet]]:  # noqa: A002 - the noun of the table
    """The tally's input: by entry number, in running order, sheets by seat number.

    Without entries that the panel struck from the round.
    """
    slots = (
        Slot.objects.filter(room__panel__round=round)
        .exclude(state__in=ABSENT)
        .exclude(entry__in=struck_entries(round))
        .select_related("entry")
        .prefetch_related(
            Prefetch(
                "sheets",
                queryset=ScoreSheet.objects.filter(state__in=_COUNTABLE)
                .select_related("seat__expert")
                .order_by("seat__number", "pk"),
            ),
            Prefetch("sheets__cells", queryset=ScoreCell.objects.order_by("pk")),
        )
        .order_by("room_id", "position")
    )
    return {slot.entry.number: tally_sheets(slot.sheets.all()) for slot in slots}


def tally_sheets(sheets: Iterable[ScoreSheet]) -> list[Sheet]:
    """The sheets as the tally takes them."""
    return [
        Sheet(
            seat=str(sheet.seat.number),
            marks={cell.criterion: cell.value for cell in sheet.cells.all()},
            kind=sheet.seat.expert.kind,
            few=sheet.slot.counts_few,
        )
        for sheet in sheets
    ]


def absent_outcomes(round: Round) -> list[dict[str, str]]:  # noqa: A002 - the noun of the table
    """Entries that have no place because they did not pitch or were struck, by number."""
    struck = struck_entries(round)
    slots = (
        Slot.objects.filter(room__panel__round=round)
        .filter(Q(state__in=ABSENT) | Q(entry__in=struck))
        .select_related("entry")
        .order_by("entry__number")
    )
    return [
        {
            "entry": slot.entry.number,
            "outcome": "disqualified" if slot.entry_id in struck else str(slot.state),
        }
        for slot in slots
    ]
