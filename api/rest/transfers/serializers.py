"""A team's move to another room on the wire."""

from typing import Any

from rest_framework import serializers

from api.rounds import SlotEntry
from api.serializers import BilingualField, PersonField, Strict
from judging.models import TransferState


class TransferRequest(Strict):
    """Which slot goes to which room, and why."""

    slot = serializers.UUIDField()
    room = serializers.UUIDField()
    reason = serializers.CharField(max_length=300, allow_blank=True)


class TransferDecision(Strict):
    """Whether it may."""

    approves = serializers.BooleanField()


class TransferPlace(serializers.Serializer[Any]):
    """A place in a room's running order; null until the team has moved there."""

    room = serializers.UUIDField()
    name = BilingualField()
    position = serializers.IntegerField(allow_null=True)


class TransferBody(serializers.Serializer[Any]):
    """A transfer; it holds once it is `moved`."""

    id = serializers.UUIDField()
    slot = serializers.UUIDField()
    entry = SlotEntry()
    source = TransferPlace()  # type: ignore[assignment] # ours, not the field's
    target = TransferPlace()
    reason = serializers.CharField()
    state = serializers.ChoiceField(choices=TransferState.choices)
    asked_by = PersonField()
    asked_at = serializers.DateTimeField()
    decided_by = PersonField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)


class TransfersBody(serializers.Serializer[Any]):
    """All of a round, newest first; `may` is what the viewer may do: ask, decide."""

    transfers = TransferBody(many=True)
    may = serializers.ListField(child=serializers.CharField())
