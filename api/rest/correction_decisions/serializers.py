"""Shapes of a request for a correction as those see it who decide."""

from typing import Any

from rest_framework import serializers

from api.offices import DecidedEntry, VoiceBody
from api.serializers import BilingualField
from judging.models import CorrectionReason, CorrectionState


class DecidedCorrection(serializers.Serializer[Any]):
    """A request. `told` says whether marks and words are; `may` are the viewer's offices here."""

    id = serializers.UUIDField()
    seat = serializers.IntegerField()
    judge = BilingualField()
    slot = serializers.UUIDField()
    entry = DecidedEntry()
    criterion = serializers.CharField()
    reason = serializers.ChoiceField(choices=CorrectionReason.choices)
    state = serializers.ChoiceField(choices=CorrectionState.choices)
    told = serializers.BooleanField()
    was = serializers.CharField(allow_null=True)
    value = serializers.CharField(allow_null=True)
    text = serializers.CharField()
    requested_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    after_reveal = serializers.BooleanField()
    voices = VoiceBody(many=True)
    may = serializers.ListField(child=serializers.CharField())


class RoundCorrectionsBody(serializers.Serializer[Any]):
    """All of a round, newest first."""

    corrections = DecidedCorrection(many=True)
