"""Shapes of links and recusals."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict


class SeatLink(serializers.Serializer[Any]):
    """A judge's link; the address is shown this once."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    expires_at = serializers.DateTimeField()


class RecusalRequest(Strict):
    """Which entry, and why."""

    entry = serializers.UUIDField()
    reason = serializers.CharField(max_length=300, allow_blank=True)


class RecusalBody(serializers.Serializer[Any]):
    """A live recusal."""

    id = serializers.UUIDField()
    entry = serializers.UUIDField()
    source = serializers.CharField()  # type: ignore[assignment] # the recusal's, not the field's
    declared_at = serializers.DateTimeField()
