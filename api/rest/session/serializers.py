"""The session on the wire."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict


class SessionAccount(serializers.Serializer[Any]):
    """The way to sign in; a judge's device has no address."""

    email = serializers.CharField(allow_null=True)
    language = serializers.CharField()


class SessionDevice(serializers.Serializer[Any]):
    """The bound device behind the session."""

    id = serializers.UUIDField()


class SessionHost(serializers.Serializer[Any]):
    """A tenant."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = BilingualField()


class SessionMembership(serializers.Serializer[Any]):
    """A role in force."""

    role = serializers.CharField()
    host = SessionHost(allow_null=True)
    scope_kind = serializers.CharField()
    scope_id = serializers.UUIDField(allow_null=True)


class SessionTeam(serializers.Serializer[Any]):
    """A team of the person."""

    team = serializers.UUIDField()
    entry = serializers.UUIDField()
    role = serializers.CharField()


class SessionSeat(serializers.Serializer[Any]):
    """A judge's seat of the person."""

    seat = serializers.UUIDField()
    panel = serializers.UUIDField()
    round = serializers.UUIDField()
    edition = serializers.UUIDField()


class SessionBody(serializers.Serializer[Any]):
    """Everything the client needs to know of whoever is looking."""

    signed_in = serializers.BooleanField()
    person = PersonField(allow_null=True)
    account = SessionAccount(allow_null=True)
    device = SessionDevice(allow_null=True)
    memberships = SessionMembership(many=True)
    teams = SessionTeam(many=True)
    seats = SessionSeat(many=True)
    csrf = serializers.CharField()


class PersonName(Strict):
    """How a person is called."""

    zh = serializers.CharField(max_length=80)
    en = serializers.CharField(max_length=80, allow_blank=True, required=False, default="")


class SessionEdit(Strict):
    """What people change about themselves."""

    language = serializers.CharField(max_length=16, required=False)
    name = PersonName(required=False)
