"""Results: computed, locked, read."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.results.serializers import ResultBody, result_body
from api.rounds import RoundView
from api.serializers import Nothing
from core.errors import Problem
from judging.policy import result_count, result_sight, result_vouch
from judging.selectors.results import shown_result
from judging.services.results import result_compute, result_lock


class Results(RoundView):
    """The result that stands."""

    @extend_schema(operation_id="round_results", responses=ResultBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """As much of it as the viewer may see by now."""
        found = self.round(round_id)
        shown = shown_result(found)
        if shown is None:
            raise Problem("not_found")
        result, published = shown
        sight = result_sight(viewer=self.viewer, round=found, published=published)
        if sight is None:
            raise Problem("not_found")
        return Response(result_body(result, sight))


class Tally(RoundView):
    """Counting."""

    @extend_schema(operation_id="round_tally", request=Nothing, responses={201: ResultBody})
    def post(self, request: Request, round_id: UUID) -> Response:
        """Compute a provisional result from the signed sheets."""
        found = self.round(round_id)
        result_count(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        result = result_compute(round=found, actor=self.actor, at=self.at)
        return Response(result_body(result), status=201)


class Lock(RoundView):
    """Freezing."""

    @extend_schema(operation_id="round_lock", request=Nothing, responses=ResultBody)
    def post(self, request: Request, round_id: UUID) -> Response:
        """Vouch for the provisional result; another person than who computed it."""
        found = self.round(round_id)
        result_vouch(viewer=self.viewer, round=found, at=self.at).enforce()
        self.read(Nothing)
        result = result_lock(round=found, actor=self.actor, at=self.at)
        return Response(result_body(result))
