"""Where incidents are read, opened, signed and closed."""

from django.urls import path

from api.rest.incidents.views import Close, OwnIncidents, RoomIncidents, RoundIncidents, Sign

urlpatterns = [
    path("rounds/<uuid:round_id>/incidents", RoundIncidents.as_view(), name="round-incidents"),
    path("rooms/<uuid:room_id>/incidents", RoomIncidents.as_view(), name="room-incidents"),
    path("incidents/<uuid:incident_id>/sign", Sign.as_view(), name="incident-sign"),
    path("incidents/<uuid:incident_id>/close", Close.as_view(), name="incident-close"),
    path("judge/incidents", OwnIncidents.as_view(), name="judge-incidents"),
]
