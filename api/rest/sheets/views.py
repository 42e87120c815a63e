"""Sheets."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.sheets.serializers import ProgressRow, SheetBody, own_sheet_body
from api.rounds import RoundView
from api.views import View
from core.errors import Problem
from judging.policy import progress_read
from judging.selectors.sheets import own_sheet, sheets_progress
from judging.services.refusals import sheet_refusal_record


class OneSheet(View):
    """The judge's own sheet."""

    @extend_schema(operation_id="sheet", responses=SheetBody)
    def get(self, request: Request, sheet_id: UUID) -> Response:
        """Marks with their revisions, for its judge alone; staff that asks is written down."""
        sheet = own_sheet(viewer=self.viewer, uid=sheet_id)
        if sheet is None:
            sheet_refusal_record(sheet_id=sheet_id, viewer=self.viewer, at=self.at)
            raise Problem("not_found")
        return Response(own_sheet_body(sheet))


class RoundSheets(RoundView):
    """Progress."""

    pagination_class = None

    @extend_schema(operation_id="round_sheets", responses=ProgressRow(many=True))
    def get(self, request: Request, round_id: UUID) -> Response:
        """Who has filled how much, without a value."""
        found = self.round(round_id)
        progress_read(viewer=self.viewer, round=found).enforce()
        return Response(sheets_progress(found, viewer=self.viewer))
