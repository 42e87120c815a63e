"""Shapes of a request for a correction as those see it who decide."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict
from judging.models import CorrectionOffice, CorrectionReason, CorrectionState


class CorrectionDecision(Strict):
    """A yes or a no for one office; a no says why."""

    office = serializers.ChoiceField(choices=CorrectionOffice.choices)
    approves = serializers.BooleanField()
    words = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


class DecidedEntry(serializers.Serializer[Any]):
    """The entry whose mark it is."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()


class VoiceBody(serializers.Serializer[Any]):
    """What one of the two said."""

    office = serializers.ChoiceField(choices=CorrectionOffice.choices)
    by = PersonField()
    approves = serializers.BooleanField()
    words = serializers.CharField()
    said_at = serializers.DateTimeField()


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
