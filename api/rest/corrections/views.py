"""Requests for a correction, for their own judge."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.corrections.serializers import CorrectionBody, CorrectionSent
from api.rounds import SEAT, JudgeView
from api.serializers import Nothing
from api.views import View
from core.errors import Problem
from judging.models import CorrectionRequest
from judging.selectors.corrections import correction_body, own_correction, seat_corrections
from judging.selectors.sheets import own_sheet
from judging.services.corrections import correction_request, correction_withdraw


class _Own(View):
    """Finds the viewer's own request."""

    def own(self, correction_id: UUID) -> CorrectionRequest:
        """The request. Raises not_found."""
        found = own_correction(viewer=self.viewer, uid=correction_id)
        if found is None:
            raise Problem("not_found")
        return found

    def shown(self, made: UUID) -> Response:
        """The request."""
        return Response(correction_body(self.own(made)))


class OwnCorrections(JudgeView):
    """The seat's own requests."""

    pagination_class = None

    @extend_schema(
        operation_id="judge_corrections", responses=CorrectionBody(many=True), parameters=[SEAT]
    )
    def get(self, request: Request) -> Response:
        """Newest first."""
        return Response([correction_body(row) for row in seat_corrections(self.asked())])


class SheetCorrections(_Own):
    """Asking for one."""

    @extend_schema(
        operation_id="correction_request", request=CorrectionSent, responses={201: CorrectionBody}
    )
    @once(status=201)
    def post(self, request: Request, sheet_id: UUID) -> Command:
        """Ask for another mark on one's own signed sheet."""
        sheet = own_sheet(viewer=self.viewer, uid=sheet_id)
        if sheet is None:
            raise Problem("not_found")
        body = self.read(CorrectionSent)
        return makes(partial(correction_request, sheet=sheet, at=self.at, **body))


class CorrectionWithdraw(_Own):
    """Wanting it no more."""

    @extend_schema(operation_id="correction_withdraw", request=Nothing, responses=CorrectionBody)
    @once()
    def post(self, request: Request, correction_id: UUID) -> Command:
        """Withdraw one's own request."""
        found = self.own(correction_id)
        self.read(Nothing)
        return changes(found.uid, partial(correction_withdraw, correction=found, at=self.at))
