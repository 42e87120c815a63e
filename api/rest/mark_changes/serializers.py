"""A mark in the place of another."""

from typing import Any

from rest_framework import serializers


class _Change(serializers.Serializer[Any]):
    """`told` says whether the two marks may be seen; null is *not scored*, or not told."""

    criterion = serializers.CharField()
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)
    told = serializers.BooleanField()
    at = serializers.DateTimeField()


class OwnChange(_Change):
    """A judge's own."""

    sheet = serializers.UUIDField()


class OwnChangesBody(serializers.Serializer[Any]):
    """All of a seat's, in running order."""

    changes = OwnChange(many=True)


class RoundChange(_Change):
    """Anybody's, by entry number and seat."""

    entry = serializers.CharField()
    seat = serializers.IntegerField()


class RoundChangesBody(serializers.Serializer[Any]):
    """All of a round's, in running order."""

    changes = RoundChange(many=True)
