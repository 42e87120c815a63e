"""A paper draw: typed once, and once more by somebody else."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.draws import SlotsBody, slots_body
from api.once import Command, changes, once
from api.rest.draws.serializers import PaperBody, PaperConfirmation, PaperRequest
from api.rest.draws.views import DrawView
from core.errors import Problem
from judging import draw_policy as policy
from judging.selectors.draws import draw_paper, paper_body
from judging.selectors.rounds import round_slots
from judging.services.draw_papers import draw_paper_confirm, draw_paper_type


class PaperType(DrawView):
    """The first typing."""

    @extend_schema(operation_id="draw_paper", request=PaperRequest, responses={201: PaperBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Type what was drawn; nothing holds before another person gives the same."""
        found = self.round(round_id)
        policy.draw_paper_type(viewer=self.viewer, round=found).enforce()
        sent = self.read(PaperRequest)
        typed = partial(
            draw_paper_type,
            round=found,
            orders=_orders(sent["orders"]),
            form=sent["form"],
            scan_sha256=sent["scan_sha256"],
            actor=self.actor,
            at=self.at,
        )
        return changes(found.uid, typed)

    def shown(self, made: UUID) -> Response:
        """The paper as it was typed."""
        paper = draw_paper(self.draw(self.readable(made)))
        if paper is None:
            raise Problem("not_found")
        return Response(paper_body(paper))


class PaperConfirm(DrawView):
    """The second person."""

    @extend_schema(
        operation_id="draw_paper_confirm", request=PaperConfirmation, responses={201: SlotsBody}
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Give the same order: it stands from now on. A difference is told and takes nothing."""
        found = self.round(round_id)
        policy.draw_paper_confirm(viewer=self.viewer, round=found, at=self.at).enforce()
        sent = self.read(PaperConfirmation)
        confirm = partial(
            draw_paper_confirm,
            round=found,
            orders=_orders(sent["orders"]),
            check=sent["check"],
            actor=self.actor,
            at=self.at,
        )
        return changes(found.uid, confirm)

    def shown(self, made: UUID) -> Response:
        """The running order."""
        return Response(slots_body(round_slots(self.readable(made))))


def _orders(sent: list[dict[str, Any]]) -> dict[str, list[str]]:
    """By room. Raises field_invalid for a room that is named twice."""
    orders = {str(each["room"]): [entry.strip() for entry in each["entries"]] for each in sent}
    if len(orders) != len(sent):
        raise Problem("field_invalid", fields={"orders": ["doubled"]})
    return orders
