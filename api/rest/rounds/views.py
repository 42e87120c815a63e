"""A round for the people who run it."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.rounds.serializers import (
    DrawBody,
    DrawRequest,
    RoomSnapshot,
    RoundBody,
    SlotsBody,
    draw_body,
    round_body,
    slots_body,
)
from api.rounds import RoundView
from api.serializers import Nothing
from core.errors import Problem
from judging.policy import draw_make, round_read, round_run
from judging.selectors.room_state import room_audience, room_snapshot
from judging.selectors.rounds import first_room, round_slots
from judging.services.draw import draw_commit, draw_reveal
from judging.services.rounds import round_close, round_open


class OneRound(RoundView):
    """A round's page."""

    @extend_schema(operation_id="round", responses=RoundBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """The round with panel, seats, draw and running order."""
        found = self.round(round_id)
        round_read(viewer=self.viewer, round=found).enforce()
        return Response(round_body(found))


class DrawCommit(RoundView):
    """The first half of the draw."""

    @extend_schema(operation_id="round_draw", request=DrawRequest, responses={201: DrawBody})
    def post(self, request: Request, round_id: UUID) -> Response:
        """Commit to a seed and fix the list."""
        found = self.round(round_id)
        draw_make(viewer=self.viewer, round=found).enforce()
        seed = self.read(DrawRequest).get("seed")
        draw = draw_commit(
            round=found,
            actor=self.actor,
            at=self.at,
            seed=None if seed is None else bytes.fromhex(seed),
        )
        return Response(draw_body(draw), status=201)


class DrawReveal(RoundView):
    """The second half of the draw."""

    @extend_schema(operation_id="round_draw_reveal", request=Nothing, responses={201: SlotsBody})
    def post(self, request: Request, round_id: UUID) -> Response:
        """Open the seed: the running order stands."""
        found = self.round(round_id)
        draw_make(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        draw_reveal(round=found, actor=self.actor, at=self.at)
        return Response(slots_body(round_slots(found)), status=201)


class RoundOpen(RoundView):
    """Opening."""

    @extend_schema(operation_id="round_open", request=Nothing, responses=RoundBody)
    def post(self, request: Request, round_id: UUID) -> Response:
        """Freeze the rulebook and take scores from now on."""
        found = self.round(round_id)
        round_run(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        return Response(round_body(round_open(round=found, actor=self.actor, at=self.at)))


class RoundClose(RoundView):
    """Closing."""

    @extend_schema(operation_id="round_close", request=Nothing, responses=RoundBody)
    def post(self, request: Request, round_id: UUID) -> Response:
        """Take no more scores."""
        found = self.round(round_id)
        round_run(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        return Response(round_body(round_close(round=found, actor=self.actor, at=self.at)))


class RoundRoom(RoundView):
    """The room of the round."""

    @extend_schema(operation_id="round_room", responses=RoomSnapshot)
    def get(self, request: Request, round_id: UUID) -> Response:
        """What frames say, for the viewer's audience."""
        room = first_room(self.round(round_id))
        audience = None if room is None else room_audience(viewer=self.viewer, room=room)
        if room is None or audience is None:
            raise Problem("not_found")
        return Response(room_snapshot(room_id=room.uid, audience=audience))
