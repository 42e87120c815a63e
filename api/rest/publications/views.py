"""Publications: four steps, two people."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.publications.serializers import (
    CancelRequest,
    HashRequest,
    PrepareRequest,
    PublicationBody,
    publication_body,
)
from api.rounds import RoundView
from api.views import View
from core.errors import Problem
from judging import policy
from judging.models import Publication
from judging.selectors.publications import publication_of
from judging.services.publications import (
    publication_approve,
    publication_cancel,
    publication_open,
    publication_prepare,
)


class _PublicationView(View):
    def publication(self, publication_id: UUID) -> Publication:
        """The publication. Raises not_found."""
        found = publication_of(uid=publication_id)
        if found is None:
            raise Problem("not_found")
        return found

    def answer(self, publication_id: UUID) -> Response:
        """The publication as it now stands."""
        return Response(publication_body(self.publication(publication_id)))


class RoundPublications(RoundView):
    """Preparing."""

    @extend_schema(
        operation_id="publication_prepare",
        request=PrepareRequest,
        responses={201: PublicationBody},
    )
    def post(self, request: Request, round_id: UUID) -> Response:
        """Freeze what would be published, with its hash."""
        found = self.round(round_id)
        policy.publication_prepare(viewer=self.viewer, round=found).enforce()
        kind = self.read(PrepareRequest)["kind"]
        prepared = publication_prepare(round=found, kind=kind, actor=self.actor, at=self.at)
        return Response(publication_body(prepared), status=201)


class OnePublication(_PublicationView):
    """A publication's page."""

    @extend_schema(operation_id="publication", responses=PublicationBody)
    def get(self, request: Request, publication_id: UUID) -> Response:
        """State, hash and document."""
        found = self.publication(publication_id)
        policy.publication_read(viewer=self.viewer, publication=found).enforce()
        return Response(publication_body(found))


class Approve(_PublicationView):
    """The second person."""

    @extend_schema(
        operation_id="publication_approve", request=HashRequest, responses=PublicationBody
    )
    def post(self, request: Request, publication_id: UUID) -> Response:
        """Vouch for exactly this hash."""
        found = self.publication(publication_id)
        policy.publication_approve(viewer=self.viewer, publication=found, at=self.at).enforce()
        body = self.read(HashRequest)
        publication_approve(publication=found, actor=self.actor, hash=body["hash"], at=self.at)
        return self.answer(publication_id)


class Open(_PublicationView):
    """Opening."""

    @extend_schema(operation_id="publication_open", request=HashRequest, responses=PublicationBody)
    def post(self, request: Request, publication_id: UUID) -> Response:
        """Open what was approved."""
        found = self.publication(publication_id)
        policy.publication_open(viewer=self.viewer, publication=found, at=self.at).enforce()
        body = self.read(HashRequest)
        publication_open(publication=found, actor=self.actor, hash=body["hash"], at=self.at)
        return self.answer(publication_id)


class Cancel(_PublicationView):
    """Dropping."""

    @extend_schema(
        operation_id="publication_cancel", request=CancelRequest, responses=PublicationBody
    )
    def post(self, request: Request, publication_id: UUID) -> Response:
        """Drop what is not open yet."""
        found = self.publication(publication_id)
        policy.publication_open(viewer=self.viewer, publication=found, at=self.at).enforce()
        body = self.read(CancelRequest)
        publication_cancel(publication=found, actor=self.actor, reason=body["reason"], at=self.at)
        return self.answer(publication_id)
