"""Last days on the wire."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict, time_text
from core.models import Departure, DeparturePerson
from core.selectors.departures import Deeds
from core.selectors.names import person_body, person_or_none

Names = Mapping[UUID, dict[str, str]]


class DepartureSent(Strict):
    """Who leaves: one person, or an edition's guest organization."""

    person = serializers.UUIDField(required=False, allow_null=True, default=None)
    organization = serializers.UUIDField(required=False, allow_null=True, default=None)
    edition = serializers.UUIDField(required=False, allow_null=True, default=None)
    successor = serializers.UUIDField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=300, allow_blank=True)


class DepartureNamed(serializers.Serializer[Any]):
    """Something by its name."""

    id = serializers.UUIDField()
    name = BilingualField()


class DepartureSummary(serializers.Serializer[Any]):
    """One last day."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    by = PersonField(allow_null=True)
    reason = serializers.CharField()
    organization = DepartureNamed(allow_null=True)
    edition = DepartureNamed(allow_null=True)
    successor = PersonField(allow_null=True)
    people = PersonField(many=True)


class RoleEnded(serializers.Serializer[Any]):
    """A role that ended."""

    role = serializers.CharField()
    edition = DepartureNamed(allow_null=True)


class DeedCount(serializers.Serializer[Any]):
    """How often something was done."""

    type = serializers.CharField()
    count = serializers.IntegerField()


class Deed(serializers.Serializer[Any]):
    """Something that was done, and when."""

    type = serializers.CharField()
    at = serializers.DateTimeField()


class HandedOver(serializers.Serializer[Any]):
    """Something that was theirs to do, and to whom it went."""

    kind = serializers.CharField()
    id = serializers.UUIDField()
    to = serializers.UUIDField(allow_null=True)


class PersonLeft(serializers.Serializer[Any]):
    """One of those who left: what ended, what they did, what was open."""

    person = PersonField()
    roles = RoleEnded(many=True)
    sessions = serializers.IntegerField()
    devices = serializers.IntegerField()
    links = serializers.IntegerField()
    handed = HandedOver(many=True)
    counts = DeedCount(many=True)
    newest = Deed(many=True)
    first_at = serializers.DateTimeField(allow_null=True)
    last_at = serializers.DateTimeField(allow_null=True)


class DepartureReport(DepartureSummary):
    """A last day with all that it ended."""

    left = PersonLeft(many=True)


class DepartureList(serializers.Serializer[Any]):
    """The newest fifty."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = DepartureSummary(many=True)


def _edition(scope_id: UUID | None, names: Names) -> dict[str, Any] | None:
    if scope_id is None:
        return None
    return {"id": str(scope_id), "name": names.get(scope_id, {"zh": "", "en": ""})}


def summary_body(row: Departure, names: Names) -> dict[str, Any]:
    """One last day."""
    guest = row.organization
    return {
        "id": str(row.uid),
        "at": time_text(row.at),
        "by": person_or_none(row.by),
        "reason": row.reason,
        "organization": None if guest is None else {"id": str(guest.uid), "name": guest.name},
        "edition": _edition(row.scope_id, names),
        "successor": person_or_none(row.successor),
        "people": [person_body(each.person) for each in row.people.all()],
    }


def left_body(row: DeparturePerson, deeds: Deeds, names: Names) -> dict[str, Any]:
    """One of those who left."""
    return {
        "person": person_body(row.person),
        "roles": [
            {
                "role": each["role"],
                "edition": _edition(UUID(each["scope"]) if each["scope"] else None, names),
            }
            for each in row.roles
        ],
        "sessions": row.sessions,
        "devices": row.devices,
        "links": row.links,
        "handed": row.handed,
        "counts": [{"type": kind, "count": count} for kind, count in deeds.counts],
        "newest": [{"type": kind, "at": time_text(at)} for kind, at in deeds.newest],
        "first_at": time_text(deeds.first),
        "last_at": time_text(deeds.last),
    }
