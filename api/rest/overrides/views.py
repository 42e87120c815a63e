"""Sealing without a judge: proposed by one person, decided by another."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.overrides.serializers import (
    OverrideBody,
    OverrideDecision,
    OverrideProposal,
    RoundOverridesBody,
)
from api.rounds import RoundView
from api.views import View
from core.errors import Problem
from judging import override_policy as policy
from judging.models import Override, OverrideState, Slot
from judging.selectors.overrides import override_body, override_of, round_overrides
from judging.selectors.rounds import slot_of
from judging.services.overrides import override_decide, override_propose, override_withdraw


class _OverrideView(View):
    def told(self, row: Override) -> dict[str, Any]:
        """The proposal with the viewer's steps."""
        steps = []
        if row.state == OverrideState.PROPOSED:
            if policy.override_office(viewer=self.viewer, override=row):
                steps.append("decide")
            if policy.override_withdraw(viewer=self.viewer, override=row):
                steps.append("withdraw")
        return {**override_body(row), "may": steps}

    def override(self, override_id: UUID) -> Override:
        """The proposal, for those who see the round's. Raises not_found."""
        found = override_of(uid=override_id, viewer=self.viewer)
        if found is None:
            raise Problem("not_found")
        policy.overrides_read(viewer=self.viewer, round=found.slot.room.panel.round).enforce()
        return found

    def shown(self, made: UUID) -> Response:
        """The proposal as it now stands."""
        return Response(self.told(self.override(made)))


class RoundOverrides(RoundView, _OverrideView):
    """The proposals of a round."""

    @extend_schema(operation_id="round_overrides", responses=RoundOverridesBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """Newest first."""
        found = self.round(round_id)
        policy.overrides_read(viewer=self.viewer, round=found).enforce()
        rows = round_overrides(found, viewer=self.viewer)
        return Response({"overrides": [self.told(row) for row in rows]})


class Propose(_OverrideView):
    """Proposing one."""

    @extend_schema(
        operation_id="override_propose", request=OverrideProposal, responses={201: OverrideBody}
    )
    @once(status=201)
    def post(self, request: Request, slot_id: UUID) -> Command:
        """Propose to seal the slot without its open sheets; their judges are told at once."""
        slot = self.slot(slot_id)
        body = self.read(OverrideProposal)
        return makes(partial(override_propose, slot=slot, actor=self.actor, at=self.at, **body))

    def slot(self, slot_id: UUID) -> Slot:
        """The slot, for whoever may propose it. Raises not_found."""
        found = slot_of(uid=slot_id)
        if found is None:
            raise Problem("not_found")
        policy.override_propose(viewer=self.viewer, slot=found).enforce()
        return found


class Decide(_OverrideView):
    """The second person."""

    @extend_schema(operation_id="override_decide", request=OverrideDecision, responses=OverrideBody)
    @once()
    def post(self, request: Request, override_id: UUID) -> Command:
        """Say yes or no; with a yes the slot is sealed."""
        found = self.override(override_id)
        policy.override_decide(viewer=self.viewer, override=found, at=self.at).enforce()
        body = self.read(OverrideDecision)
        decide = partial(override_decide, override=found, actor=self.actor, at=self.at, **body)
        return changes(found.uid, decide)


class Withdraw(_OverrideView):
    """Taking it back."""

    @extend_schema(operation_id="override_withdraw", request=None, responses=OverrideBody)
    @once()
    def post(self, request: Request, override_id: UUID) -> Command:
        """Take the proposal back."""
        found = self.override(override_id)
        policy.override_withdraw(viewer=self.viewer, override=found).enforce()
        take_back = partial(override_withdraw, override=found, actor=self.actor, at=self.at)
        return changes(found.uid, take_back)
