"""Contest prospects of the viewer's zone."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.paging import Pages
from api.rest.prospects.serializers import ProspectField, prospect_body
from api.views import View
from pipeline.policy import prospects_listable
from pipeline.selectors.prospects import prospects_visible_to


class Prospects(View):
    """Consenting entries, oldest first."""

    query = ("cursor",)
    pagination_class = Pages

    @extend_schema(operation_id="prospects_list", responses=ProspectField(many=True))
    def get(self, request: Request) -> Response:
        """A page of live prospects."""
        prospects_listable(viewer=self.viewer).enforce()
        pages = Pages()
        rows = pages.paginate_queryset(prospects_visible_to(self.viewer), request, view=self)
        return pages.get_paginated_response([prospect_body(row) for row in rows or []])
