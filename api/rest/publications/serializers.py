"""Shapes of a publication."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict, time_text
from core.selectors.names import person_body, person_or_none
from judging.models import Publication, PublicationKind, PublicationTodo


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


def publication_body(publication: Publication) -> dict[str, Any]:
    """State, hash, the whole document, and what the steps left to do."""
    todos = sorted(publication.todos.all(), key=lambda todo: todo.pk)
    return {
        "id": str(publication.uid),
        "round": str(publication.round.uid),
        "kind": publication.kind,
        "state": publication.state,
        "hash": publication.hash,
        "document": publication.document,
        "prepared_by": person_body(publication.prepared_by),
        "prepared_at": time_text(publication.prepared_at),
        "approved_by": person_or_none(publication.approved_by),
        "approved_at": time_text(publication.approved_at),
        "opened_at": time_text(publication.opened_at),
        "publicity_until": time_text(publication.publicity_until),
        "todos": [_todo(todo) for todo in todos],
    }


def _todo(todo: PublicationTodo) -> dict[str, Any]:
    return {
        "step": todo.step,
        "code": todo.code,
        "entry": None if todo.entry is None else str(todo.entry.uid),
        "done": todo.done_at is not None,
    }
