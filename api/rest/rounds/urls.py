"""Where rounds are."""

from django.urls import path

from api.rest.rounds.views import (
    OneRound,
    RoundClose,
    RoundOpen,
    RoundRoom,
)

urlpatterns = [
    path("rounds/<uuid:round_id>", OneRound.as_view(), name="round"),
    path("rounds/<uuid:round_id>/open", RoundOpen.as_view(), name="round-open"),
    path("rounds/<uuid:round_id>/close", RoundClose.as_view(), name="round-close"),
    path("rounds/<uuid:round_id>/room", RoundRoom.as_view(), name="round-room"),
]
