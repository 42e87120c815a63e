"""What the resources around a round share: finding it, and the wire form of a slot."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from api.serializers import BilingualField
from api.views import View
from contest.models import Round
from core.errors import Problem
from judging.models import PanelSeat, Slot
from judging.selectors.room_state import slot_state
from judging.selectors.rounds import round_of
from judging.selectors.seats import judge_seat

ROOM = OpenApiParameter("room", OpenApiTypes.UUID)
SEAT = OpenApiParameter("seat", OpenApiTypes.UUID)


class SlotEntry(serializers.Serializer[Any]):
    """The entry whose turn it is."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    team = BilingualField()


class SlotClock(serializers.Serializer[Any]):
    """The server's clock of the running phase."""

    started_at = serializers.DateTimeField()
    paused_ms = serializers.IntegerField()
    paused_at = serializers.DateTimeField(allow_null=True)
    duration_s = serializers.IntegerField()


class SlotBody(serializers.Serializer[Any]):
    """A slot of the running order."""

    id = serializers.UUIDField()
    position = serializers.IntegerField()
    state = serializers.CharField()
    entry = SlotEntry()
    clock = SlotClock(allow_null=True)


def slot_body(slot: Slot) -> dict[str, Any]:
    """The wire form of a slot."""
    return {**slot_state(slot), "position": slot.position}


class RoundView(View):
    """Finds the round; the policy of each view says who may know of it."""

    def round(self, round_id: UUID) -> Round:
        """The round. Raises not_found."""
        found = round_of(uid=round_id)
        if found is None:
            raise Problem("not_found")
        return found


class JudgeView(View):
    """Finds the viewer's seat: the one in `?seat=`, else the one nearest to scoring."""

    query = ("seat",)

    # Whether an alternate who waits for a place is answered.
    waits = False

    def asked(self) -> PanelSeat:
        """The viewer's seat. Raises not_found, field_invalid."""
        raw = self.request.query_params.get("seat")
        if raw is None:
            return self.seat()
        try:
            return self.seat(UUID(raw))
        except ValueError as error:
            raise Problem("field_invalid", fields={"seat": ["invalid"]}) from error

    def seat(self, seat_id: UUID | None = None) -> PanelSeat:
        """The scoring seat that is asked for, or the one nearest to scoring. Raises not_found."""
        found = judge_seat(viewer=self.viewer, uid=seat_id, waits=self.waits)
        if found is None:
            raise Problem("not_found")
        return found
