"""Shapes of a step at the door."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict

VERBS = ("arrive", "call", "ready", "undo")


class DoorSent(Strict):
    """A step. How many go on stage, whether one of the team speaks and a note go with `arrive`."""

    verb = serializers.ChoiceField(choices=VERBS)
    people = serializers.IntegerField(min_value=1, max_value=99, required=False)
    speaker_is_member = serializers.BooleanField(required=False)
    note = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


class DoorBody(serializers.Serializer[Any]):
    """How a team stands at the door."""

    slot = serializers.UUIDField()
    arrived_at = serializers.DateTimeField(allow_null=True)
    people = serializers.IntegerField(allow_null=True)
    speaker_is_member = serializers.BooleanField(allow_null=True)
    note = serializers.CharField()
    calls = serializers.ListField(child=serializers.DateTimeField())
    ready_at = serializers.DateTimeField(allow_null=True)
