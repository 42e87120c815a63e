"""Changed marks: what stood before, what stands now, and when."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.mark_changes.serializers import OwnChangesBody, RoundChangesBody
from api.rounds import SEAT, JudgeView, RoundView
from judging import session_policy as policy
from judging.selectors.mark_history import mark_history, own_changes


class OwnChanges(JudgeView):
    """The seat's own."""

    @extend_schema(operation_id="judge_changes", responses=OwnChangesBody, parameters=[SEAT])
    def get(self, request: Request) -> Response:
        """In running order."""
        return Response({"changes": own_changes(self.asked())})


class RoundChanges(RoundView):
    """The round's: values only of what is sealed, and to whom they may be told."""

    @extend_schema(operation_id="round_mark_changes", responses=RoundChangesBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """In running order."""
        found = self.round(round_id)
        policy.mark_changes_read(viewer=self.viewer, round=found).enforce()
        sealed = policy.mark_changes_sealed(viewer=self.viewer, round=found)
        return Response({"changes": mark_history(found, sealed=sealed)})
