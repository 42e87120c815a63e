"""Changes of a round's rulebook: one person before the first sheet, two afterwards."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.rulebook_changes.serializers import (
    ChangeRequest,
    RulebookChangeBody,
    RulebookChangesBody,
    rulebook_change_body,
)
from api.rounds import RoundView
from api.serializers import Nothing
from api.views import View
from core.errors import Problem
from judging import policy
from judging.models import RulebookChange
from judging.selectors.rulebook_changes import rulebook_change_of, rulebook_changes_of
from judging.services.rulebook_changes import rulebook_change_approve, rulebook_change_propose


class _ChangeView(View):
    def change(self, change_id: UUID) -> RulebookChange:
        """The change. Raises not_found."""
        found = rulebook_change_of(uid=change_id)
        if found is None:
            raise Problem("not_found")
        return found

    def shown(self, made: UUID) -> Response:
        """The change as it now stands, for those who run the round."""
        found = self.change(made)
        policy.round_read(viewer=self.viewer, round=found.round).enforce()
        return Response(rulebook_change_body(found))


class RoundRulebookChanges(RoundView, _ChangeView):
    """The changes of a round."""

    @extend_schema(operation_id="rulebook_changes", responses=RulebookChangesBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """All of them, the newest first."""
        found = self.round(round_id)
        policy.round_read(viewer=self.viewer, round=found).enforce()
        rows = [rulebook_change_body(each) for each in rulebook_changes_of(found)]
        return Response({"changes": rows})

    @extend_schema(
        operation_id="rulebook_change_propose",
        request=ChangeRequest,
        responses={201: RulebookChangeBody},
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Another version: at once before the round has sheets, else for another person."""
        found = self.round(round_id)
        policy.rulebook_change_propose(viewer=self.viewer, round=found).enforce()
        body = self.read(ChangeRequest)
        propose = partial(
            rulebook_change_propose, round=found, actor=self.actor, at=self.at, **body
        )
        return makes(propose)


class ApproveChange(_ChangeView):
    """The second person."""

    @extend_schema(
        operation_id="rulebook_change_approve", request=Nothing, responses=RulebookChangeBody
    )
    @once()
    def post(self, request: Request, change_id: UUID) -> Command:
        """Judge by the new version from now on."""
        found = self.change(change_id)
        policy.rulebook_change_approve(viewer=self.viewer, round=found.round, at=self.at).enforce()
        self.read(Nothing)
        approve = partial(rulebook_change_approve, change=found, actor=self.actor, at=self.at)
        return changes(found.uid, approve)
