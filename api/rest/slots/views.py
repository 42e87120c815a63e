"""The buttons of the console."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.slots.serializers import SlotCommand
from api.rounds import SlotBody, slot_body
from api.views import View
from core.errors import Problem
from judging.policy import slot_run
from judging.selectors.rounds import slot_of
from judging.services.slots import slot_command


class SlotCommands(View):
    """The verbs of a slot."""

    @extend_schema(operation_id="slot_command", request=SlotCommand, responses=SlotBody)
    def post(self, request: Request, slot_id: UUID) -> Response:
        """Carry out one verb; answers with the slot as it now stands."""
        slot = slot_of(uid=slot_id)
        if slot is None:
            raise Problem("not_found")
        # Whoever may not run the room at all learns nothing from the shape of the answer.
        asked = str(request.data.get("verb", "")) if isinstance(request.data, dict) else ""
        slot_run(viewer=self.viewer, slot=slot, verb=asked).enforce()
        body = self.read(SlotCommand)
        slot_command(slot=slot, verb=body["verb"], actor=self.actor, at=self.at, code=body["code"])
        current = slot_of(uid=slot_id)
        if current is None:
            raise Problem("not_found")
        return Response(slot_body(current))
