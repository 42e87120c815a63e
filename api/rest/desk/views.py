"""The desk."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.entries import EntryView
from api.once import Command, makes, once
from api.rest.desk.serializers import CheckBody, DecisionSent, check_body
from contest import policy
from contest.selectors.versions import check_of, latest_check
from contest.services.eligibility import entry_decide


class Eligibility(EntryView):
    """The check of an entry."""

    @extend_schema(operation_id="entry_eligibility", responses=CheckBody)
    def get(self, request: Request, entry_id: UUID) -> Response:
        """The newest check; null before the first submission."""
        entry = self.entry(entry_id)
        policy.entry_check_read(viewer=self.viewer, entry=entry).enforce()
        check = latest_check(entry=entry)
        return Response(None if check is None else check_body(check))

    @extend_schema(operation_id="entry_decide", request=DecisionSent, responses=CheckBody)
    @once()
    def post(self, request: Request, entry_id: UUID) -> Command:
        """Accept, return or reject the entry."""
        entry = self.entry(entry_id)
        policy.entry_decide(viewer=self.viewer, entry=entry).enforce()
        sent = self.read(DecisionSent)
        decide = partial(
            entry_decide,
            entry=entry,
            decision=sent["decision"],
            reason=sent["reason"],
            actor=self.actor,
            at=self.at,
        )
        return makes(decide)

    def shown(self, made: UUID) -> Response:
        """The check that was decided on."""
        entry = self.entry(self.kwargs["entry_id"])
        policy.entry_check_read(viewer=self.viewer, entry=entry).enforce()
        return Response(check_body(check_of(entry=entry, uid=made)))
