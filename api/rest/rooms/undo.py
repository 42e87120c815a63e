"""Taking a room's last step back."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, makes, once
from api.serializers import BilingualField, Strict
from api.views import View
from core.errors import Problem
from judging.models import Room
from judging.policy import room_undo
from judging.selectors.moves import move_body, move_of
from judging.selectors.room_state import room_by_uid
from judging.services.moves import move_undo


class UndoRequest(Strict):
    """The step that the caller saw and wants back."""

    move = serializers.UUIDField()


class MoveBody(serializers.Serializer[Any]):
    """One step of a room; `undoes` is the verb that it took back."""

    id = serializers.UUIDField()
    verb = serializers.CharField()
    slot = serializers.UUIDField()
    position = serializers.IntegerField()
    at = serializers.DateTimeField()
    by = BilingualField()
    undoes = serializers.CharField(allow_null=True)


class RoomUndo(View):
    """Undo."""

    @extend_schema(operation_id="room_undo", request=UndoRequest, responses=MoveBody)
    @once()
    def post(self, request: Request, room_id: UUID) -> Command:
        """Take the step back that is named, if it is still the last; answers with what was done."""
        room = self.room(room_id)
        seen = self.read(UndoRequest)["move"]
        return makes(partial(move_undo, room=room, seen=seen, actor=self.actor, at=self.at))

    def room(self, room_id: UUID) -> Room:
        """The room, for whoever runs it. Raises not_found."""
        room = room_by_uid(room_id)
        if room is None:
            raise Problem("not_found")
        room_undo(viewer=self.viewer, room=room).enforce()
        return room

    def shown(self, made: UUID) -> Response:
        """The step that took the other one back."""
        move = move_of(uid=made)
        if move is None:
            raise Problem("not_found")
        self.room(move.room.uid)
        return Response(move_body(move))
