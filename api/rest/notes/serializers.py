"""Shapes of a note."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict
from judging.models import MOST_NOTE


class NoteSent(Strict):
    """The whole text; empty clears it."""

    text = serializers.CharField(max_length=MOST_NOTE, allow_blank=True, trim_whitespace=False)


class NoteBody(serializers.Serializer[Any]):
    """A note with its revision: 0 before the first word."""

    entry = serializers.UUIDField()
    text = serializers.CharField(allow_blank=True)
    rev = serializers.IntegerField()
    changed_at = serializers.DateTimeField(allow_null=True)
