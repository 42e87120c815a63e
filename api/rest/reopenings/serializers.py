"""Shapes of a reopening."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict
from judging.models import MOST_REASON, ReopeningState


class ReopeningRequest(Strict):
    """Why the result should be taken up again."""

    reason = serializers.CharField(max_length=MOST_REASON, allow_blank=True)


class ReopeningDecision(Strict):
    """Yes, or no with words."""

    approves = serializers.BooleanField()
    words = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


class ReopeningBody(serializers.Serializer[Any]):
    """Which version of the result, why, and what the verifier said."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=ReopeningState.choices)
    reason = serializers.CharField()
    proposed_by = PersonField()
    proposed_at = serializers.DateTimeField()
    decided_by = PersonField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    words = serializers.CharField()


class ReopeningsBody(serializers.Serializer[Any]):
    """All of a round, the newest first."""

    reopenings = ReopeningBody(many=True)
