"""The fairness report: asked for, looked at, published or kept."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.fairness.serializers import FairnessBody, report_body
from api.rounds import RoundView
from api.serializers import Nothing
from contest.models import Round
from core.errors import Problem
from judging.fairness_policy import fairness_decide, fairness_office, fairness_read
from judging.selectors.fairness import report_of
from judging.selectors.results import locked_result, opened_publications
from judging.services.fairness_reports import (
    fairness_report_ask,
    fairness_report_keep,
    fairness_report_publish,
)


class _FairnessView(RoundView):
    def shown(self, made: UUID) -> Response:
        """What stands after the command, whichever report it was about."""
        return self.body(self.round(self.kwargs["round_id"]))

    def body(self, found: Round) -> Response:
        """What stands, for those who answer for the result. Raises not_found."""
        fairness_read(viewer=self.viewer, round=found).enforce()
        report = report_of(found)
        return Response(
            {
                "can_make": locked_result(found) is not None,
                "can_publish": bool(opened_publications(found)),
                "decides": bool(fairness_office(viewer=self.viewer, round=found)),
                "report": None if report is None else report_body(report),
            }
        )

    def decided(self, round_id: UUID, command: Callable[..., None]) -> Command:
        """One of the organizer's two decisions. Raises fairness_report_state_refused."""
        found = self.round(round_id)
        fairness_decide(viewer=self.viewer, round=found, at=self.at).enforce()
        self.read(Nothing)
        report = report_of(found)
        if report is None:
            raise Problem("fairness_report_state_refused")
        return changes(report.uid, partial(command, report=report, actor=self.actor, at=self.at))


class Fairness(_FairnessView):
    """The report of the round's locked result."""

    @extend_schema(operation_id="round_fairness", responses=FairnessBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """How far it is, and its files."""
        return self.body(self.round(round_id))

    @extend_schema(
        operation_id="round_fairness_make", request=Nothing, responses={201: FairnessBody}
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Have it made in both languages; a worker does it."""
        found = self.round(round_id)
        fairness_read(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        return makes(partial(fairness_report_ask, round=found, actor=self.actor, at=self.at))


class Publish(_FairnessView):
    """Publishing."""

    @extend_schema(operation_id="round_fairness_publish", request=Nothing, responses=FairnessBody)
    @once()
    def post(self, request: Request, round_id: UUID) -> Command:
        """Link it on the results page, for everybody."""
        return self.decided(round_id, fairness_report_publish)


class Keep(_FairnessView):
    """Keeping."""

    @extend_schema(operation_id="round_fairness_keep", request=Nothing, responses=FairnessBody)
    @once()
    def post(self, request: Request, round_id: UUID) -> Command:
        """Leave it to those who answer for the result, or take it back to them."""
        return self.decided(round_id, fairness_report_keep)
