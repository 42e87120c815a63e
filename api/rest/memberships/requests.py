"""What is sent about roles."""

from rest_framework import serializers

from api.serializers import Strict
from core.models import Role


class GuestName(Strict):
    """A guest organization's name."""

    zh = serializers.CharField(max_length=120)
    en = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")


class GuestSent(Strict):
    """A guest organization: one that was here before by its id, another by its name."""

    id = serializers.UUIDField(required=False)
    name = GuestName(required=False)
    credit_code = serializers.CharField(max_length=18, required=False, allow_blank=True, default="")


class OfficeSent(Strict):
    """A role for the person behind an address."""

    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
    edition = serializers.UUIDField(required=False, allow_null=True, default=None)
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)
    organization = GuestSent(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class EndSent(Strict):
    """Another end, or none."""

    until = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class ReasonSent(Strict):
    """Why, where somebody says so."""

    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class Wanted(Strict):
    """Which of a host's roles are asked for."""

    cursor = serializers.CharField(max_length=400, required=False)
    lang = serializers.CharField(max_length=35, required=False)
    q = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    role = serializers.ChoiceField(
        choices=Role.choices, required=False, allow_blank=True, default=""
    )
    edition = serializers.UUIDField(required=False, default=None)
    ended = serializers.BooleanField(required=False, default=False)
