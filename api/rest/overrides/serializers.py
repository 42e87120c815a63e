"""Shapes of sealing without a judge."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict
from judging.models import MOST_WORDS, OverrideCounts, OverrideKind, OverrideState


class OverrideProposal(Strict):
    """Why, and for what; where the committee decides it, what so few sheets give."""

    reason = serializers.CharField(max_length=MOST_WORDS)
    kind = serializers.ChoiceField(
        choices=OverrideKind.choices, required=False, default=OverrideKind.SEAL
    )
    counts = serializers.ChoiceField(choices=OverrideCounts.choices, required=False, default="")


class OverrideDecision(Strict):
    """A yes or a no; a no says why."""

    approves = serializers.BooleanField()
    words = serializers.CharField(
        max_length=MOST_WORDS, allow_blank=True, required=False, default=""
    )


class OverrideEntry(serializers.Serializer[Any]):
    """The entry that is sealed."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()


class OverrideBody(serializers.Serializer[Any]):
    """One proposal. `missing` are seats; before `until` nobody may approve it.

    `may` are the viewer's steps: `decide`, `withdraw`.
    """

    id = serializers.UUIDField()
    slot = serializers.UUIDField()
    entry = OverrideEntry()
    kind = serializers.ChoiceField(choices=OverrideKind.choices)
    state = serializers.ChoiceField(choices=OverrideState.choices)
    missing = serializers.ListField(child=serializers.IntegerField())
    counts = serializers.CharField()
    reason = serializers.CharField()
    proposed_by = PersonField()
    proposed_at = serializers.DateTimeField()
    until = serializers.DateTimeField()
    decided_by = PersonField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    words = serializers.CharField()
    may = serializers.ListField(child=serializers.CharField())


class RoundOverridesBody(serializers.Serializer[Any]):
    """All of a round, newest first."""

    overrides = OverrideBody(many=True)
