"""Shapes of links and recusals."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict, time_text
from judging.models import Recusal
from judging.selectors.recusals import RecusalTold


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


class RecusedEntry(serializers.Serializer[Any]):
    """The entry that is not judged."""

    id = serializers.UUIDField()
    number = serializers.CharField()


class LogPlace(serializers.Serializer[Any]):
    """Where the edition's log tells of something: its leaf."""

    seq = serializers.IntegerField()
    type = serializers.CharField()
    at = serializers.DateTimeField()
    leaf_hash = serializers.CharField()


class RecusalRow(serializers.Serializer[Any]):
    """A recusal with its reason and its place in the log."""

    id = serializers.UUIDField()
    seat = serializers.IntegerField()
    entry = RecusedEntry()
    source = serializers.CharField()  # type: ignore[assignment] # the recusal's, not the field's
    reason = serializers.CharField()
    declared_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    log = LogPlace(allow_null=True)


def recusal_row(told: RecusalTold) -> dict[str, Any]:
    """The wire form of a recusal for whoever answers for the round."""
    recusal, leaf = told.recusal, told.leaf
    return {
        "id": str(recusal.uid),
        "seat": recusal.seat.number,
        "entry": {"id": str(recusal.entry.uid), "number": recusal.entry.number},
        "source": recusal.source,
        "reason": recusal.reason,
        "declared_at": time_text(recusal.declared_at),
        "ended_at": None if recusal.ended_at is None else time_text(recusal.ended_at),
        "log": None
        if leaf is None
        else {
            "seq": leaf.seq,
            "type": leaf.type,
            "at": time_text(leaf.at),
            "leaf_hash": leaf.leaf_hash,
        },
    }


def recusal_body(recusal: Recusal) -> dict[str, Any]:
    """The wire form of a recusal."""
    return {
        "id": str(recusal.uid),
        "entry": str(recusal.entry.uid),
        "source": recusal.source,
        "declared_at": time_text(recusal.declared_at),
    }
