"""Shapes of a sheet and of progress."""

from typing import Any

from rest_framework import serializers

from api.serializers import time_text
from judging.models import ScoreSheet
from judging.selectors.sheets import sheet_body


class SheetEntry(serializers.Serializer[Any]):
    """The entry that is marked."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()


class SheetCell(serializers.Serializer[Any]):
    """A criterion's mark with its revision."""

    value = serializers.CharField(allow_null=True)
    rev = serializers.IntegerField()
    committed_at = serializers.DateTimeField(allow_null=True)


class SheetBody(serializers.Serializer[Any]):
    """One's own sheet."""

    id = serializers.UUIDField()
    entry = SheetEntry()
    state = serializers.CharField()
    cells = serializers.DictField(child=SheetCell())
    signed_at = serializers.DateTimeField(allow_null=True)
    total = serializers.CharField(allow_null=True)
    rulebook_hash = serializers.CharField()
    supersedes = serializers.UUIDField(allow_null=True)


class ProgressEntry(serializers.Serializer[Any]):
    """The entry of a sheet."""

    id = serializers.UUIDField()
    number = serializers.CharField()


class ProgressRow(serializers.Serializer[Any]):
    """How far a sheet is; never a value."""

    entry = ProgressEntry()
    seat = serializers.IntegerField()
    state = serializers.ChoiceField(choices=("none", "open", "signed", "recused"))
    filled = serializers.IntegerField()


def own_sheet_body(sheet: ScoreSheet) -> dict[str, Any]:
    """The wire form of one's own sheet."""
    return {**sheet_body(sheet), "signed_at": time_text(sheet.signed_at)}
