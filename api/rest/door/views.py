"""The desk at the door of a room."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.rest.door.serializers import DoorBody, DoorSent
from api.views import View
from core.errors import Problem
from judging.door_policy import door_keep
from judging.models import Slot
from judging.selectors.door import slot_door
from judging.selectors.rounds import slot_of
from judging.services.door import door_arrive, door_call, door_ready, door_undo

_PLAIN = {"call": door_call, "ready": door_ready, "undo": door_undo}


class DoorSteps(View):
    """A team's steps at the door."""

    @extend_schema(operation_id="slot_door", request=DoorSent, responses=DoorBody)
    @once()
    def post(self, request: Request, slot_id: UUID) -> Command:
        """Write one step, or take the last one back; answers with how the team stands."""
        slot = self.slot(slot_id)
        sent = self.read(DoorSent)
        verb = sent.pop("verb")
        if verb == "arrive":
            arrive = partial(door_arrive, slot=slot, actor=self.actor, at=self.at)
            return changes(slot.uid, partial(arrive, **_who(sent)))
        return changes(slot.uid, partial(_PLAIN[verb], slot=slot, actor=self.actor, at=self.at))

    def slot(self, slot_id: UUID) -> Slot:
        """The slot, for who keeps the door. Raises not_found."""
        found = slot_of(uid=slot_id)
        if found is None:
            raise Problem("not_found")
        door_keep(viewer=self.viewer, slot=found).enforce()
        return found

    def shown(self, made: UUID) -> Response:
        """How the team stands."""
        slot = self.slot(made)
        return Response({"slot": str(slot.uid), **slot_door(slot)})


def _who(sent: dict[str, Any]) -> dict[str, Any]:
    """Who has come. Raises field_invalid where the desk does not say it."""
    missing = [name for name in ("people", "speaker_is_member") if name not in sent]
    if missing:
        raise Problem("field_invalid", fields={name: ["required"] for name in missing})
    return sent
