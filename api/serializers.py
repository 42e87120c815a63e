"""Bases of request and response shapes, and the fields that several resources share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rest_framework import serializers

from core.clock import instant_text
from core.errors import Problem


class Strict(serializers.Serializer[Any]):
    """A request body: unknown fields are refused, never ignored."""

    def to_internal_value(self, data: Any) -> Any:
        """Validate; raises field_unknown with the names."""
        if isinstance(data, Mapping):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                raise Problem("field_unknown", fields={name: ["unknown"] for name in unknown})
        return super().to_internal_value(data)


class Nothing(Strict):
    """A command without a body."""


class BilingualField(serializers.Serializer[Any]):
    """`{zh, en}`; both are text, `en` may be empty."""

    zh = serializers.CharField(max_length=120)
    en = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")


class PersonField(serializers.Serializer[Any]):
    """A person as others see them."""

    id = serializers.UUIDField()
    name = BilingualField()


class MoneyField(serializers.Serializer[Any]):
    """`{kind, currency, minor}`: an integer of the smallest unit."""

    kind = serializers.CharField(max_length=32)
    currency = serializers.CharField(max_length=3)
    minor = serializers.IntegerField(min_value=0)


def money_body(kind: str, minor: int | None) -> dict[str, Any] | None:
    """The wire form of an amount in CNY, or None."""
    return None if minor is None else {"kind": kind, "currency": "CNY", "minor": minor}


def time_text(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, always with microseconds; None stays None."""
    return None if moment is None else instant_text(moment)
