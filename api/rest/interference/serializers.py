"""Shapes of the interference register."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict


class InterferenceSent(Strict):
    """Who asked, what was said, and when."""

    who = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    said = serializers.CharField(max_length=2000)
    happened_on = serializers.DateField(allow_null=True, required=False, default=None)


class InterferenceReceipt(serializers.Serializer[Any]):
    """That an entry was taken, and when."""

    id = serializers.UUIDField()
    filed_at = serializers.DateTimeField()


class InterferenceReceiptsBody(serializers.Serializer[Any]):
    """What the viewer has filed, the newest first."""

    entries = InterferenceReceipt(many=True)


class InterferenceBody(InterferenceReceipt):
    """An entry as the witness reads it."""

    by = PersonField()
    who = serializers.CharField()
    said = serializers.CharField()
    happened_on = serializers.DateField(allow_null=True)


class InterferencesBody(serializers.Serializer[Any]):
    """Every entry, the newest first."""

    entries = InterferenceBody(many=True)
