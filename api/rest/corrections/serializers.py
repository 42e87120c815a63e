"""Shapes of a request for a correction."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict
from judging.models import CorrectionReason, CorrectionState


class CorrectionSent(Strict):
    """The mark that should be there, and how the wrong one came about."""

    criterion = serializers.RegexField(r"\A[a-z][a-z0-9_]{0,39}\Z")
    value = serializers.CharField(max_length=40, trim_whitespace=False)
    reason = serializers.ChoiceField(choices=CorrectionReason.choices)
    text = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


class CorrectionEntry(serializers.Serializer[Any]):
    """The entry whose mark it is."""

    id = serializers.UUIDField()
    number = serializers.CharField()


class CorrectionBody(serializers.Serializer[Any]):
    """A request as its own judge sees it."""

    id = serializers.UUIDField()
    sheet = serializers.UUIDField()
    successor = serializers.UUIDField(allow_null=True)
    entry = CorrectionEntry()
    criterion = serializers.CharField()
    value = serializers.CharField()
    replaced = serializers.CharField(allow_null=True)
    reason = serializers.ChoiceField(choices=CorrectionReason.choices)
    text = serializers.CharField()
    state = serializers.ChoiceField(choices=CorrectionState.choices)
    requested_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    refused_for = serializers.CharField(allow_blank=True)
