"""A locked result is taken up again: asked for by one, decided by another."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.reopenings.serializers import (
    ReopeningBody,
    ReopeningDecision,
    ReopeningRequest,
    ReopeningsBody,
)
from api.rounds import RoundView
from api.views import View
from core.errors import Problem
from judging import reopening_policy as policy
from judging.models import ResultReopening
from judging.selectors.reopenings import reopening_body, reopening_of, reopenings_of
from judging.services.reopenings import reopening_decide, reopening_propose


class _ReopeningView(View):
    def reopening(self, reopening_id: UUID) -> ResultReopening:
        """The one, for those who see the round's. Raises not_found."""
        found = reopening_of(uid=reopening_id)
        if found is None:
            raise Problem("not_found")
        policy.reopenings_read(viewer=self.viewer, round=found.result_set.round).enforce()
        return found

    def shown(self, made: UUID) -> Response:
        """As it now stands."""
        return Response(reopening_body(self.reopening(made)))


class RoundReopenings(RoundView, _ReopeningView):
    """Those of a round."""

    @extend_schema(operation_id="round_reopenings", responses=ReopeningsBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """All of them, the newest first."""
        found = self.round(round_id)
        policy.reopenings_read(viewer=self.viewer, round=found).enforce()
        return Response({"reopenings": [reopening_body(each) for each in reopenings_of(found)]})

    @extend_schema(
        operation_id="reopening_propose", request=ReopeningRequest, responses={201: ReopeningBody}
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Ask for the locked result to be taken up again."""
        found = self.round(round_id)
        policy.reopening_propose(viewer=self.viewer, round=found).enforce()
        body = self.read(ReopeningRequest)
        propose = partial(reopening_propose, round=found, actor=self.actor, at=self.at, **body)
        return makes(propose)


class Decide(_ReopeningView):
    """The second person."""

    @extend_schema(
        operation_id="reopening_decide", request=ReopeningDecision, responses=ReopeningBody
    )
    @once()
    def post(self, request: Request, reopening_id: UUID) -> Command:
        """Yes: the round is closed and not locked. No: the result stands."""
        found = self.reopening(reopening_id)
        round_ = found.result_set.round
        policy.reopening_decide(viewer=self.viewer, round=round_, at=self.at).enforce()
        body = self.read(ReopeningDecision)
        decide = partial(reopening_decide, reopening=found, actor=self.actor, at=self.at, **body)
        return changes(found.uid, decide)
