"""The buttons of the console."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.rest.slots.serializers import SlotCommand
from api.rounds import SlotBody, slot_body
from api.views import View
from core.errors import Problem
from judging.models import Slot
from judging.policy import slot_run
from judging.selectors.rounds import slot_of
from judging.services.slots import slot_command


class SlotCommands(View):
    """The verbs of a slot."""

    @extend_schema(operation_id="slot_command", request=SlotCommand, responses=SlotBody)
    @once()
    def post(self, request: Request, slot_id: UUID) -> Command:
        """Carry out one verb; answers with the slot as it now stands."""
        slot = self.slot(slot_id)
        body = self.read(SlotCommand)
        command = partial(slot_command, slot=slot, actor=self.actor, at=self.at)
        return changes(slot.uid, partial(command, **body))

    def slot(self, slot_id: UUID) -> Slot:
        """The slot, for whoever may use the verb that was sent. Raises not_found."""
        slot = slot_of(uid=slot_id)
        if slot is None:
            raise Problem("not_found")
        # Whoever may not run the room at all learns nothing from the shape of the answer.
        sent = self.request.data
        asked = str(sent.get("verb", "")) if isinstance(sent, dict) else ""
        slot_run(viewer=self.viewer, slot=slot, verb=asked).enforce()
        return slot

    def shown(self, made: UUID) -> Response:
        """The slot."""
        return Response(slot_body(self.slot(made)))
