"""Where alternates are seated."""

from django.urls import path

from api.rest.seatings.views import Leave, RoundSeatings, SlotSeatings, Undo

urlpatterns = [
    path("rounds/<uuid:round_id>/seatings", RoundSeatings.as_view(), name="round-seatings"),
    path("slots/<uuid:slot_id>/seatings", SlotSeatings.as_view(), name="slot-seatings"),
    path("seats/<uuid:seat_id>/leave", Leave.as_view(), name="seat-leave"),
    path("seatings/<uuid:seating_id>/undo", Undo.as_view(), name="seating-undo"),
]
