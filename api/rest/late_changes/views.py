"""Late changes, for the two people who decide, those who watch, and their own judge."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.rest.late_changes.serializers import LateDecision, OwnLateChange, RoundLateBody
from api.rounds import SEAT, JudgeView, RoundView
from api.views import View
from contest.models import Round
from core.errors import Problem
from judging import correction_policy as policy
from judging.models import CorrectionOffice, ScoreSheet
from judging.selectors.late_changes import (
    decided_body,
    late_decided,
    late_sheet,
    late_visible,
    own_body,
    seat_late,
    waiting_body,
)
from judging.services.late_changes import late_change_decide


class _LateView(View):
    def of_round(self, round: Round) -> Response:  # noqa: A002 - the noun of the table
        """What waits, with the offices for which the viewer may speak, and what was decided."""
        found = []
        for each in late_visible(round.pk, self.viewer):
            body = waiting_body(each, told=self._told(each.sheet))
            said = {voice["office"] for voice in body["voices"]}
            held = (
                office
                for office in CorrectionOffice.values
                if office not in said
                and policy.sheet_office(viewer=self.viewer, sheet=each.sheet, office=office)
            )
            found.append({**body, "may": list(held)})
        for change in late_decided(round, self.viewer):
            body = decided_body(change, told=self._told(change.sheet))
            found.append({**body, "may": []})
        return Response({"late_changes": found})

    def _told(self, sheet: ScoreSheet) -> bool:
        return policy.sheet_marks(viewer=self.viewer, sheet=sheet)


class RoundLateChanges(RoundView, _LateView):
    """The late changes of a round."""

    @extend_schema(operation_id="round_late_changes", responses=RoundLateBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """What waits, oldest first, then what was decided, newest first."""
        found = self.round(round_id)
        policy.corrections_read(viewer=self.viewer, round=found).enforce()
        return self.of_round(found)


class Decide(_LateView):
    """One of the two decides."""

    @extend_schema(operation_id="late_change_decide", request=LateDecision, responses=RoundLateBody)
    @once()
    def post(self, request: Request, sheet_id: UUID) -> Command:
        """Say yes or no for an office to all that came late for a sheet."""
        found = self._sheet(sheet_id)
        body = self.read(LateDecision)
        allowed = policy.sheet_decide(
            viewer=self.viewer, sheet=found, office=body["office"], at=self.at
        )
        allowed.enforce()
        decide = partial(late_change_decide, sheet=found, actor=self.actor, at=self.at, **body)
        return changes(found.uid, decide)

    def shown(self, made: UUID) -> Response:
        """The round's list as it now stands."""
        return self.of_round(self._sheet(made).round)

    def _sheet(self, sheet_id: UUID) -> ScoreSheet:
        """The sheet, for those who see the round's. Raises not_found."""
        found = late_sheet(uid=sheet_id, viewer=self.viewer)
        if found is None:
            raise Problem("not_found")
        policy.corrections_read(viewer=self.viewer, round=found.round).enforce()
        return found


class OwnLateChanges(JudgeView):
    """The seat's own."""

    pagination_class = None

    @extend_schema(
        operation_id="judge_late_changes", responses=OwnLateChange(many=True), parameters=[SEAT]
    )
    def get(self, request: Request) -> Response:
        """What waits, then what was decided, newest first."""
        waiting, decided = seat_late(self.asked())
        bodies: list[dict[str, Any]] = [waiting_body(each, told=True) for each in waiting]
        bodies += [decided_body(each, told=True) for each in decided]
        return Response([own_body(body) for body in bodies])
