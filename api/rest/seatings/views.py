"""An alternate takes a judge's place, for one entry or for all that are ahead."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.seatings.serializers import (
    LeaveRequest,
    RoundSeatingsBody,
    SeatingBody,
    SeatingRequest,
)
from api.rounds import RoundView
from api.views import View
from core.errors import Problem
from judging.models import PanelSeat, Seating, Slot
from judging.seating_policy import seating_make as may_seat
from judging.seating_policy import seatings_read
from judging.selectors.rounds import slot_of
from judging.selectors.seatings import (
    open_places,
    round_alternates,
    round_seatings,
    seat_body,
    seating_body,
    seating_of,
)
from judging.selectors.seats import seat_of
from judging.services.seatings import seat_leave, seating_make, seating_undo


class _SeatingView(View):
    def found(self, uid: UUID) -> Seating:
        """The seating, for whoever sees the round's. Raises not_found."""
        found = seating_of(uid=uid, viewer=self.viewer)
        if found is None:
            raise Problem("not_found")
        seatings_read(viewer=self.viewer, round=found.slot.room.panel.round).enforce()
        return found

    def seated(self, uid: UUID) -> PanelSeat:
        """A seat that the body names. Raises not_found."""
        found = seat_of(uid=uid)
        if found is None:
            raise Problem("not_found")
        return found

    def shown(self, made: UUID) -> Response:
        """The seating as it now stands."""
        return Response(seating_body(self.found(made)))


class RoundSeatings(RoundView):
    """Who sits for whom in a round."""

    @extend_schema(operation_id="round_seatings", responses=RoundSeatingsBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """Alternates, free places and seatings, newest first."""
        found = self.round(round_id)
        seatings_read(viewer=self.viewer, round=found).enforce()
        body: dict[str, Any] = {
            "alternates": [seat_body(seat) for seat in round_alternates(found)],
            "places": open_places(found, viewer=self.viewer),
            "seatings": [seating_body(row) for row in round_seatings(found, viewer=self.viewer)],
            "may_seat": bool(may_seat(viewer=self.viewer, round=found)),
        }
        return Response(body)


class SlotSeatings(_SeatingView):
    """For one entry."""

    @extend_schema(
        operation_id="seating_make", request=SeatingRequest, responses={201: SeatingBody}
    )
    @once(status=201)
    def post(self, request: Request, slot_id: UUID) -> Command:
        """Seat an alternate in the place of a judge who is recused."""
        slot = self.slot(slot_id)
        body = self.read(SeatingRequest)
        seat, alternate = self.seated(body["seat"]), self.seated(body["alternate"])
        return makes(
            partial(
                seating_make,
                slot=slot,
                seat=seat,
                alternate=alternate,
                reason=body["reason"],
                actor=self.actor,
                at=self.at,
            )
        )

    def slot(self, slot_id: UUID) -> Slot:
        """The slot, for whoever may seat somebody for it. Raises not_found."""
        found = slot_of(uid=slot_id)
        if found is None:
            raise Problem("not_found")
        may_seat(viewer=self.viewer, round=found.room.panel.round).enforce()
        return found


class Leave(_SeatingView):
    """For all entries ahead."""

    @extend_schema(operation_id="seat_leave", request=LeaveRequest, responses={201: SeatingBody})
    @once(status=201)
    def post(self, request: Request, seat_id: UUID) -> Command:
        """The seat's judge goes; her devices end, an alternate judges what is ahead."""
        seat = self.seated(seat_id)
        may_seat(viewer=self.viewer, round=seat.panel.round).enforce()
        body = self.read(LeaveRequest)
        alternate = self.seated(body["alternate"])
        return makes(
            partial(
                seat_leave,
                seat=seat,
                alternate=alternate,
                reason=body["reason"],
                actor=self.actor,
                at=self.at,
            )
        )


class Undo(_SeatingView):
    """Taking it back."""

    @extend_schema(operation_id="seating_undo", request=None, responses=SeatingBody)
    @once()
    def post(self, request: Request, seating_id: UUID) -> Command:
        """Take the step back, before the alternate has written anything."""
        found = self.found(seating_id)
        may_seat(viewer=self.viewer, round=found.slot.room.panel.round).enforce()
        return changes(
            found.uid, partial(seating_undo, seating=found, actor=self.actor, at=self.at)
        )
