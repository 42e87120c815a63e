"""The wire form of a prospect: never a score, a rank, a judge or a desk's note."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, MoneyField, PersonField, money_body, time_text
from contest.models import Team
from core.selectors.names import person_body
from pipeline.models import Prospect


class ProspectEdition(serializers.Serializer[Any]):
    """Where the entry takes part."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = BilingualField()


class ProspectEntry(serializers.Serializer[Any]):
    """What the team entered."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()


class ProspectContact(PersonField):
    """The team's leader."""

    email = serializers.EmailField(allow_null=True)
    phone = serializers.CharField(allow_blank=True)


class ProspectField(serializers.Serializer[Any]):
    """A prospect."""

    id = serializers.UUIDField()
    since = serializers.DateTimeField()
    edition = ProspectEdition()
    entry = ProspectEntry()
    team = BilingualField()
    organization = BilingualField(allow_null=True)
    track = BilingualField(allow_null=True)
    landing_intent = serializers.ChoiceField(choices=["none", "open", "firm"])
    planned_investment = MoneyField(allow_null=True)
    contact = ProspectContact(allow_null=True)
    project = serializers.UUIDField(allow_null=True)


def prospect_body(prospect: Prospect) -> dict[str, Any]:
    """A prospect as its host's zone sees it."""
    entry = prospect.entry
    edition, team = entry.edition, entry.team
    project = getattr(prospect, "project", None)
    return {
        "id": str(prospect.uid),
        "since": time_text(prospect.since),
        "edition": {"id": str(edition.uid), "slug": edition.slug, "name": edition.name},
        "entry": {
            "id": str(entry.uid),
            "number": entry.number,
            "title": entry.title,
            "summary": entry.summary,
        },
        "team": team.name,
        "organization": team.organization.name if team.organization else None,
        "track": entry.track.name if entry.track else None,
        "landing_intent": entry.landing_intent,
        "planned_investment": money_body("planned_investment", entry.planned_investment_minor),
        "contact": _contact(team),
        "project": None if project is None else str(project.uid),
    }


def _contact(team: Team) -> dict[str, Any] | None:
    for member in team.members.all():
        emails = [account.email for account in member.person.accounts.all() if account.email]
        return {
            **person_body(member.person),
            "email": emails[0] if emails else None,
            "phone": member.person.phone,
        }
    return None
