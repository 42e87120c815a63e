"""Publications: four steps, two people."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
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

    def shown(self, made: UUID) -> Response:
        """The publication as it now stands, for those who may read it."""
        found = self.publication(made)
        policy.publication_read(viewer=self.viewer, publication=found).enforce()
        return Response(publication_body(found))


class RoundPublications(RoundView, _PublicationView):
    """Preparing."""

    @extend_schema(
        operation_id="publication_prepare",
        request=PrepareRequest,
        responses={201: PublicationBody},
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Freeze what would be published, with its hash."""
        found = self.round(round_id)
        policy.publication_prepare(viewer=self.viewer, round=found).enforce()
        kind = self.read(PrepareRequest)["kind"]
        prepare = partial(publication_prepare, round=found, kind=kind, actor=self.actor, at=self.at)
        return makes(prepare)


class OnePublication(_PublicationView):
    """A publication's page."""

    @extend_schema(operation_id="publication", responses=PublicationBody)
    def get(self, request: Request, publication_id: UUID) -> Response:
        """State, hash and document."""
        return self.shown(publication_id)


class Approve(_PublicationView):
    """The second person."""

    @extend_schema(
        operation_id="publication_approve", request=HashRequest, responses=PublicationBody
    )
    @once()
    def post(self, request: Request, publication_id: UUID) -> Command:
        """Vouch for exactly this hash."""
        found = self.publication(publication_id)
        policy.publication_approve(viewer=self.viewer, publication=found, at=self.at).enforce()
        body = self.read(HashRequest)
        command = partial(
            publication_approve, publication=found, actor=self.actor, hash=body["hash"], at=self.at
        )
        return changes(found.uid, command)


class Open(_PublicationView):
    """Opening."""

    @extend_schema(operation_id="publication_open", request=HashRequest, responses=PublicationBody)
    @once()
    def post(self, request: Request, publication_id: UUID) -> Command:
        """Open what was approved."""
        found = self.publication(publication_id)
        policy.publication_open(viewer=self.viewer, publication=found, at=self.at).enforce()
        body = self.read(HashRequest)
        command = partial(
            publication_open, publication=found, actor=self.actor, hash=body["hash"], at=self.at
        )
        return changes(found.uid, command)


class Cancel(_PublicationView):
    """Dropping."""

    @extend_schema(
        operation_id="publication_cancel", request=CancelRequest, responses=PublicationBody
    )
    @once()
    def post(self, request: Request, publication_id: UUID) -> Command:
        """Drop what is not open yet."""
        found = self.publication(publication_id)
        policy.publication_open(viewer=self.viewer, publication=found, at=self.at).enforce()
        body = self.read(CancelRequest)
        command = partial(
            publication_cancel,
            publication=found,
            actor=self.actor,
            reason=body["reason"],
            at=self.at,
        )
        return changes(found.uid, command)
