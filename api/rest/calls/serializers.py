"""Shapes of a call."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict
from judging.models import CallCode


class CallRequest(Strict):
    """What staff is called for."""

    code = serializers.ChoiceField(choices=CallCode.values)


class CallBody(serializers.Serializer[Any]):
    """A call; open until somebody has answered."""

    id = serializers.UUIDField()
    seat = serializers.IntegerField()
    code = serializers.ChoiceField(choices=CallCode.values)
    state = serializers.ChoiceField(choices=("open", "answered"))
    called_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
