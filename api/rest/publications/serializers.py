"""Shapes of a publication."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict, person_body, time_text
from core.models import Person
from judging.models import Publication, PublicationKind
from judging.selectors.publications import publication_body


class PrepareRequest(Strict):
    """Which list."""

    kind = serializers.ChoiceField(choices=PublicationKind.choices)


class HashRequest(Strict):
    """The hash that the person looked at."""

    hash = serializers.RegexField(r"\A[0-9a-f]{64}\Z")


class CancelRequest(Strict):
    """Why it is dropped."""

    reason = serializers.CharField(max_length=300, allow_blank=True)


class TodoBody(serializers.Serializer[Any]):
    """What a step could not do by itself."""

    step = serializers.CharField()
    code = serializers.CharField()
    entry = serializers.UUIDField(allow_null=True)
    done = serializers.BooleanField()


class PublicationBody(serializers.Serializer[Any]):
    """A publication with the document that two people approve."""

    id = serializers.UUIDField()
    round = serializers.UUIDField()
    kind = serializers.CharField()
    state = serializers.CharField()
    hash = serializers.CharField()
    document = serializers.DictField()
    prepared_by = PersonField()
    prepared_at = serializers.DateTimeField()
    approved_by = PersonField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField(allow_null=True)
    publicity_until = serializers.DateTimeField(allow_null=True)
    todos = TodoBody(many=True)


_TIMES = ("prepared_at", "approved_at", "opened_at", "publicity_until")
_PEOPLE = ("prepared_by", "approved_by")


def publication_wire(publication: Publication) -> dict[str, Any]:
    """The wire form of a publication."""
    body = publication_body(publication)
    return {
        **body,
        **{name: time_text(body[name]) for name in _TIMES},
        **{name: _person(body[name]) for name in _PEOPLE},
    }


def _person(person: Person | None) -> dict[str, Any] | None:
    return None if person is None else person_body(person)
