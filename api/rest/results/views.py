"""Results: computed, locked, read."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, makes, once
from api.rest.results.serializers import ResultBody, result_body
from api.rounds import RoundView
from api.serializers import Nothing
from contest.models import Round
from core.errors import Problem
from judging.models import ResultSet
from judging.policy import result_count, result_sight, result_vouch
from judging.selectors.results import result_of, shown_result
from judging.services.results import result_compute, result_lock


class _ResultView(RoundView):
    def body(self, found: Round, shown: tuple[ResultSet, bool] | None) -> Response:
        """A result as far as the viewer may see it by now. Raises not_found."""
        if shown is None:
            raise Problem("not_found")
        result, published = shown
        sight = result_sight(viewer=self.viewer, round=found, published=published)
        if sight is None:
            raise Problem("not_found")
        return Response(result_body(result, sight))

    def shown(self, made: UUID) -> Response:
        """The result that was computed or locked."""
        found = self.round(self.kwargs["round_id"])
        return self.body(found, result_of(found, uid=made))


class Results(_ResultView):
    """The result that stands."""

    @extend_schema(operation_id="round_results", responses=ResultBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """As much of it as the viewer may see by now."""
        found = self.round(round_id)
        return self.body(found, shown_result(found))


class Tally(_ResultView):
    """Counting."""

    @extend_schema(operation_id="round_tally", request=Nothing, responses={201: ResultBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Compute a provisional result from the signed sheets."""
        found = self.round(round_id)
        result_count(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        return makes(partial(result_compute, round=found, actor=self.actor, at=self.at))


class Lock(_ResultView):
    """Freezing."""

    @extend_schema(operation_id="round_lock", request=Nothing, responses=ResultBody)
    @once()
    def post(self, request: Request, round_id: UUID) -> Command:
        """Vouch for the provisional result; another person than who computed it."""
        found = self.round(round_id)
        result_vouch(viewer=self.viewer, round=found, at=self.at).enforce()
        self.read(Nothing)
        return makes(partial(result_lock, round=found, actor=self.actor, at=self.at))
