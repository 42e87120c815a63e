"""Moving a team to another room: two people."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.transfers.serializers import (
    TransferBody,
    TransferDecision,
    TransferRequest,
    TransfersBody,
)
from api.rounds import RoundView
from api.views import View
from core.errors import Problem
from judging import draw_policy as policy
from judging.models import RoomTransfer
from judging.policy import round_read
from judging.selectors.room_state import room_by_uid
from judging.selectors.rounds import slot_of
from judging.selectors.transfers import round_transfers, transfer_body, transfer_of
from judging.services.transfers import transfer_ask, transfer_decide


class RoundTransfers(RoundView):
    """The transfers of a round."""

    @extend_schema(operation_id="round_transfers", responses=TransfersBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """Newest first."""
        found = self.round(round_id)
        round_read(viewer=self.viewer, round=found).enforce()
        may = policy.transfer_acts(viewer=self.viewer, round=found)
        rows = [transfer_body(each) for each in round_transfers(found)]
        return Response({"transfers": rows, "may": may})

    @extend_schema(
        operation_id="transfer_ask", request=TransferRequest, responses={201: TransferBody}
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Ask for it; nothing moves before another person lets it."""
        found = self.round(round_id)
        policy.transfer_ask(viewer=self.viewer, round=found).enforce()
        sent = self.read(TransferRequest)
        slot, room = slot_of(uid=sent["slot"]), room_by_uid(sent["room"])
        if slot is None or slot.room.panel.round_id != found.pk:
            raise Problem("field_invalid", fields={"slot": ["unknown"]})
        if room is None or room.panel.round_id != found.pk:
            raise Problem("field_invalid", fields={"room": ["unknown"]})
        ask = partial(transfer_ask, slot=slot, target=room, reason=sent["reason"])
        return makes(partial(ask, actor=self.actor, at=self.at))

    def shown(self, made: UUID) -> Response:
        """The transfer."""
        transfer = transfer_of(uid=made)
        if transfer is None:
            raise Problem("not_found")
        round_read(viewer=self.viewer, round=transfer.slot.room.panel.round).enforce()
        return Response(transfer_body(transfer))


class TransferDecide(View):
    """The second person."""

    @extend_schema(operation_id="transfer_decide", request=TransferDecision, responses=TransferBody)
    @once()
    def post(self, request: Request, transfer_id: UUID) -> Command:
        """Let the team move, behind everybody who is heard there, or refuse it."""
        found = self.transfer(transfer_id)
        judged = found.slot.room.panel.round
        policy.transfer_decide(viewer=self.viewer, round=judged, at=self.at).enforce()
        approves = self.read(TransferDecision)["approves"]
        decide = partial(transfer_decide, transfer=found, approves=approves)
        return changes(found.uid, partial(decide, actor=self.actor, at=self.at))

    def transfer(self, transfer_id: UUID) -> RoomTransfer:
        """The transfer. Raises not_found."""
        found = transfer_of(uid=transfer_id)
        if found is None:
            raise Problem("not_found")
        round_read(viewer=self.viewer, round=found.slot.room.panel.round).enforce()
        return found

    def shown(self, made: UUID) -> Response:
        """The transfer as it now stands."""
        return Response(transfer_body(self.transfer(made)))
