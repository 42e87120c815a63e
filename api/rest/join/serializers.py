"""Links on the wire: names that the invited person needs, never anybody's address."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict, time_text
from contest.models import Team
from core.errors import Problem
from core.models import Invitation, MembershipOffer, Role
from core.selectors.names import person_body
from judging.models import PanelSeat


class JoinSent(Strict):
    """The button: a judge's browser brings its key and a label."""

    device_key = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, default=""
    )
    device_label = serializers.CharField(
        max_length=120, required=False, allow_blank=True, default=""
    )
    email = serializers.EmailField(required=False, allow_blank=True, default="")


def key_require(sent: dict[str, Any]) -> None:
    """A browser with scripts brings its key; one without sits down at the basic card only.

    Raises field_invalid.
    """
    if not sent["device_key"]:
        raise Problem("field_invalid", fields={"device_key": ["required"]})


class Named(serializers.Serializer[Any]):
    """Something by its name."""

    name = BilingualField()


class NamedSeat(serializers.Serializer[Any]):
    """A seat by its number."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()


class JoinSubject(serializers.Serializer[Any]):
    """What the link leads to: the names of a team, of a seat, or of an office."""

    edition = Named(required=False)
    host = Named(required=False)
    role = serializers.ChoiceField(choices=Role.choices, required=False)
    organization = Named(required=False)
    until = serializers.DateTimeField(required=False, allow_null=True)
    team = Named(required=False)
    entry = serializers.UUIDField(required=False)
    person = PersonField(required=False)
    seat = NamedSeat(required=False)
    panel = Named(required=False)
    round = Named(required=False)


class JoinBody(serializers.Serializer[Any]):
    """A link as it stands."""

    kind = serializers.CharField()
    subject = JoinSubject()
    expires_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=["ready", "used", "expired", "revoked", "mine"])


class Joined(serializers.Serializer[Any]):
    """What the button did, and where to go on."""

    kind = serializers.CharField()
    redirect = serializers.CharField()
    entry = serializers.UUIDField(required=False)
    seat = serializers.UUIDField(required=False)
    device = serializers.UUIDField(required=False)


def team_subject(team: Team) -> dict[str, Any]:
    """A team's link."""
    return {
        "edition": {"name": team.edition.name},
        "team": {"name": team.name},
        "entry": str(team.entry.uid),
    }


def seat_subject(seat: PanelSeat) -> dict[str, Any]:
    """A judge's link."""
    step = seat.panel.round
    return {
        "edition": {"name": step.edition.name},
        "person": person_body(seat.expert.person),
        "seat": {"id": str(seat.uid), "number": seat.number},
        "panel": {"name": seat.panel.name},
        "round": {"name": step.name},
    }


def office_subject(offer: MembershipOffer, edition: dict[str, str] | None) -> dict[str, Any]:
    """An office's link; `edition` is the name of the one that it is for."""
    body: dict[str, Any] = {
        "host": {"name": offer.host.name},
        "role": offer.role,
        "until": time_text(offer.until),
    }
    if edition is not None:
        body["edition"] = {"name": edition}
    if offer.organization is not None:
        body["organization"] = {"name": offer.organization.name}
    return body


def join_body(invitation: Invitation, subject: dict[str, Any], state: str) -> dict[str, Any]:
    """A link as it stands."""
    return {
        "kind": invitation.kind,
        "subject": subject,
        "expires_at": time_text(invitation.expires_at),
        "state": state,
    }
