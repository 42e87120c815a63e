"""A sign-in on the wire."""

from typing import Any

from rest_framework import serializers

from core.clock import instant_text
from core.models import SignIn


class SignInBody(serializers.Serializer[Any]):
    """A browser in which the account is signed in; `this` is the one that asks."""

    id = serializers.UUIDField()
    agent = serializers.CharField()
    since = serializers.DateTimeField()
    seen_at = serializers.DateTimeField()
    this = serializers.BooleanField()


class SignInsBody(serializers.Serializer[Any]):
    """All of the account's own."""

    results = SignInBody(many=True)


class Ended(serializers.Serializer[Any]):
    """How many were ended."""

    ended = serializers.IntegerField()


def sign_in_body(row: SignIn, *, key: str) -> dict[str, Any]:
    """The wire form; `key` is the session that asks."""
    return {
        "id": str(row.uid),
        "agent": row.agent,
        "since": instant_text(row.since),
        "seen_at": instant_text(row.seen_at),
        "this": row.session_key == key,
    }
