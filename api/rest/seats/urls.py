"""Where seats are."""

from django.urls import path

from api.rest.seats.views import RoundRecusals, SeatInvitations, SeatRecusals

urlpatterns = [
    path("seats/<uuid:seat_id>/invitations", SeatInvitations.as_view(), name="seat-invitations"),
    path("seats/<uuid:seat_id>/recusals", SeatRecusals.as_view(), name="seat-recusals"),
    path("rounds/<uuid:round_id>/recusals", RoundRecusals.as_view(), name="round-recusals"),
]
