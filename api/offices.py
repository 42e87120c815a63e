"""What the decisions of two offices share: a word, its wire form, the entry."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict
from judging.models import CorrectionOffice


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
