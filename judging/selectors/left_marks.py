"""What a former tablet left behind, for its judge and nobody else."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from contest.models import RoundState
from core.clock import instant_text
from core.models import Device, DeviceKind
from core.numbers import mark_text
from judging.models import (
    LeftMark,
    PanelSeat,
    ScoreCell,
    ScoreOperation,
    ScoreSheet,
    SeatDevice,
    SheetState,
)


def device_by_uid(uid: UUID) -> Device | None:
    """A judge's device, whether it still speaks for the judge or not."""
    found = Device.objects.filter(uid=uid, kind=DeviceKind.JUDGE, person__isnull=False)
    return found.select_related("person").first()


def device_sheets(*, device: Device, uids: set[UUID]) -> dict[UUID, ScoreSheet]:
    """The sheets of these ids that belong to a seat of the device's judge."""
    seats = SeatDevice.objects.filter(device=device).values("seat_id")
    rows = ScoreSheet.objects.filter(uid__in=uids, seat__in=seats)
    return {sheet.uid: sheet for sheet in rows.select_related("round__edition__contest", "seat")}


def operations_known(*, person_id: int, op_ids: set[UUID]) -> set[UUID]:
    """Those of these operations that the judge has an answer to, whatever it was."""
    rows = ScoreOperation.objects.filter(judge_id=person_id, op_id__in=op_ids)
    return set(rows.values_list("op_id", flat=True))


def sheet_criteria(*, sheets: Collection[ScoreSheet]) -> set[tuple[UUID, str]]:
    """The cells of these sheets: sheet and criterion."""
    return set(ScoreCell.objects.filter(sheet__in=sheets).values_list("sheet__uid", "criterion"))


def left_rows(seat: PanelSeat) -> QuerySet[LeftMark]:
    """What waits to be offered to the seat's judge."""
    return LeftMark.objects.filter(sheet__seat=seat, offered_at__isnull=True)


def left_marks(seat: PanelSeat) -> list[dict[str, Any]]:
    """What still makes a difference: on an open sheet, and not what stands there already.

    A sheet whose signature was taken back is the one in its place. What was typed before the
    panel sent the entry back is not offered for the sheet on which it is marked again.
    """
    rows = list(left_rows(seat).select_related("device", "sheet").order_by("came_at", "pk"))
    writable = Q(state=SheetState.OPEN, round__state=RoundState.OPEN)
    live = {
        (sheet.slot_id, sheet.rescore_id): sheet
        for sheet in ScoreSheet.objects.filter(
            writable | Q(state=SheetState.REMARKING),
            seat=seat,
            slot_id__in={row.sheet.slot_id for row in rows},
        )
    }
    cells = {
        (cell.sheet_id, cell.criterion): cell
        for cell in ScoreCell.objects.filter(sheet__in=list(live.values()))
    }
    found = []
    for row in rows:
        sheet = live.get((row.sheet.slot_id, row.sheet.rescore_id))
        cell = None if sheet is None else cells.get((sheet.pk, row.criterion))
        if sheet is not None and cell is not None and cell.value != row.value:
            found.append(_body(row, sheet, cell))
    return found


def _body(row: LeftMark, sheet: ScoreSheet, cell: ScoreCell) -> dict[str, Any]:
    return {
        "id": str(row.uid),
        "sheet": str(sheet.uid),
        "criterion": row.criterion,
        "value": None if row.value is None else mark_text(row.value),
        "theirs": None if cell.value is None else mark_text(cell.value),
        "rev": cell.rev,
        "typed_at": row.device_time,
        "came_at": instant_text(row.came_at),
        "device": row.device.label,
    }
