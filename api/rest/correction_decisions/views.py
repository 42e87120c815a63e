"""Requests for a correction, for the two people who decide and those who watch."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.offices import CorrectionDecision
from api.once import Command, changes, once
from api.rest.correction_decisions.serializers import DecidedCorrection, RoundCorrectionsBody
from api.rounds import RoundView
from api.views import View
from core.errors import Problem
from judging import correction_policy as policy
from judging.models import CorrectionOffice, CorrectionRequest
from judging.selectors.corrections import correction_of, decided_body, round_corrections
from judging.services.correction_decisions import correction_decide


class _DecidedView(View):
    def told(self, row: CorrectionRequest) -> dict[str, Any]:
        """The request with the offices for which the viewer may speak."""
        marks = policy.sheet_marks(viewer=self.viewer, sheet=row.sheet)
        held = (
            office
            for office in _open(row)
            if policy.sheet_office(viewer=self.viewer, sheet=row.sheet, office=office)
        )
        return {**decided_body(row, told=marks), "may": list(held)}

    def correction(self, correction_id: UUID) -> CorrectionRequest:
        """The request, for those who see the round's. Raises not_found."""
        found = correction_of(uid=correction_id, viewer=self.viewer)
        if found is None:
            raise Problem("not_found")
        policy.corrections_read(viewer=self.viewer, round=found.sheet.round).enforce()
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
        policy.corrections_read(viewer=self.viewer, round=found).enforce()
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
        allowed = policy.sheet_decide(
            viewer=self.viewer, sheet=found.sheet, office=body["office"], at=self.at
        )
        allowed.enforce()
        decide = partial(correction_decide, correction=found, actor=self.actor, at=self.at, **body)
        return changes(found.uid, decide)

    def shown(self, made: UUID) -> Response:
        """The request as it now stands."""
        return Response(self.told(self.correction(made)))
