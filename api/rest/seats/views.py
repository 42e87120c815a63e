"""Seats for the organizer and the desk."""

from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.seats.serializers import RecusalBody, RecusalRequest, SeatLink
from api.serializers import Nothing, time_text
from api.views import View
from core.errors import Problem
from judging.models import PanelSeat, RecusalSource
from judging.policy import seat_invite, seat_recuse
from judging.selectors.entries import panel_entry
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

    @extend_schema(operation_id="seat_invite", request=Nothing, responses={201: SeatLink})
    def post(self, request: Request, seat_id: UUID) -> Response:
        """A fresh link for the seat's judge."""
        seat = self.seat(seat_id)
        seat_invite(viewer=self.viewer, seat=seat).enforce()
        self.read(Nothing)
        link, token = seat_invitation_issue(seat=seat, actor=self.actor, at=self.at)
        body = {
            "id": str(link.uid),
            "url": f"{settings.SITE_URL}/join/{token}",
            "expires_at": time_text(link.expires_at),
        }
        return Response(body, status=201)


class SeatRecusals(_SeatView):
    """Conflicts that somebody else found."""

    @extend_schema(operation_id="seat_recuse", request=RecusalRequest, responses={201: RecusalBody})
    def post(self, request: Request, seat_id: UUID) -> Response:
        """Recuse the seat from an entry."""
        seat = self.seat(seat_id)
        seat_recuse(viewer=self.viewer, seat=seat).enforce()
        body = self.read(RecusalRequest)
        entry = panel_entry(seat.panel, body["entry"])
        if entry is None:
            raise Problem("not_found")
        recusal = recusal_declare(
            seat=seat,
            entry=entry,
            source=RecusalSource.SYSTEM,
            reason=body["reason"],
            at=self.at,
        )
        answer = {
            "id": str(recusal.uid),
            "entry": str(entry.uid),
            "source": recusal.source,
            "declared_at": time_text(recusal.declared_at),
        }
        return Response(answer, status=201)
