"""Shapes of the registers."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict
from judging.models import RegisterKind


class LineSent(Strict):
    """A new line."""

    kind = serializers.ChoiceField(choices=RegisterKind.choices)
    name = serializers.CharField(max_length=80)
    number = serializers.CharField(max_length=40, allow_blank=True, required=False, default="")
    text = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


class StrikeSent(Strict):
    """Why a line is void."""

    reason = serializers.CharField(max_length=300)


class LineBody(serializers.Serializer[Any]):
    """A line of a register."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    name = serializers.CharField()
    number = serializers.CharField()
    text = serializers.CharField()
    by = PersonField()
    at = serializers.DateTimeField()
    ended_by = PersonField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    struck_by = PersonField(allow_null=True)
    struck_at = serializers.DateTimeField(allow_null=True)
    struck_for = serializers.CharField()


class RegistersBody(serializers.Serializer[Any]):
    """Every line, the newest first; `writes` is whether the viewer may add to them."""

    lines = LineBody(many=True)
    writes = serializers.BooleanField()
