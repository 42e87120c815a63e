"""Where rooms are."""

from django.urls import path

from api.rest.rooms.breaks import RoomBreaks
from api.rest.rooms.session import RoomSession
from api.rest.rooms.undo import RoomUndo
from api.rest.rooms.views import RoomCue, RoomLights

urlpatterns = [
    path("rooms/<uuid:room_id>/breaks", RoomBreaks.as_view(), name="room-breaks"),
    path("rooms/<uuid:room_id>/cue", RoomCue.as_view(), name="room-cue"),
    path("rooms/<uuid:room_id>/lights", RoomLights.as_view(), name="room-lights"),
    path("rooms/<uuid:room_id>/seal", RoomSession.as_view(), name="room-session-seal"),
    path("rooms/<uuid:room_id>/undo", RoomUndo.as_view(), name="room-undo"),
]
