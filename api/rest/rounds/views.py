"""A round for the people who run it."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone
from api.once import Command, makes, once
from api.rest.rounds.serializers import (
    RoomSnapshot,
    RoundBody,
    round_body,
)
from api.rounds import ROOM, RoundView
from api.serializers import Nothing
from contest.models import Round
from core.errors import Problem
from judging.models import Room
from judging.policy import round_read, round_run
from judging.selectors.draws import round_rooms
from judging.selectors.room_state import room_audience, room_snapshot
from judging.services.rounds import round_close, round_open


class _ReadRound(RoundView):
    def readable(self, round_id: UUID) -> Round:
        """The round, for those who run it. Raises not_found."""
        found = self.round(round_id)
        round_read(viewer=self.viewer, round=found).enforce()
        return found

    def shown(self, made: UUID) -> Response:
        """The round's page."""
        return Response(round_body(self.readable(made)))


class OneRound(_ReadRound):
    """A round's page."""

    @extend_schema(operation_id="round", responses=RoundBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """The round with panel, seats, draw and running order."""
        return self.shown(round_id)


class RoundOpen(_ReadRound):
    """Opening."""

    @extend_schema(operation_id="round_open", request=Nothing, responses=RoundBody)
    @once()
    def post(self, request: Request, round_id: UUID) -> Command:
        """Freeze the rulebook and take scores from now on."""
        found = self.round(round_id)
        round_run(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        return makes(partial(round_open, round=found, actor=self.actor, at=self.at))


class RoundClose(_ReadRound):
    """Closing."""

    @extend_schema(operation_id="round_close", request=Nothing, responses=RoundBody)
    @once()
    def post(self, request: Request, round_id: UUID) -> Command:
        """Take no more scores."""
        found = self.round(round_id)
        round_run(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        return makes(partial(round_close, round=found, actor=self.actor, at=self.at))


class RoundRoom(RoundView):
    """The room of the round; a hall's screen is nobody and sees it all the same."""

    permission_classes = (Anyone,)
    query = ("room",)

    @extend_schema(operation_id="round_room", parameters=[ROOM], responses=RoomSnapshot)
    def get(self, request: Request, round_id: UUID) -> Response:
        """What frames say, for the viewer's audience.

        Of the room that `room` names, else of the first that the viewer may watch: a judge's or a
        screen's own.
        """
        if not self.viewer.signed_in and self.viewer.device_id is None:
            raise Problem("sign_in_required")
        for room in self.rooms(self.round(round_id)):
            audience = room_audience(viewer=self.viewer, room=room)
            if audience is not None:
                shot = room_snapshot(room_id=room.uid, audience=audience)
                return Response({"room": str(room.uid), **shot})
        raise Problem("not_found")

    def rooms(self, found: Round) -> list[Room]:
        """The rooms that are asked for. Raises field_invalid."""
        rooms, asked = round_rooms(found), self.request.query_params.get("room")
        if asked is None:
            return rooms
        try:
            return [room for room in rooms if room.uid == UUID(asked)]
        except ValueError as error:
            raise Problem("field_invalid", fields={"room": ["malformed"]}) from error
