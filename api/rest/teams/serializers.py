"""Teams on the wire."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict, time_text
from contest.models import TeamMember
from core.selectors.names import person_body


class Name(Strict):
    """A name that a team chooses."""

    zh = serializers.CharField(max_length=120)
    en = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")


class OrganizationSent(Strict):
    """The legal person behind a team."""

    name = Name()
    credit_code = serializers.CharField(max_length=18, required=False, allow_blank=True, default="")


class TeamSent(Strict):
    """A team that registers."""

    name = Name()
    organization = OrganizationSent(required=False, allow_null=True)


class InvitationSent(Strict):
    """Whom a link is for; empty for whoever has it."""

    email = serializers.EmailField(required=False, allow_blank=True, default="")


class InvitationBody(serializers.Serializer[Any]):
    """A link; `url` is there once, in the answer to the request that made it."""

    id = serializers.UUIDField()
    url = serializers.CharField(allow_null=True)
    expires_at = serializers.DateTimeField()


class MemberBody(serializers.Serializer[Any]):
    """A person in the team."""

    id = serializers.UUIDField()
    person = PersonField()
    role = serializers.CharField()
    email = serializers.CharField(allow_null=True)
    joined_at = serializers.DateTimeField()


class MemberList(serializers.Serializer[Any]):
    """All members; a team is small, so there is one page."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = MemberBody(many=True)


def member_body(member: TeamMember, email: str | None) -> dict[str, Any]:
    """A person in the team."""
    return {
        "id": str(member.uid),
        "person": person_body(member.person),
        "role": member.role,
        "email": email,
        "joined_at": time_text(member.joined_at),
    }
