"""Requests for a correction, for the two people who decide and those who watch."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.rest.correction_decisions.serializers import (
    CorrectionDecision,
    DecidedCorrection,
    RoundCorrectionsBody,
)
from api.rounds import RoundView
from api.views import View
from core.errors import Problem
from core.policy import Refused
from judging.models import CorrectionOffice, CorrectionRequest
from judging.policy import correction_decide as may_decide
from judging.policy import corrections_read
from judging.selectors.corrections import correction_of, decided_body, round_corrections
from judging.selectors.seats import judges_round
from judging.services.correction_decisions import correction_decide

# Not of these: they say that the viewer has the office, and what is missing yet.
_HELD = ("step_up_required", "second_factor_missing")


class _DecidedView(View):
    def told(self, row: CorrectionRequest) -> dict[str, Any]:
        """The request with the offices for which the viewer may speak."""
        held = [each for each in CorrectionOffice.values if self._holds(row, each)]
        body = decided_body(row, decides=self._needs_marks(row, held))
        return {**body, "may": [each for each in _open(row) if each in held]}

    def _needs_marks(self, row: CorrectionRequest, held: list[str]) -> bool:
        """Verifier and chair. Who stands in for the chair waits until the hall has seen them."""
        chairs = judges_round(viewer=self.viewer, round=row.sheet.round)
        return CorrectionOffice.VERIFIER in held or (CorrectionOffice.PANEL in held and chairs)

    def _holds(self, row: CorrectionRequest, office: str) -> bool:
        if row.sheet.seat.expert.person_id == self.viewer.person_id:
            return False
        found = may_decide(viewer=self.viewer, correction=row, office=office, at=self.at)
        return bool(found) or (isinstance(found, Refused) and found.code in _HELD)

    def correction(self, correction_id: UUID) -> CorrectionRequest:
        """The request, for those who see the round's. Raises not_found."""
        found = correction_of(uid=correction_id, viewer=self.viewer)
        if found is None:
            raise Problem("not_found")
        corrections_read(viewer=self.viewer, round=found.sheet.round).enforce()
        return found


def _open(row: CorrectionRequest) -> list[str]:
    """The offices that have not spoken yet."""
    said = {voice.office for voice in row.voices.all()}
    return [each for each in CorrectionOffice.values if row.state == "open" and each not in said]


class RoundCorrections(RoundView, _DecidedView):
    """The requests of a round."""

    @extend_schema(operation_id="round_corrections", responses=RoundCorrectionsBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """Newest first."""
        found = self.round(round_id)
        corrections_read(viewer=self.viewer, round=found).enforce()
        rows = round_corrections(found, viewer=self.viewer)
        return Response({"corrections": [self.told(row) for row in rows]})


class Decide(_DecidedView):
    """One of the two decides."""

    @extend_schema(
        operation_id="correction_decide", request=CorrectionDecision, responses=DecidedCorrection
    )
    @once()
    def post(self, request: Request, correction_id: UUID) -> Command:
        """Say yes or no for an office; with both yeses the mark takes its place."""
        found = self.correction(correction_id)
        body = self.read(CorrectionDecision)
        allowed = may_decide(
            viewer=self.viewer, correction=found, office=body["office"], at=self.at
        )
        allowed.enforce()
        decide = partial(correction_decide, correction=found, actor=self.actor, at=self.at, **body)
        return changes(found.uid, decide)

    def shown(self, made: UUID) -> Response:
        """The request as it now stands."""
        return Response(self.told(self.correction(made)))
