"""What is sent to and answered about entries."""

import json
from typing import Any

from rest_framework import serializers

from api.entries import INVESTMENT
from api.serializers import Strict
from contest.models import EntryState, EntryVersion, LandingIntent
from contest.selectors.editions import divisions_all, tracks_all
from core.errors import Problem

# Ten million yuan times a thousand: far above any plan, far below a bigint.
_MOST_MINOR = 10**15
_MOST_ANSWERS = 60


class Investment(Strict):
    """A planned investment in CNY; an amount of another kind is refused."""

    kind = serializers.CharField()
    currency = serializers.CharField()
    minor = serializers.IntegerField(min_value=0, max_value=_MOST_MINOR)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Only the kind and currency of the column. Raises money_malformed."""
        if attrs["kind"] != INVESTMENT or attrs["currency"] != "CNY":
            raise Problem("money_malformed")
        return attrs

    def to_internal_value(self, data: Any) -> Any:
        """An amount is an integer, not its text. Raises money_malformed."""
        if not isinstance(data, dict) or type(data.get("minor")) is not int:
            raise Problem("money_malformed")
        return super().to_internal_value(data)


class EntryEdit(Strict):
    """Fields of the form; what is left out stays."""

    title = serializers.CharField(max_length=60, allow_blank=True, required=False)
    summary = serializers.CharField(max_length=500, allow_blank=True, required=False)
    track = serializers.SlugRelatedField(
        slug_field="uid", queryset=tracks_all(), allow_null=True, required=False
    )
    division = serializers.SlugRelatedField(
        slug_field="uid", queryset=divisions_all(), allow_null=True, required=False
    )
    landing_intent = serializers.ChoiceField(choices=LandingIntent.choices, required=False)
    planned_investment = Investment(allow_null=True, required=False)
    answers = serializers.DictField(
        child=serializers.CharField(max_length=2000, allow_blank=True), required=False
    )

    def validate_answers(self, value: dict[str, str]) -> dict[str, str]:
        """A bounded number of answers with short, printable names."""
        if len(value) > _MOST_ANSWERS or any(len(name) > 64 for name in value):
            raise serializers.ValidationError("too_many", code="too_many")
        if not all(name.isprintable() for name in value):
            raise serializers.ValidationError("invalid", code="invalid")
        return value


class Reason(Strict):
    """Why."""

    reason = serializers.CharField(max_length=300, allow_blank=True)


class ReceiptFile(serializers.Serializer[Any]):
    """A file as it was submitted."""

    slot = serializers.CharField()
    name = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()


class ReceiptBody(serializers.Serializer[Any]):
    """A signed receipt; `signed` is the exact text under the signature."""

    number = serializers.CharField()
    entry = serializers.UUIDField()
    version = serializers.IntegerField()
    content_hash = serializers.CharField()
    files = ReceiptFile(many=True)
    arrived_at = serializers.DateTimeField()
    committed_at = serializers.DateTimeField()
    signature = serializers.CharField()
    key_id = serializers.CharField()
    signed = serializers.CharField()


class ReceiptList(serializers.Serializer[Any]):
    """All receipts of an entry, the newest first."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = ReceiptBody(many=True)


class EntryFilters(serializers.Serializer[Any]):
    """The list's filters."""

    edition = serializers.UUIDField(required=False)
    state = serializers.ChoiceField(choices=EntryState.choices, required=False)
    track = serializers.UUIDField(required=False)


def receipt_body(version: EntryVersion) -> dict[str, Any]:
    """A receipt with its signature."""
    signed = json.loads(version.receipt)
    kept = (
        "number",
        "entry",
        "version",
        "content_hash",
        "files",
        "arrived_at",
        "committed_at",
        "key_id",
    )
    return {
        **{name: signed[name] for name in kept},
        "signature": version.signature,
        "signed": version.receipt,
    }
