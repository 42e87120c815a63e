"""A tablet that was replaced hands over what it had not sent; its judge decides about each mark."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from contest.services.events import edition_log
from core.models import Device
from core.numbers import NumberRefused, mark_parse
from judging.models import LeftMark, PanelSeat, ScoreSheet
from judging.selectors.left_marks import (
    device_sheets,
    left_rows,
    operations_known,
    sheet_criteria,
)


@dataclass(frozen=True, slots=True)
class Left:
    """One operation as the former tablet kept it; `value` is decimal text, None cleared it."""

    op_id: UUID
    client_seq: int
    device_time: str
    sheet: UUID
    criterion: str
    value: str | None


@transaction.atomic
def left_marks_keep(*, device: Device, left: Sequence[Left], at: datetime) -> int | None:
    """Keep what a replaced device had not sent, the last mark of each criterion. Returns how many.

    None while the device still speaks for its judge: then it sends them itself.

    What the server has answered before is left out, and so is what belongs to no sheet of the
    device's judge or is no mark. The same again changes nothing; a later one of the same criterion
    takes the place of an earlier one.
    """
    Device.objects.select_for_update(no_key=True).get(pk=device.pk)
    device.refresh_from_db(fields=["revoked_at", "ends_at"])
    if device.revoked_at is None and (device.ends_at is None or device.ends_at > at):
        return None
    sheets = device_sheets(device=device, uids={each.sheet for each in left})
    assert device.person_id is not None
    known = operations_known(person_id=device.person_id, op_ids={each.op_id for each in left})
    kept = _kept([each for each in left if each.op_id not in known], sheets)
    changed = [_place(device, each, at) for each in kept]
    count = sum(changed)
    if count:
        _log(device, [row for row, new in zip(kept, changed, strict=True) if new], at)
    return len(kept)


def _kept(left: Sequence[Left], sheets: Mapping[UUID, ScoreSheet]) -> list[LeftMark]:
    """Unsaved rows: the newest of each cell that exists."""
    cells = sheet_criteria(sheets=list(sheets.values()))
    newest: dict[tuple[UUID, str], LeftMark] = {}
    for each in sorted(left, key=lambda each: each.client_seq):
        key = (each.sheet, each.criterion)
        if key not in cells:
            continue
        try:
            value = None if each.value is None else mark_parse(each.value)
        except NumberRefused:
            continue
        newest[key] = LeftMark(
            sheet=sheets[each.sheet],
            criterion=each.criterion,
            value=value,
            client_seq=each.client_seq,
            device_time=each.device_time,
        )
    return list(newest.values())


def _place(device: Device, row: LeftMark, at: datetime) -> bool:
    """Save it unless the same or a later one is there; whether anything changed."""
    same = LeftMark.objects.filter(device=device, sheet=row.sheet, criterion=row.criterion)
    there = same.first()
    if there is not None and there.client_seq >= row.client_seq:
        return False
    if there is not None:
        row.pk, row.uid = there.pk, there.uid
        row.created_at = there.created_at
    row.device, row.came_at, row.offered_at = device, at, None
    row.save()
    return True


def _log(device: Device, rows: Sequence[LeftMark], at: datetime) -> None:
    """That they came and from where; the marks are nobody's but the judge's."""
    for seat in {row.sheet.seat_id: row.sheet.seat for row in rows}.values():
        own = [row for row in rows if row.sheet.seat_id == seat.pk]
        body = {
            "seat": str(seat.uid),
            "device": str(device.uid),
            "marks": len(own),
        }
        edition_log(edition=own[0].sheet.round.edition, event="seat.marks_left", body=body, at=at)


@transaction.atomic
def left_marks_offered(*, seat: PanelSeat, ids: Collection[UUID], at: datetime) -> None:
    """The judge's present tablet has these: it asks her about each, also without a network."""
    left_rows(seat).filter(uid__in=list(ids)).update(offered_at=at)
