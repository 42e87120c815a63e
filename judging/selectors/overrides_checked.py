"""Nobody's sheet is left out of a sealed team but by two people."""

import json
from collections.abc import Iterator

from django.db.models import F

from core.models import LogOpening
from judging.models import (
    SEALED_SLOTS,
    Override,
    OverrideState,
    Recusal,
    ScoreSheet,
    SheetState,
)


def overrides_unlike_log() -> Iterator[str]:
    """Approved ones that no leaf tells with the same two people and the same seats."""
    told: dict[str, tuple[str, str, list[int]]] = {}
    rows = LogOpening.objects.filter(leaf__type="override.approve").order_by("leaf_id")
    for text in rows.values_list("body", flat=True):
        body = json.loads(text)["body"]
        told[body["override"]] = (body["proposed_by"], body["by"], body["missing"])
    approved = Override.objects.filter(state=OverrideState.APPROVED)
    for row in approved.select_related("proposed_by", "decided_by").order_by("pk"):
        decided = row.decided_by
        said = told.get(str(row.uid))
        own = (str(row.proposed_by.uid), str(decided.uid) if decided else "", row.missing)
        if said != own or decided == row.proposed_by:
            yield str(row.uid)


def sheets_left_out_alone() -> Iterator[str]:
    """Sheets of a sealed slot that are excluded, by no recusal and by no two people.

    A team that went to another room left its sheets with the panel that it was drawn to.
    """
    recused = set(Recusal.objects.values_list("seat_id", "entry_id"))
    approved = Override.objects.filter(state=OverrideState.APPROVED)
    missing = {
        (slot, seat) for slot, seats in approved.values_list("slot_id", "missing") for seat in seats
    }
    rows = ScoreSheet.objects.filter(state=SheetState.EXCLUDED, slot__state__in=SEALED_SLOTS)
    rows = rows.filter(seat__panel=F("slot__room__panel"))
    for sheet in rows.select_related("slot", "seat").order_by("pk"):
        known = (sheet.seat_id, sheet.slot.entry_id) in recused
        if not known and (sheet.slot_id, sheet.seat.number) not in missing:
            yield str(sheet.uid)
