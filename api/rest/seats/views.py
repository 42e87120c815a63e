"""Seats for the organizer and the desk."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.links import link_body
from api.once import Command, makes, once
from api.rest.seats.serializers import (
    RecusalBody,
    RecusalRequest,
    RecusalRow,
    SeatLink,
    recusal_body,
    recusal_row,
)
from api.rounds import RoundView
from api.serializers import Nothing
from api.views import View
from core.errors import Problem
from core.models import Invitation
from core.selectors.invitations import invitation_of
from judging.models import PanelSeat, RecusalSource
from judging.policy import recusals_read, seat_invite, seat_recuse
from judging.selectors.entries import panel_entry
from judging.selectors.recusals import recusal_of, recusals_told
from judging.selectors.seats import seat_of
from judging.services.panels import seat_invitation_issue
from judging.services.recusals import recusal_declare


class _SeatView(View):
    def seat(self, seat_id: UUID) -> PanelSeat:
        """The seat. Raises not_found."""
        found = seat_of(uid=seat_id)
        if found is None:
            raise Problem("not_found")
        return found


class SeatInvitations(_SeatView):
    """Links of a seat."""

    token = ""

    @extend_schema(operation_id="seat_invite", request=Nothing, responses={201: SeatLink})
    @once(status=201)
    def post(self, request: Request, seat_id: UUID) -> Command:
        """A fresh link for the seat's judge; its address is in the first answer only."""
        seat = self.seat(seat_id)
        seat_invite(viewer=self.viewer, seat=seat).enforce()
        self.read(Nothing)
        return makes(partial(self._issue, seat))

    def _issue(self, seat: PanelSeat) -> Invitation:
        link, self.token = seat_invitation_issue(seat=seat, actor=self.actor, at=self.at)
        return link

    def shown(self, made: UUID) -> Response:
        """The link; its address only to the request that made it."""
        seat = self.seat(self.kwargs["seat_id"])
        seat_invite(viewer=self.viewer, seat=seat).enforce()
        return Response(link_body(invitation_of(uid=made), self.token))


class SeatRecusals(_SeatView):
    """Conflicts that somebody else found."""

    @extend_schema(operation_id="seat_recuse", request=RecusalRequest, responses={201: RecusalBody})
    @once(status=201)
    def post(self, request: Request, seat_id: UUID) -> Command:
        """Recuse the seat from an entry."""
        seat = self.seat(seat_id)
        seat_recuse(viewer=self.viewer, seat=seat).enforce()
        body = self.read(RecusalRequest)
        entry = panel_entry(seat.panel, body["entry"])
        if entry is None:
            raise Problem("not_found")
        declare = partial(
            recusal_declare,
            seat=seat,
            entry=entry,
            source=RecusalSource.SYSTEM,
            reason=body["reason"],
            at=self.at,
        )
        return makes(declare)

    def shown(self, made: UUID) -> Response:
        """The recusal."""
        seat = self.seat(self.kwargs["seat_id"])
        seat_recuse(viewer=self.viewer, seat=seat).enforce()
        recusal = recusal_of(seat, uid=made)
        if recusal is None:
            raise Problem("not_found")
        return Response(recusal_body(recusal))


class RoundRecusals(RoundView):
    """Who does not judge whom."""

    pagination_class = None

    @extend_schema(operation_id="round_recusals", responses=RecusalRow(many=True))
    def get(self, request: Request, round_id: UUID) -> Response:
        """Every recusal with its reason and the leaf of the log that tells of it."""
        found = self.round(round_id)
        recusals_read(viewer=self.viewer, round=found).enforce()
        return Response([recusal_row(told) for told in recusals_told(found, viewer=self.viewer)])
