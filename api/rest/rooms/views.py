"""The cues of the hall's screen, and its light."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.rest.rooms.serializers import CueRequest, LightsBody, LightsSent, ScreenBody
from api.views import View
from core.errors import Problem
from judging.models import Room
from judging.policy import room_light, screen_cue
from judging.selectors.room_state import program_state, room_by_uid
from judging.services.lights import lights_turn
from judging.services.program import program_cue


class RoomCue(View):
    """What is on air in the hall."""

    @extend_schema(operation_id="room_cue", request=CueRequest, responses=ScreenBody)
    @once()
    def post(self, request: Request, room_id: UUID) -> Command:
        """Carry out one cue; answers with what is on air and prepared."""
        room = self.room(room_id)
        asked = self.read(CueRequest)
        cue = partial(program_cue, room=room, actor=self.actor, at=self.at, **asked)
        return changes(room.uid, cue)

    def room(self, room_id: UUID) -> Room:
        """The room, for whoever may choose its scene. Raises not_found."""
        room = room_by_uid(room_id)
        if room is None:
            raise Problem("not_found")
        screen_cue(viewer=self.viewer, room=room).enforce()
        return room

    def shown(self, made: UUID) -> Response:
        """The program."""
        return Response(program_state(self.room(made)))


class RoomLights(View):
    """The light of the hall."""

    @extend_schema(operation_id="room_lights", request=LightsSent, responses=LightsBody)
    @once()
    def post(self, request: Request, room_id: UUID) -> Command:
        """Turn it on or off; every tablet of the room follows."""
        room = self.room(room_id)
        lights = self.read(LightsSent)["lights"]
        turn = partial(lights_turn, room=room, lights=lights, actor=self.actor, at=self.at)
        return changes(room.uid, turn)

    def room(self, room_id: UUID) -> Room:
        """The room, for whoever may turn its light. Raises not_found."""
        room = room_by_uid(room_id)
        if room is None:
            raise Problem("not_found")
        room_light(viewer=self.viewer, room=room).enforce()
        return room

    def shown(self, made: UUID) -> Response:
        """How it is."""
        return Response({"lights": self.room(made).lights})
