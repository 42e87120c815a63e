"""Devices in the protocol: tablets that were replaced, marks that came after a lost network."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from contest.models import Round
from core import tempo
from core.clock import instant_text
from core.selectors.names import person_name
from judging.models import ScoreOperation, ScoreSheet, SeatDevice
from judging.paper.lateness import Arrival, Lateness, device_moment, lateness

Facts = dict[str, Any]
_TAG = 8


def devices_facts(round: Round) -> Facts:  # noqa: A002 - the noun of the table
    """Seats with a second device or with marks that waited; {} where there is none."""
    bound = SeatDevice.objects.filter(seat__panel__round=round).select_related(
        "device", "seat__panel", "seat__expert__person"
    )
    waited = _lateness(round)
    seats: dict[int, list[SeatDevice]] = {}
    for each in bound.order_by("seat__panel_id", "seat__number", "bound_at", "pk"):
        seats.setdefault(each.seat_id, []).append(each)
    rows = [
        _device(each, waited.get(each.device_id))
        for found in seats.values()
        if len(found) > 1 or any(each.device_id in waited for each in found)
        for each in found
    ]
    return {"rows": rows} if rows else {}


def _device(bound: SeatDevice, waited: Lateness | None) -> Facts:
    ended = bound.device.revoked_at
    return {
        "panel": bound.seat.panel.name,
        "seat": bound.seat.number,
        "judge": person_name(bound.seat.expert.person),
        "device": str(bound.device.uid)[:_TAG],
        "from": instant_text(bound.bound_at),
        "until": None if ended is None else instant_text(ended),
        "late": 0 if waited is None else waited.count,
        "longest_s": 0 if waited is None else int(waited.longest.total_seconds()),
    }


def _lateness(round: Round) -> dict[int, Lateness]:  # noqa: A002 - the noun of the table
    """By device, where any mark waited as long as a link may be silent before it counts as lost."""
    arrivals: dict[int, list[Arrival]] = {}
    for device, arrival in _arrivals(round):
        arrivals.setdefault(device, []).append(arrival)
    least = timedelta(seconds=tempo.TEMPO.offline_s)
    found = {device: lateness(rows, least=least) for device, rows in arrivals.items()}
    return {device: each for device, each in found.items() if each.count}


def _arrivals(round: Round) -> Iterator[tuple[int, Arrival]]:  # noqa: A002 - the noun of the table
    sheets = ScoreSheet.objects.filter(round=round).values("uid")
    rows = ScoreOperation.objects.filter(sheet_uid__in=sheets, device__isnull=False)
    for device, typed, came in rows.exclude(criterion="").values_list(
        "device_id", "device_time", "at"
    ):
        moment = device_moment(typed)
        if moment is not None:
            yield device, Arrival(moment, came)
