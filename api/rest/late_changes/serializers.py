"""Shapes of late changes."""

from typing import Any

from rest_framework import serializers

from api.offices import CorrectionDecision, DecidedEntry, VoiceBody
from api.serializers import BilingualField
from judging.models import LateState


class LateDecision(CorrectionDecision):
    """A yes or a no for one office, to all up to the operation that was `seen` last."""

    seen = serializers.UUIDField()


class LateMarkBody(serializers.Serializer[Any]):
    """A criterion's late mark beside the one that stands, or stood when it was decided."""

    criterion = serializers.CharField()
    was = serializers.CharField(allow_null=True)
    value = serializers.CharField(allow_null=True)


class OwnLateChange(serializers.Serializer[Any]):
    """What came late of a judge's own, and what became of it."""

    sheet = serializers.UUIDField()
    entry = DecidedEntry()
    state = serializers.ChoiceField(choices=LateState.choices)
    marks = LateMarkBody(many=True)
    signs = serializers.BooleanField()
    came_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    refused_for = serializers.CharField()


class LateChangeBody(serializers.Serializer[Any]):
    """Late changes of one sheet. `signed`: whether the sheet is; `may` are the viewer's offices."""

    sheet = serializers.UUIDField()
    seen = serializers.UUIDField()
    seat = serializers.IntegerField()
    judge = BilingualField()
    slot = serializers.UUIDField()
    entry = DecidedEntry()
    signed = serializers.BooleanField()
    signs = serializers.BooleanField()
    state = serializers.ChoiceField(choices=LateState.choices)
    told = serializers.BooleanField()
    marks = LateMarkBody(many=True)
    came_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    after_reveal = serializers.BooleanField()
    voices = VoiceBody(many=True)
    may = serializers.ListField(child=serializers.CharField())


class RoundLateBody(serializers.Serializer[Any]):
    """All of a round: what waits, oldest first, then what was decided, newest first."""

    late_changes = LateChangeBody(many=True)
