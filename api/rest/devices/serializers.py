"""Devices and codes on the wire. Digits leave only in the answer that made them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict, time_text
from contest.calendar import devices_end_at
from contest.models import Edition
from core.models import CodeRequest, TableCode
from core.selectors.names import person_body
from core.services.codes import Issued
from judging.models import PanelSeat, SeatDevice


class WindowSent(Strict):
    """From when to when codes let in."""

    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class AdmissionSent(Strict):
    """What the desk decides about a browser that waits."""

    decision = serializers.ChoiceField(choices=["approve", "refuse"])


class BoundBody(serializers.Serializer[Any]):
    """A device that speaks for the seat's judge."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment] # the device's, not the field's
    bound_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)


class SeatCodeBody(serializers.Serializer[Any]):
    """A code without its digits."""

    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    guarded = serializers.BooleanField()


class DeskSeat(serializers.Serializer[Any]):
    """A seat of the round."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    person = PersonField()
    panel = BilingualField()
    is_alternate = serializers.BooleanField()
    devices = BoundBody(many=True)
    code = SeatCodeBody(allow_null=True)


class WaitingBody(serializers.Serializer[Any]):
    """A browser that waits: the letters on its screen, and what it calls itself."""

    id = serializers.UUIDField()
    seat = serializers.UUIDField()
    number = serializers.IntegerField()
    tag = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # the browser's, not the field's
    reason = serializers.CharField()
    state = serializers.CharField()
    asked_at = serializers.DateTimeField()


class DevicesBody(serializers.Serializer[Any]):
    """The desk of devices. `guarded`: too many wrong codes, so every right one waits."""

    ends_at = serializers.DateTimeField()
    guarded = serializers.BooleanField()
    may_issue = serializers.BooleanField()
    seats = DeskSeat(many=True)
    waiting = WaitingBody(many=True)


class SlipBody(serializers.Serializer[Any]):
    """One slip; `code` is null in a repeated answer."""

    seat = serializers.UUIDField()
    number = serializers.IntegerField()
    person = PersonField()
    panel = BilingualField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    code = serializers.CharField(allow_null=True)


class CodesBody(serializers.Serializer[Any]):
    """Slips to print; the address is where any browser types the code."""

    url = serializers.CharField()
    codes = SlipBody(many=True)


def devices_body(
    *,
    edition: Edition,
    seats: Sequence[PanelSeat],
    bound: Sequence[SeatDevice],
    codes: Sequence[TableCode],
    waiting: Sequence[CodeRequest],
    is_guarded: bool,
    may_issue: bool,
) -> dict[str, Any]:
    """The desk of devices."""
    by_seat = {seat.uid: seat for seat in seats}
    code_of = {code.subject_id: code for code in codes}
    return {
        "ends_at": time_text(devices_end_at(edition)),
        "guarded": is_guarded,
        "may_issue": may_issue,
        "seats": [
            {
                **_seat(seat),
                "is_alternate": seat.is_alternate,
                "devices": [_bound(each) for each in bound if each.seat_id == seat.pk],
                "code": _code(code_of.get(seat.uid)),
            }
            for seat in seats
        ],
        "waiting": [
            waiting_body(each, by_seat[each.code.subject_id])
            for each in waiting
            if each.code.subject_id in by_seat
        ],
    }


def _seat(seat: PanelSeat) -> dict[str, Any]:
    return {
        "id": str(seat.uid),
        "number": seat.number,
        "person": person_body(seat.expert.person),
        "panel": seat.panel.name,
    }


def _bound(placed: SeatDevice) -> dict[str, Any]:
    device = placed.device
    return {
        "id": str(device.uid),
        "label": device.label,
        "bound_at": time_text(placed.bound_at),
        "seen_at": time_text(device.seen_at),
        "ends_at": time_text(device.ends_at),
    }


def _code(code: TableCode | None) -> dict[str, Any] | None:
    if code is None:
        return None
    return {
        "opens_at": time_text(code.opens_at),
        "closes_at": time_text(code.closes_at),
        "guarded": code.guarded_at is not None,
    }


def waiting_body(request: CodeRequest, seat: PanelSeat) -> dict[str, Any]:
    """A browser that waits, or was just decided about."""
    return {
        "id": str(request.uid),
        "seat": str(seat.uid),
        "number": seat.number,
        "tag": request.tag,
        "label": request.label,
        "reason": request.reason,
        "state": request.state,
        "asked_at": time_text(request.asked_at),
    }


def codes_body(
    edition: Edition,
    seats: Sequence[PanelSeat],
    codes: Sequence[TableCode],
    issued: Sequence[Issued],
) -> dict[str, Any]:
    """Slips to print; without digits where they were shown before."""
    digits: dict[UUID, str] = {each.code.subject_id: each.digits for each in issued}
    code_of = {code.subject_id: code for code in codes}
    slips = []
    for seat in seats:
        code = code_of.get(seat.uid)
        if code is not None:
            slip = _seat(seat)
            window = _code(code) or {}
            window.pop("guarded")
            slips.append({"seat": slip.pop("id"), **slip, **window, "code": digits.get(seat.uid)})
    return {"url": f"{settings.SITE_URL}/join?edition={edition.slug}", "codes": slips}
