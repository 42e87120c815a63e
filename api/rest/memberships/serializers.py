"""Roles on the wire."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, time_text
from contest.models import Edition
from core.models import Host, Membership, MembershipOffer, Organization, Role
from core.selectors.names import person_body

Names = Mapping[UUID, dict[str, str]]


class NamedThing(serializers.Serializer[Any]):
    """Something by its name."""

    id = serializers.UUIDField()
    name = BilingualField()


class MembershipMay(serializers.Serializer[Any]):
    """What the viewer may do to a role."""

    edit = serializers.BooleanField()
    end = serializers.BooleanField()


class MembershipField(serializers.Serializer[Any]):
    """A role that somebody holds, or held."""

    id = serializers.UUIDField()
    person = PersonField()
    email = serializers.EmailField(allow_null=True)
    role = serializers.ChoiceField(choices=Role.choices)
    edition = NamedThing(allow_null=True)
    organization = NamedThing(allow_null=True)
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    rev = serializers.IntegerField()
    may = MembershipMay()


class OfferField(serializers.Serializer[Any]):
    """A role that waits for somebody to take it up."""

    id = serializers.UUIDField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
    edition = NamedThing(allow_null=True)
    organization = NamedThing(allow_null=True)
    until = serializers.DateTimeField(allow_null=True)
    offered_by = PersonField()
    offered_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    may_withdraw = serializers.BooleanField()


class OfferList(serializers.Serializer[Any]):
    """All open offers of a host; they live three days, so there is one page."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = OfferField(many=True)


class OfficeGiven(serializers.Serializer[Any]):
    """A role in force, or an offer with its link, shown this once."""

    membership = MembershipField(allow_null=True)
    offer = OfferField(allow_null=True)
    url = serializers.CharField(allow_null=True)


class EditionOffices(NamedThing):
    """An edition, and the roles that the viewer gives in it."""

    state = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())


class HostOffices(serializers.Serializer[Any]):
    """What the viewer gives at a host: for all of it, in an edition, to whose people."""

    host = NamedThing()
    roles = serializers.ListField(child=serializers.CharField())
    guest_roles = serializers.ListField(child=serializers.CharField())
    editions = EditionOffices(many=True)
    guests = NamedThing(many=True)


def named(row: Host | Edition | Organization) -> dict[str, Any]:
    """Something by its name."""
    return {"id": str(row.uid), "name": row.name}


def _edition(scope_id: UUID | None, names: Names) -> dict[str, Any] | None:
    if scope_id is None:
        return None
    return {"id": str(scope_id), "name": names.get(scope_id, {"zh": "", "en": ""})}


def membership_body(
    row: Membership, *, email: str | None, names: Names, edit: bool, end: bool
) -> dict[str, Any]:
    """A role; the address only for whoever could end it."""
    over = row.ended_at is not None
    return {
        "id": str(row.uid),
        "person": person_body(row.person),
        "email": email if end else None,
        "role": row.role,
        "edition": _edition(row.scope_id, names),
        "organization": None if row.organization is None else named(row.organization),
        "since": time_text(row.since),
        "until": time_text(row.until),
        "ended_at": time_text(row.ended_at),
        "rev": row.rev,
        "may": {"edit": edit and not over, "end": end and not over},
    }


def offer_body(offer: MembershipOffer, *, names: Names, withdraw: bool) -> dict[str, Any]:
    """An offer; its link is nowhere to be read again."""
    link = offer.invitation
    return {
        "id": str(offer.uid),
        "email": link.email,
        "role": offer.role,
        "edition": _edition(offer.scope_id, names),
        "organization": None if offer.organization is None else named(offer.organization),
        "until": time_text(offer.until),
        "offered_by": person_body(link.issued_by),
        "offered_at": time_text(offer.created_at),
        "expires_at": time_text(link.expires_at),
        "may_withdraw": withdraw,
    }
