"""The wire form of a round for its staff."""

from typing import Any

from rest_framework import serializers

from api.draws import DrawBody, RoundSlotBody, draw_body, slots_body
from api.serializers import BilingualField, PersonField, time_text
from contest.models import Round
from core.selectors.names import person_body
from judging.models import Panel, PanelSeat, Publication
from judging.selectors.rounds import (
    round_draw,
    round_panels,
    round_publications,
    round_result_facts,
    round_slots,
    seat_progress,
)


class RoundEdition(serializers.Serializer[Any]):
    """The edition of the round."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = BilingualField()
    state = serializers.CharField()
    is_demo = serializers.BooleanField()


class RulebookRef(serializers.Serializer[Any]):
    """Which rulebook, and since when it is frozen."""

    hash = serializers.CharField()
    frozen_at = serializers.DateTimeField(allow_null=True)


class RoomRef(serializers.Serializer[Any]):
    """The panel's room."""

    id = serializers.UUIDField()
    name = BilingualField()
    version = serializers.IntegerField()


class SeatBody(serializers.Serializer[Any]):
    """A seat and how ready its judge is."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    person = PersonField()
    kind = serializers.CharField()
    is_chair = serializers.BooleanField()
    is_alternate = serializers.BooleanField()
    device_bound = serializers.BooleanField()
    nda_signed = serializers.BooleanField()
    statements = serializers.IntegerField()
    recusals = serializers.IntegerField()


class PanelBody(serializers.Serializer[Any]):
    """A panel with its room and seats."""

    id = serializers.UUIDField()
    name = BilingualField()
    room = RoomRef()
    seats = SeatBody(many=True)


class ResultRef(serializers.Serializer[Any]):
    """The result that stands."""

    state = serializers.CharField()
    version = serializers.IntegerField()


class PublicationRef(serializers.Serializer[Any]):
    """A publication of the round."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    state = serializers.CharField()


class RoundBody(serializers.Serializer[Any]):
    """A round as its staff sees it."""

    id = serializers.UUIDField()
    edition = RoundEdition()
    code = serializers.CharField()
    name = BilingualField()
    seq = serializers.IntegerField()
    state = serializers.CharField()
    opened_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    rulebook = RulebookRef()
    panels = PanelBody(many=True)
    draw = DrawBody(allow_null=True)
    slots = RoundSlotBody(many=True)
    result = ResultRef(allow_null=True)
    publications = PublicationRef(many=True)


class RoomSnapshot(serializers.Serializer[Any]):
    """The room, its version and the body of its frames for the viewer's audience."""

    room = serializers.UUIDField()
    v = serializers.IntegerField()
    body = serializers.DictField()


def round_body(round_: Round) -> dict[str, Any]:
    """The wire form of a round."""
    edition, rulebook = round_.edition, round_.rulebook
    progress = seat_progress(round_)
    return {
        "id": str(round_.uid),
        "edition": {
            "id": str(edition.uid),
            "slug": edition.slug,
            "name": edition.name,
            "state": edition.state,
            "is_demo": edition.is_demo,
        },
        "code": round_.code,
        "name": round_.name,
        "seq": round_.seq,
        "state": round_.state,
        "opened_at": time_text(round_.opened_at),
        "closed_at": time_text(round_.closed_at),
        "rulebook": {"hash": rulebook.hash, "frozen_at": time_text(rulebook.frozen_at)},
        "panels": [_panel(panel, progress) for panel in round_panels(round_)],
        "draw": draw_body(round_draw(round_)),
        "slots": slots_body(round_slots(round_))["slots"],
        "result": round_result_facts(round_),
        "publications": [_publication(each) for each in round_publications(round_)],
    }


def _panel(panel: Panel, progress: dict[int, dict[str, Any]]) -> dict[str, Any]:
    room = panel.room
    return {
        "id": str(panel.uid),
        "name": panel.name,
        "room": {"id": str(room.uid), "name": room.name, "version": room.version},
        "seats": [_seat(seat, progress[seat.pk]) for seat in panel.seats.all()],
    }


def _seat(seat: PanelSeat, progress: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(seat.uid),
        "number": seat.number,
        "person": person_body(seat.expert.person),
        "kind": seat.expert.kind,
        "is_chair": seat.is_chair,
        "is_alternate": seat.is_alternate,
        **progress,
    }


def _publication(publication: Publication) -> dict[str, Any]:
    return {
        "id": str(publication.uid),
        "kind": publication.kind,
        "state": publication.state,
    }
