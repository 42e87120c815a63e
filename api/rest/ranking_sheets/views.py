"""The ranking as XLSX, in the reader's language."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.rounds import RoundView
from core.documents.workbook import workbook_bytes
from core.errors import Problem
from judging.documents.ranking_book import ranking_book
from judging.policy import result_sight
from judging.selectors.results import full_rows, shown_result
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.standing import standing_of

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RankingSheet(RoundView):
    """The result that stands, as a spreadsheet."""

    @extend_schema(operation_id="round_ranking_sheet", responses={(200, XLSX): OpenApiTypes.BINARY})
    def get(self, request: Request, round_id: UUID) -> HttpResponse:
        """Rows and sheets for those who answer for the result."""
        found = self.round(round_id)
        shown = shown_result(found)
        if shown is None:
            raise Problem("not_found")
        result, published = shown
        sight = result_sight(viewer=self.viewer, round=found, published=published)
        if sight is None or sight.fields != "full":
            raise Problem("not_found")
        result.round = found
        standing = standing_of(found)
        book = ranking_book(
            result=result,
            rows=full_rows(result),
            rulebook=rulebook_of(found),
            insight=standing.insight if standing.result == result and not standing.stale else None,
        )
        name = f"ranking-{found.edition.slug}-{found.code}-v{result.version}.xlsx"
        return HttpResponse(
            workbook_bytes(book, at=result.computed_at),
            content_type=XLSX,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
