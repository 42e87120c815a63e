"""Deliberations: opened, voted in, recorded, closed. Every answer is the whole as it now stands."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.deliberations.serializers import (
    DeliberationBody,
    DeliberationRequest,
    MotionNoteRequest,
    MotionRequest,
    RescoreEndRequest,
    VoteRequest,
)
from api.rounds import RoundView
from api.serializers import Nothing
from contest.models import Round
from core.errors import Problem
from judging import models, policy
from judging.motion_note_policy import motion_note
from judging.rescore_policy import rescore_finish
from judging.selectors.deliberations import latest_deliberation, motion_of
from judging.selectors.entries import round_entry
from judging.selectors.motions import deliberation_body, voting_seat
from judging.selectors.rescores import rescore_of
from judging.services.deliberations import deliberation_close, deliberation_open
from judging.services.motion_notes import note_share
from judging.services.motions import motion_count, motion_put, motion_record, motion_vote
from judging.services.rescores import rescore_end


class _DeliberationView(RoundView):
    def latest(self, found: Round) -> models.Deliberation:
        """The round's deliberation. Raises not_found."""
        latest = latest_deliberation(found)
        if latest is None:
            raise Problem("not_found")
        return latest

    def motion(self, round_id: UUID, motion_id: UUID) -> models.Motion:
        """A motion of the round. Raises not_found."""
        found = motion_of(self.round(round_id), uid=motion_id)
        if found is None:
            raise Problem("not_found")
        return found

    def shown(self, made: UUID) -> Response:
        """The deliberation as the viewer may see it by now."""
        found = self.round(self.kwargs["round_id"])
        sight = policy.deliberation_sight(viewer=self.viewer, round=found)
        if sight is None:
            raise Problem("not_found")
        body = deliberation_body(self.latest(found), sight=sight, viewer=self.viewer)
        return Response(body)


class Deliberation(_DeliberationView):
    """The round's talk over its result."""

    @extend_schema(operation_id="deliberation", responses=DeliberationBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """The one that goes on, else the last one."""
        return self.shown(round_id)

    @extend_schema(
        operation_id="deliberation_open",
        request=DeliberationRequest,
        responses={201: DeliberationBody},
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Begin: the result that stands is under review until the close."""
        found = self.round(round_id)
        policy.deliberation_lead(viewer=self.viewer, round=found).enforce()
        mode = self.read(DeliberationRequest)["mode"]
        begin = partial(deliberation_open, round=found, mode=mode, actor=self.actor, at=self.at)
        return makes(begin)


class DeliberationClose(_DeliberationView):
    """Its end."""

    @extend_schema(operation_id="deliberation_close", request=Nothing, responses=DeliberationBody)
    @once()
    def post(self, request: Request, round_id: UUID) -> Command:
        """End it, when every motion is recorded."""
        found = self.round(round_id)
        policy.deliberation_lead(viewer=self.viewer, round=found).enforce()
        self.read(Nothing)
        latest = self.latest(found)
        end = partial(deliberation_close, deliberation=latest, actor=self.actor, at=self.at)
        return changes(latest.uid, end)


class Motions(_DeliberationView):
    """Motions of the deliberation that goes on."""

    @extend_schema(
        operation_id="motion_put", request=MotionRequest, responses={201: DeliberationBody}
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Put a motion about one entry to the vote."""
        found = self.round(round_id)
        policy.deliberation_lead(viewer=self.viewer, round=found).enforce()
        body = self.read(MotionRequest)
        entry = round_entry(found, uid=body.pop("entry"))
        if entry is None:
            raise Problem("field_invalid", fields={"entry": ["does_not_exist"]})
        numbers = {entry.number, *body["order"]}
        policy.motion_put(viewer=self.viewer, round=found, numbers=numbers).enforce()
        latest = self.latest(found)
        put = partial(motion_put, deliberation=latest, entry=entry, actor=self.actor, at=self.at)
        return makes(partial(put, **body))


class MotionVote(_DeliberationView):
    """A judge's answer."""

    @extend_schema(operation_id="motion_vote", request=VoteRequest, responses=DeliberationBody)
    @once()
    def post(self, request: Request, round_id: UUID, motion_id: UUID) -> Command:
        """Answer, or answer otherwise, until the vote is closed."""
        motion = self.motion(round_id, motion_id)
        policy.motion_vote(viewer=self.viewer, motion=motion).enforce()
        choice = self.read(VoteRequest)["choice"]
        seat = voting_seat(self.viewer, motion)
        if seat is None:
            raise Problem("not_allowed")
        vote = partial(motion_vote, motion=motion, seat=seat, choice=choice, at=self.at)
        return changes(motion.uid, vote)


class MotionNote(_DeliberationView):
    """What a judge shows the panel of her note."""

    @extend_schema(
        operation_id="motion_note", request=MotionNoteRequest, responses=DeliberationBody
    )
    @once()
    def post(self, request: Request, round_id: UUID, motion_id: UUID) -> Command:
        """Show these words with the motion, or take earlier ones back with none."""
        motion = self.motion(round_id, motion_id)
        motion_note(viewer=self.viewer, motion=motion).enforce()
        text = self.read(MotionNoteRequest)["text"]
        seat = voting_seat(self.viewer, motion)
        if seat is None:
            raise Problem("not_allowed")
        share = partial(note_share, motion=motion, seat=seat, text=text, at=self.at)
        return changes(motion.uid, share)


class MotionClose(_DeliberationView):
    """The end of a vote."""

    @extend_schema(operation_id="motion_close", request=Nothing, responses=DeliberationBody)
    @once()
    def post(self, request: Request, round_id: UUID, motion_id: UUID) -> Command:
        """Close the vote and count it."""
        motion = self.motion(round_id, motion_id)
        policy.motion_decide(viewer=self.viewer, motion=motion).enforce()
        self.read(Nothing)
        return changes(
            motion.uid, partial(motion_count, motion=motion, actor=self.actor, at=self.at)
        )


class MotionRecord(_DeliberationView):
    """The decision."""

    @extend_schema(operation_id="motion_record", request=Nothing, responses=DeliberationBody)
    @once()
    def post(self, request: Request, round_id: UUID, motion_id: UUID) -> Command:
        """Take it down: it takes effect now, once."""
        motion = self.motion(round_id, motion_id)
        policy.motion_decide(viewer=self.viewer, motion=motion).enforce()
        self.read(Nothing)
        return changes(
            motion.uid, partial(motion_record, motion=motion, actor=self.actor, at=self.at)
        )


class RescoreEnd(_DeliberationView):
    """The end of a re-marking."""

    @extend_schema(
        operation_id="rescore_end", request=RescoreEndRequest, responses=DeliberationBody
    )
    @once()
    def post(self, request: Request, round_id: UUID, motion_id: UUID) -> Command:
        """End it: the earlier marks stand, or the new ones where all have signed anew."""
        motion = self.motion(round_id, motion_id)
        rescore_finish(viewer=self.viewer, motion=motion).enforce()
        reason = self.read(RescoreEndRequest)["reason"]
        found = rescore_of(motion)
        if found is None:
            raise Problem("not_found")
        end = partial(rescore_end, rescore=found, reason=reason, actor=self.actor, at=self.at)
        return changes(motion.uid, end)
