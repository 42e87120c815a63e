"""Sealing a room's session."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.serializers import Strict
from api.views import View
from core.errors import Problem
from judging.models import Room
from judging.selectors.room_state import room_by_uid
from judging.selectors.scoring_sessions import session_sums
from judging.services.sessions import session_seal
from judging.session_policy import session_seal_run


class SessionSeal(Strict):
    """`seen` is the room's last step as the caller knows it: where another came first, refused."""

    seen = serializers.UUIDField(required=False, allow_null=True, default=None)


class SealedBody(serializers.Serializer[Any]):
    """How many teams of the session are still to come, to be sealed, and sealed."""

    ahead = serializers.IntegerField()
    due = serializers.IntegerField()
    sealed = serializers.IntegerField()


class RoomSession(View):
    """The session of a room."""

    @extend_schema(operation_id="session_seal", request=SessionSeal, responses=SealedBody)
    @once()
    def post(self, request: Request, room_id: UUID) -> Command:
        """Seal all of its teams; answers with where the session stands."""
        room = self.room(room_id)
        seen = self.read(SessionSeal)["seen"]
        seal = partial(session_seal, room=room, seen=seen, actor=self.actor, at=self.at)
        return changes(room.uid, seal)

    def room(self, room_id: UUID) -> Room:
        """The room, for whoever may seal its session. Raises not_found."""
        room = room_by_uid(room_id)
        if room is None:
            raise Problem("not_found")
        session_seal_run(viewer=self.viewer, room=room).enforce()
        return room

    def shown(self, made: UUID) -> Response:
        """Where it stands."""
        return Response(session_sums(self.room(made)))
