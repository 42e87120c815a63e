"""The wire form of a draw and of the running order that came of it."""

from typing import Any

from rest_framework import serializers

from api.rounds import SlotBody, slot_body
from api.serializers import time_text
from judging.models import Draw, DrawKind, Slot
from judging.services.draw import draw_seed


class DrawBody(serializers.Serializer[Any]):
    """The draw: on paper it has neither commitment nor seed; a seed only after the reveal."""

    kind = serializers.ChoiceField(choices=DrawKind.choices)
    commitment = serializers.CharField()
    candidates_hash = serializers.CharField()
    committed_at = serializers.DateTimeField()
    revealed_at = serializers.DateTimeField(allow_null=True)
    seed = serializers.CharField(allow_null=True)


class RoundSlotBody(SlotBody):
    """A slot with the room that hears it."""

    room = serializers.UUIDField()


class SlotsBody(serializers.Serializer[Any]):
    """The running order after the reveal."""

    slots = RoundSlotBody(many=True)


def slots_body(slots: list[Slot]) -> dict[str, Any]:
    """The running order."""
    return {"slots": [{**slot_body(slot), "room": str(slot.room.uid)} for slot in slots]}


def draw_body(draw: Draw | None) -> dict[str, Any] | None:
    """The draw, or None before it."""
    if draw is None:
        return None
    return {
        "kind": draw.kind,
        "commitment": draw.commitment,
        "candidates_hash": draw.candidates_hash,
        "committed_at": time_text(draw.committed_at),
        "revealed_at": time_text(draw.revealed_at),
        "seed": draw_seed(draw=draw),
    }
