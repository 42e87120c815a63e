"""Editions on the wire."""

from typing import Any

from rest_framework import serializers

from api.entries import Choice, choice_body
from api.serializers import BilingualField, time_text
from contest.models import ConsentText, Edition, Round
from contest.phases import phase_of
from contest.selectors.editions import latest_consent_texts
from judging.selectors.rulebooks import rulebook_card_known


class EditionContest(serializers.Serializer[Any]):
    """The brand."""

    slug = serializers.SlugField()
    name = BilingualField()


class EditionHost(serializers.Serializer[Any]):
    """The tenant."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = BilingualField()


class EditionRow(serializers.Serializer[Any]):
    """An edition in the list."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    contest = EditionContest()
    name = BilingualField()
    summary = BilingualField()
    year = serializers.IntegerField()
    state = serializers.CharField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    time_zone = serializers.CharField()
    host = EditionHost()


class RoundRulebook(serializers.Serializer[Any]):
    """The document that a round is judged under."""

    hash = serializers.CharField()
    document = serializers.DictField()
    card = serializers.DictField(
        allow_null=True,
        help_text="What sheets and rooms read of it; null where rooms cannot judge by it.",
    )


class EditionRound(serializers.Serializer[Any]):
    """A step that is judged."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = BilingualField()
    seq = serializers.IntegerField()
    state = serializers.CharField()
    rulebook = RoundRulebook()


class EditionConsentText(serializers.Serializer[Any]):
    """The words in force of one consent."""

    kind = serializers.CharField()
    version = serializers.IntegerField()
    text = BilingualField()
    receiver = BilingualField()
    required = serializers.BooleanField()  # type: ignore[assignment]
    hash = serializers.CharField()


class EditionBody(EditionRow):
    """An edition's page."""

    tracks = Choice(many=True)
    divisions = Choice(many=True)
    rounds = EditionRound(many=True)
    consent_texts = EditionConsentText(many=True)
    phase = serializers.CharField()


def row_body(edition: Edition) -> dict[str, Any]:
    """An edition in the list."""
    contest, host = edition.contest, edition.contest.host
    return {
        "id": str(edition.uid),
        "slug": edition.slug,
        "contest": {"slug": contest.slug, "name": contest.name},
        "name": edition.name,
        "summary": edition.summary,
        "year": edition.year,
        "state": edition.state,
        "opens_at": time_text(edition.opens_at),
        "closes_at": time_text(edition.closes_at),
        "time_zone": edition.time_zone,
        "host": {"id": str(host.uid), "slug": host.slug, "name": host.name},
    }


def page_body(edition: Edition) -> dict[str, Any]:
    """An edition's page; expects the selector's prefetched rows."""
    rounds = list(edition.rounds.all())
    return {
        **row_body(edition),
        "tracks": _choices(edition.tracks.all()),
        "divisions": _choices(edition.divisions.all()),
        "rounds": [_round(each) for each in rounds],
        "consent_texts": [_text(each) for each in latest_consent_texts(edition)],
        "phase": str(phase_of(edition, rounds[-1] if rounds else None)),
    }


def _choices(rows: Any) -> list[dict[str, Any] | None]:
    return [choice_body(row) for row in sorted(rows, key=lambda row: (row.position, row.pk))]


def _round(step: Round) -> dict[str, Any]:
    return {
        "id": str(step.uid),
        "code": step.code,
        "name": step.name,
        "seq": step.seq,
        "state": step.state,
        "rulebook": {
            "hash": step.rulebook.hash,
            "document": step.rulebook.document,
            "card": rulebook_card_known(step),
        },
    }


def _text(text: ConsentText) -> dict[str, Any]:
    return {
        "kind": text.kind,
        "version": text.version,
        "text": text.text,
        "receiver": text.receiver,
        "required": text.required,
        "hash": text.hash,
    }
