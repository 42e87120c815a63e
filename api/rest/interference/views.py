"""The interference register: all of the staff may file, the witness alone reads."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.editions import EditionView
from api.once import Command, makes, once
from api.rest.interference.serializers import (
    InterferenceReceipt,
    InterferenceReceiptsBody,
    InterferencesBody,
    InterferenceSent,
)
from core.errors import Problem
from judging import supervision_policy as policy
from judging.selectors.registers import (
    interference_entries,
    opened_body,
    own_interference,
    receipt_body,
)
from judging.services.interference import interference_file


class Interference(EditionView):
    """The register."""

    @extend_schema(operation_id="interference", responses=InterferencesBody)
    def get(self, request: Request, edition_id: UUID) -> Response:
        """Every entry, opened: for the witness and nobody else."""
        edition = self.edition(edition_id)
        policy.interference_read(viewer=self.viewer, edition=edition).enforce()
        return Response({"entries": [opened_body(row) for row in interference_entries(edition)]})

    @extend_schema(
        operation_id="interference_file",
        request=InterferenceSent,
        responses={201: InterferenceReceipt},
    )
    @once(status=201)
    def post(self, request: Request, edition_id: UUID) -> Command:
        """Enter what somebody asked; the answer says that it was taken, not what."""
        edition = self.edition(edition_id)
        policy.interference_file(viewer=self.viewer, edition=edition).enforce()
        body = self.read(InterferenceSent)
        return makes(
            partial(interference_file, edition=edition, actor=self.actor, at=self.at, **body)
        )

    def shown(self, made: UUID) -> Response:
        """The receipt of one's own entry. Raises not_found."""
        edition = self.edition(self.kwargs["edition_id"])
        own = own_interference(viewer=self.viewer, edition=edition)
        for row in own:
            if row.uid == made:
                return Response(receipt_body(row))
        raise Problem("not_found")


class Receipts(EditionView):
    """One's own."""

    @extend_schema(operation_id="interference_own", responses=InterferenceReceiptsBody)
    def get(self, request: Request, edition_id: UUID) -> Response:
        """When one's entries were taken, without a word of them."""
        edition = self.edition(edition_id)
        policy.interference_file(viewer=self.viewer, edition=edition).enforce()
        own = own_interference(viewer=self.viewer, edition=edition)
        return Response({"entries": [receipt_body(row) for row in own]})
