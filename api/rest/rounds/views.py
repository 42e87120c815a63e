"""A round for the people who run it."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone
from api.once import Command, changes, makes, once
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
from contest.models import Round
from core.errors import Problem
from judging.policy import draw_make, round_read, round_run
from judging.selectors.room_state import room_audience, room_snapshot
from judging.selectors.rounds import first_room, round_draw, round_slots
from judging.services.draw import draw_commit, draw_reveal
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


class DrawCommit(_ReadRound):
    """The first half of the draw."""

    @extend_schema(operation_id="round_draw", request=DrawRequest, responses={201: DrawBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Commit to a seed and fix the list."""
        found = self.round(round_id)
        draw_make(viewer=self.viewer, round=found).enforce()
        seed = self.read(DrawRequest).get("seed")
        commit = partial(
            draw_commit,
            round=found,
            actor=self.actor,
            at=self.at,
            seed=None if seed is None else bytes.fromhex(seed),
        )
        return changes(found.uid, commit)

    def shown(self, made: UUID) -> Response:
        """The round's draw."""
        return Response(draw_body(round_draw(self.readable(made))))


class DrawReveal(_ReadRound):
    """The second half of the draw."""

    @extend_schema(operation_id="round_draw_reveal", request=Nothing, responses={201: SlotsBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Open the seed: the running order stands."""
        found = self.round(round_id)
        draw_make(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        reveal = partial(draw_reveal, round=found, actor=self.actor, at=self.at)
        return changes(found.uid, reveal)

    def shown(self, made: UUID) -> Response:
        """The running order."""
        return Response(slots_body(round_slots(self.readable(made))))


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

    @extend_schema(operation_id="round_room", responses=RoomSnapshot)
    def get(self, request: Request, round_id: UUID) -> Response:
        """What frames say, for the viewer's audience."""
        if not self.viewer.signed_in and self.viewer.device_id is None:
            raise Problem("sign_in_required")
        room = first_room(self.round(round_id))
        audience = None if room is None else room_audience(viewer=self.viewer, room=room)
        if room is None or audience is None:
            raise Problem("not_found")
        shot = room_snapshot(room_id=room.uid, audience=audience)
        return Response({"room": str(room.uid), **shot})
