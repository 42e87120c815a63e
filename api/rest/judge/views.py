"""A judge at the tablet."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, makes, once
from api.rest.judge.serializers import (
    ConflictRequest,
    JudgeRecusalRequest,
    NdaRequest,
    QueueBody,
    queue_body,
)
from api.rounds import SEAT, JudgeView
from contest.models import Entry
from core.errors import Problem
from judging.models import PanelSeat, RecusalSource
from judging.selectors.seatings import seat_entry
from judging.services.conflicts import conflict_state
from judging.services.nda import nda_sign
from judging.services.recusals import recusal_declare


class _Judge(JudgeView):
    """What a seat does, answered with its working list."""

    def entry(self, seat: PanelSeat, body: dict[str, Any]) -> Entry:
        """The seat's entry that the body names. Raises not_found."""
        found = seat_entry(seat, body["entry"])
        if found is None:
            raise Problem("not_found")
        return found

    def answer(self) -> Response:
        """The working list as it now stands."""
        return Response(queue_body(self.asked()))

    def shown(self, made: UUID) -> Response:
        """The same, whatever was said."""
        return self.answer()


class Queue(_Judge):
    """The working list; empty for an alternate who waits for a place."""

    waits = True

    @extend_schema(operation_id="judge_queue", responses=QueueBody, parameters=[SEAT])
    def get(self, request: Request) -> Response:
        """Undertaking, rulebook, entries with what may be opened."""
        return self.answer()


class SignNda(_Judge):
    """The undertaking; an alternate signs it before she is seated."""

    waits = True

    @extend_schema(
        operation_id="judge_nda", request=NdaRequest, responses=QueueBody, parameters=[SEAT]
    )
    @once()
    def post(self, request: Request) -> Command:
        """Sign the text that was shown."""
        seat = self.asked()
        body = self.read(NdaRequest)
        return makes(
            partial(
                nda_sign,
                edition=seat.panel.round.edition,
                person=self.actor,
                version=body["version"],
                text_hash=body["hash"],
                at=self.at,
            )
        )


class Conflicts(_Judge):
    """Statements."""

    @extend_schema(
        operation_id="judge_conflict",
        request=ConflictRequest,
        responses=QueueBody,
        parameters=[SEAT],
    )
    @once()
    def post(self, request: Request) -> Command:
        """State whether there is a conflict with an entry."""
        seat = self.asked()
        body = self.read(ConflictRequest)
        return makes(
            partial(
                conflict_state,
                seat=seat,
                entry=self.entry(seat, body),
                has_conflict=body["has_conflict"],
                detail=body["detail"],
                at=self.at,
            )
        )


class Recusals(_Judge):
    """Conflicts found later."""

    @extend_schema(
        operation_id="judge_recusal",
        request=JudgeRecusalRequest,
        responses=QueueBody,
        parameters=[SEAT],
    )
    @once()
    def post(self, request: Request) -> Command:
        """Recuse oneself from an entry."""
        seat = self.asked()
        body = self.read(JudgeRecusalRequest)
        return makes(
            partial(
                recusal_declare,
                seat=seat,
                entry=self.entry(seat, body),
                source=RecusalSource.SELF,
                reason=body["reason"],
                at=self.at,
            )
        )
