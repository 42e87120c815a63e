"""Addresses of devices and table codes."""

from django.urls import path

from api.rest.devices.views import (
    CodeDecision,
    RoundCodes,
    RoundDevices,
    SeatCode,
    SeatDeviceEnd,
)

urlpatterns = [
    path("rounds/<uuid:round_id>/devices", RoundDevices.as_view(), name="round-devices"),
    path("rounds/<uuid:round_id>/table-codes", RoundCodes.as_view(), name="round-table-codes"),
    path("seats/<uuid:seat_id>/table-code", SeatCode.as_view(), name="seat-table-code"),
    path(
        "seats/<uuid:seat_id>/devices/<uuid:device_id>",
        SeatDeviceEnd.as_view(),
        name="seat-device",
    ),
    path("code-requests/<uuid:request_id>/decision", CodeDecision.as_view(), name="code-decision"),
]
