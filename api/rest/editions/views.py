"""Editions, for everybody from their announcement on."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone
from api.once import Command, changes, once
from api.paging import Pages
from api.rest.editions.serializers import (
    EditionBody,
    EditionRow,
    page_body,
    row_body,
)
from api.serializers import Nothing
from api.views import View
from contest import policy
from contest.selectors.editions import edition_visible_to, editions_visible_to
from contest.services.editions import edition_move


class EditionList(View):
    """All editions that the viewer may know of."""

    permission_classes = (Anyone,)
    query = ("cursor",)
    pagination_class = Pages

    @extend_schema(operation_id="editions_list", responses=EditionRow(many=True))
    def get(self, request: Request) -> Response:
        """A page of editions, the oldest first."""
        pages = Pages()
        rows = pages.paginate_queryset(editions_visible_to(self.viewer), request, view=self)
        return pages.get_paginated_response([row_body(row) for row in rows or []])


class OneEdition(View):
    """An edition's page."""

    permission_classes = (Anyone,)

    @extend_schema(operation_id="edition", responses=EditionBody)
    def get(self, request: Request, edition_id: UUID) -> Response:
        """The edition with tracks, divisions, rounds, rules and consent texts."""
        return Response(page_body(edition_visible_to(self.viewer, edition_id=edition_id)))


class Closing(View):
    """The end of registration."""

    @extend_schema(operation_id="edition_close", request=Nothing, responses=EditionBody)
    @once()
    def post(self, request: Request, edition_id: UUID) -> Command:
        """Close registration, before the deadline or after it."""
        edition = edition_visible_to(self.viewer, edition_id=edition_id)
        policy.edition_close(viewer=self.viewer, edition=edition).enforce()
        self.read(Nothing)
        close = partial(edition_move, edition=edition, verb="close", at=self.at, actor=self.actor)
        return changes(edition.uid, close)

    def shown(self, made: UUID) -> Response:
        """The edition's page."""
        return Response(page_body(edition_visible_to(self.viewer, edition_id=made)))
