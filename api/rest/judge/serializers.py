"""Shapes of a judge's undertaking, statements and working list."""

from typing import Any

from rest_framework import serializers

from api.entries import FileBody, file_body
from api.serializers import BilingualField, Strict, time_text
from judging.models import Nda, PanelSeat
from judging.selectors.nda import nda_text
from judging.selectors.queue import judge_queue
from judging.selectors.rulebooks import rulebook_card
from judging.selectors.seats import nda_of


class NdaRequest(Strict):
    """The text that was read, by version and hash."""

    version = serializers.IntegerField(min_value=1)
    hash = serializers.RegexField(r"\A[0-9a-f]{64}\Z")


class ConflictRequest(Strict):
    """A statement for one entry; a conflict needs words."""

    entry = serializers.UUIDField()
    has_conflict = serializers.BooleanField()
    detail = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


class JudgeRecusalRequest(Strict):
    """A conflict found after the statement."""

    entry = serializers.UUIDField()
    reason = serializers.CharField(max_length=300, allow_blank=True)


class LongText(serializers.Serializer[Any]):
    """`{zh, en}` of any length."""

    zh = serializers.CharField()
    en = serializers.CharField()


class QueueNda(serializers.Serializer[Any]):
    """The undertaking in force and when it was signed."""

    text = LongText()
    version = serializers.IntegerField()
    hash = serializers.CharField()
    signed_at = serializers.DateTimeField(allow_null=True)


class QueueEdition(serializers.Serializer[Any]):
    """The edition that is judged."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = BilingualField()


class QueueRound(serializers.Serializer[Any]):
    """The round that is judged, and the room to watch."""

    id = serializers.UUIDField()
    name = BilingualField()
    state = serializers.CharField()
    room = serializers.UUIDField()


class QueueSeat(serializers.Serializer[Any]):
    """The judge's seat."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    kind = serializers.CharField()
    is_chair = serializers.BooleanField()
    is_alternate = serializers.BooleanField()


class QueueRulebook(serializers.Serializer[Any]):
    """The rulebook that the sheets follow."""

    hash = serializers.CharField()
    document = serializers.DictField()


class QueueSlot(serializers.Serializer[Any]):
    """Where the entry's turn stands."""

    id = serializers.UUIDField()
    state = serializers.CharField()
    position = serializers.IntegerField()


class QueueEntry(serializers.Serializer[Any]):
    """One entry of the working list."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    team = BilingualField()
    track = BilingualField(allow_null=True)
    conflict = serializers.ChoiceField(choices=("open", "none", "declared"))
    files = FileBody(many=True)
    sheet = serializers.UUIDField(allow_null=True)
    again = serializers.CharField(allow_null=True)
    slot = QueueSlot(allow_null=True)


class QueueBody(serializers.Serializer[Any]):
    """All that the tablet needs to start."""

    edition = QueueEdition()
    round = QueueRound()
    seat = QueueSeat()
    nda = QueueNda()
    rulebook = QueueRulebook()
    entries = QueueEntry(many=True)


def queue_body(seat: PanelSeat) -> dict[str, Any]:
    """The working list of a seat."""
    round_ = seat.panel.round
    edition = round_.edition
    return {
        "edition": {"id": str(edition.uid), "slug": edition.slug, "name": edition.name},
        "round": {
            "id": str(round_.uid),
            "name": round_.name,
            "state": round_.state,
            "room": str(seat.panel.room.uid),
        },
        "seat": {
            "id": str(seat.uid),
            "number": seat.number,
            "kind": seat.expert.kind,
            "is_chair": seat.is_chair,
            "is_alternate": seat.is_alternate,
        },
        "nda": nda_body(nda_of(seat)),
        "rulebook": {"hash": round_.rulebook.hash, "document": rulebook_card(round_)},
        "entries": [
            {**row, "files": [file_body(file) for file in row["files"]]}
            for row in judge_queue(seat)
        ],
    }


def nda_body(signed: Nda | None) -> dict[str, Any]:
    """The undertaking: the version that was signed, else the one in force."""
    text = nda_text() if signed is None else nda_text(signed.text_version)
    return {
        "text": {"zh": text.zh, "en": text.en},
        "version": text.version,
        "hash": text.hash,
        "signed_at": None if signed is None else time_text(signed.signed_at),
    }
