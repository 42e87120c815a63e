"""The draw, for those who make it and those who look on."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.draws import DrawBody, SlotsBody, draw_body, slots_body
from api.once import Command, changes, makes, once
from api.rest.draws.serializers import (
    DrawRecordBody,
    DrawRequest,
    DrawSheetBody,
    LotBody,
    LotRequest,
)
from api.rounds import RoundView
from api.serializers import Nothing
from contest.models import Round
from core.errors import Problem
from judging import draw_policy as policy
from judging.models import Draw
from judging.policy import draw_make, round_read
from judging.selectors.draws import draw_record, draw_sheet, edition_entry, turn_body, turn_of
from judging.selectors.rounds import round_draw, round_slots
from judging.services.draw import draw_commit, draw_reveal, draw_seed
from judging.services.draw_lots import draw_lot_take


class DrawView(RoundView):
    """Finds the round and its draw for the people who run the round."""

    def readable(self, round_id: UUID) -> Round:
        """The round. Raises not_found."""
        found = self.round(round_id)
        round_read(viewer=self.viewer, round=found).enforce()
        return found

    def draw(self, found: Round) -> Draw:
        """Its draw. Raises draw_state_refused before it is committed."""
        draw = round_draw(found)
        if draw is None:
            raise Problem("draw_state_refused", params={"state": "none"})
        return draw


class RoundDraw(DrawView):
    """The draw and its first half."""

    @extend_schema(operation_id="draw_sheet", responses=DrawSheetBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """Rooms, entries with their lots, and what was typed of a paper draw."""
        found = self.readable(round_id)
        draw = self.draw(found)
        may = policy.draw_acts(viewer=self.viewer, draw=draw, at=self.at)
        return Response({**draw_sheet(draw), "may": may})

    @extend_schema(operation_id="round_draw", request=DrawRequest, responses={201: DrawBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Commit to a seed, unless it is drawn on paper, and fix the list and its rooms."""
        found = self.round(round_id)
        draw_make(viewer=self.viewer, round=found).enforce()
        sent = self.read(DrawRequest)
        seed = sent.get("seed")
        commit = partial(
            draw_commit,
            round=found,
            actor=self.actor,
            at=self.at,
            kind=sent["kind"],
            seed=None if seed is None else bytes.fromhex(seed),
        )
        return changes(found.uid, commit)

    def shown(self, made: UUID) -> Response:
        """The round's draw."""
        return Response(draw_body(round_draw(self.readable(made))))


class DrawReveal(DrawView):
    """The second half of the draw."""

    @extend_schema(operation_id="round_draw_reveal", request=Nothing, responses={201: SlotsBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Open the seed: the running order stands."""
        found = self.round(round_id)
        draw_make(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        reveal = partial(draw_reveal, round=found, actor=self.actor, at=self.at)
        return changes(found.uid, reveal)

    def shown(self, made: UUID) -> Response:
        """The running order."""
        return Response(slots_body(round_slots(self.readable(made))))


class LotTake(DrawView):
    """A team's turn in a draw at sign-in."""

    @extend_schema(operation_id="draw_lot", request=LotRequest, responses={201: LotBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Take the lot that lies on top of the team's pot."""
        found = self.round(round_id)
        policy.draw_lot_take(viewer=self.viewer, round=found).enforce()
        entry = edition_entry(found.edition, uid=self.read(LotRequest)["entry"])
        if entry is None:
            raise Problem("not_found")
        take = partial(draw_lot_take, round=found, entry=entry, actor=self.actor, at=self.at)
        return makes(take)

    def shown(self, made: UUID) -> Response:
        """The lot."""
        turn = turn_of(uid=made)
        if turn is None:
            raise Problem("not_found")
        self.readable(turn.draw.round.uid)
        return Response(turn_body(turn))


class DrawRecord(DrawView):
    """The record for whoever wants to check the draw."""

    @extend_schema(operation_id="draw_record", responses=DrawRecordBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """All that a check needs; before the reveal what is public until then."""
        draw = self.draw(self.readable(round_id))
        return Response(draw_record(draw, seed=draw_seed(draw=draw)))
