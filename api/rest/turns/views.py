"""When a team is heard, for its own page."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.entries import EntryView
from api.rest.turns.serializers import TurnList
from judging.selectors.turns import entry_turns
from judging.turn_policy import turns_read


class EntryTurns(EntryView):
    """The turns of an entry."""

    @extend_schema(operation_id="entry_turns", responses=TurnList)
    def get(self, request: Request, entry_id: UUID) -> Response:
        """Every round with a turn of the entry or its moving up, the latest first."""
        entry = self.entry(entry_id)
        turns_read(viewer=self.viewer, entry=entry).enforce()
        return Response({"next": None, "previous": None, "results": entry_turns(entry)})
