"""Entries on the wire: one body per named field set, shared by several resources."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.response import Response

from api.serializers import BilingualField, MoneyField, money_body, time_text
from api.views import View
from contest.models import Division, Entry, EntryFile, Track
from contest.policy import FieldSet, entry_field_set
from contest.selectors.consents import live_consents
from contest.selectors.content import changed_since_submit
from contest.selectors.entries import entry_visible_to
from contest.selectors.standings import Standing, standing_of
from contest.selectors.submitted import as_submitted
from core.errors import Problem

INVESTMENT = "planned_investment"


class Choice(serializers.Serializer[Any]):
    """A track or division."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = BilingualField()


class EntryEdition(serializers.Serializer[Any]):
    """The edition that an entry is in."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = BilingualField()
    state = serializers.CharField()
    closes_at = serializers.DateTimeField()


class EntryTeam(serializers.Serializer[Any]):
    """Who enters."""

    id = serializers.UUIDField()
    name = BilingualField()


class OrganizationBody(serializers.Serializer[Any]):
    """The legal person behind a team."""

    id = serializers.UUIDField()
    name = BilingualField()
    credit_code = serializers.CharField(allow_null=True)


class ConsentGiven(serializers.Serializer[Any]):
    """A consent in force."""

    kind = serializers.CharField()
    version = serializers.IntegerField()
    given_at = serializers.DateTimeField()


class EntryRow(serializers.Serializer[Any]):
    """An entry in a list, the same for everybody who sees it (sets `watch` and `judge` too)."""

    id = serializers.UUIDField()
    edition = EntryEdition()
    team = EntryTeam()
    number = serializers.CharField()
    state = serializers.CharField()
    title = serializers.CharField()
    track = Choice(allow_null=True)
    division = Choice(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)


class EntryBody(EntryRow):
    """An entry's page. `field_set` names which of the optional fields are there."""

    field_set = serializers.ChoiceField(choices=["full", "desk", "judge", "watch"])
    summary = serializers.CharField(required=False)
    rev = serializers.IntegerField(required=False)
    organization = OrganizationBody(allow_null=True, required=False)
    landing_intent = serializers.CharField(required=False)
    planned_investment = MoneyField(allow_null=True, required=False)
    answers = serializers.DictField(child=serializers.CharField(), required=False)
    consents = ConsentGiven(many=True, required=False)
    role = serializers.CharField(required=False)
    changed_since_submit = serializers.BooleanField(required=False)


class FileBody(serializers.Serializer[Any]):
    """A file in a slot."""

    id = serializers.UUIDField()
    slot = serializers.CharField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    pages = serializers.IntegerField(allow_null=True)
    sha256 = serializers.CharField()
    since = serializers.DateTimeField()
    url = serializers.CharField()


def choice_body(choice: Track | Division | None) -> dict[str, Any] | None:
    """A track or division, or None."""
    if choice is None:
        return None
    return {"id": str(choice.uid), "code": choice.code, "name": choice.name}


def row_body(entry: Entry) -> dict[str, Any]:
    """An entry in a list."""
    edition = entry.edition
    return {
        "id": str(entry.uid),
        "edition": {
            "id": str(edition.uid),
            "slug": edition.slug,
            "name": edition.name,
            "state": edition.state,
            "closes_at": time_text(edition.closes_at),
        },
        "team": {"id": str(entry.team.uid), "name": entry.team.name},
        "number": entry.number,
        "state": entry.state,
        "title": entry.title,
        "track": choice_body(entry.track),
        "division": choice_body(entry.division),
        "submitted_at": time_text(entry.submitted_at),
    }


def entry_body(entry: Entry, *, field_set: FieldSet, standing: Standing) -> dict[str, Any]:
    """An entry's page for one field set. The office reads what was submitted."""
    if field_set == "desk":
        entry = as_submitted(entry)
    body = {**row_body(entry), "field_set": field_set}
    if field_set == "watch":
        return body
    body["summary"] = entry.summary
    if field_set == "judge":
        return body
    body |= _private(entry)
    if field_set == "full":
        body |= {
            "rev": entry.rev,
            "role": standing.team_role,
            "changed_since_submit": changed_since_submit(entry=entry),
        }
    return body


def _private(entry: Entry) -> dict[str, Any]:
    organization = entry.team.organization
    return {
        "organization": None
        if organization is None
        else {
            "id": str(organization.uid),
            "name": organization.name,
            "credit_code": organization.credit_code,
        },
        "landing_intent": entry.landing_intent,
        "planned_investment": money_body(INVESTMENT, entry.planned_investment_minor),
        "answers": entry.answers,
        "consents": [
            {
                "kind": consent.text.kind,
                "version": consent.text.version,
                "given_at": time_text(consent.given_at),
            }
            for consent in live_consents(entry=entry)
        ],
    }


def file_body(placed: EntryFile) -> dict[str, Any]:
    """A file in a slot, with the address of its bytes."""
    file = placed.file
    return {
        "id": str(file.uid),
        "slot": placed.slot,
        "name": file.name,
        "size": file.size,
        "pages": file.pages,
        "sha256": file.sha256,
        "since": time_text(placed.since),
        "url": f"/files/{file.uid}",
    }


class EntryView(View):
    """Finds the entry among those the viewer may know of."""

    def entry(self, entry_id: UUID) -> Entry:
        """The entry. Raises not_found."""
        return entry_visible_to(self.viewer, entry_id=entry_id)

    def entry_answer(self, entry_id: UUID) -> Response:
        """The entry's page with its ETag. Raises not_found."""
        entry = self.entry(entry_id)
        return self.tagged(self.page(entry), entry.rev)

    def page(self, entry: Entry) -> dict[str, Any]:
        """The entry as the viewer sees it. Raises not_found."""
        standing = standing_of(viewer=self.viewer, entry=entry)
        field_set = entry_field_set(viewer=self.viewer, entry=entry, standing=standing)
        if field_set is None:
            raise Problem("not_found")
        return entry_body(entry, field_set=field_set, standing=standing)
