"""Shapes of links and recusals."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict, time_text
from judging.models import Recusal


class SeatLink(serializers.Serializer[Any]):
    """A judge's link; `url` is there once, in the answer to the request that made it."""

    id = serializers.UUIDField()
    url = serializers.CharField(allow_null=True)
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


def recusal_body(recusal: Recusal) -> dict[str, Any]:
    """The wire form of a recusal."""
    return {
        "id": str(recusal.uid),
        "entry": str(recusal.entry.uid),
        "source": recusal.source,
        "declared_at": time_text(recusal.declared_at),
    }
