"""An edition's document with several rooms: seats stand with each room, and what it hears."""

import copy
from datetime import UTC, datetime

import pytest

from api.management.edition_document import edition_load
from contest.models import Edition
from core.errors import Problem
from demo.story import story
from judging.models import PanelSeat, Room

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, tzinfo=UTC)


def document():
    """The demo's, in two rooms: three judges in one, the others and the alternate in the second."""
    made = copy.deepcopy(story().edition)
    judges, alternates = made.pop("judges"), made.pop("alternates")
    del made["round"]["room"]
    # One chair a room.
    second = [{**judge, "chair": place == 0} for place, judge in enumerate(judges[3:])]
    first = [{**judge, "chair": place == 0} for place, judge in enumerate(judges[:3])]
    made["round"]["rooms"] = [
        {
            "id": "hall-a",
            "name": {"zh": "一号会场", "en": "Hall one"},
            "hears": {"tracks": ["new_energy"], "divisions": ["startup", "growth"]},
            "panel": {"judges": first},
        },
        {
            "id": "hall-b",
            "name": {"zh": "二号会场", "en": "Hall two"},
            "hears": "balanced",
            "panel": {"judges": second, "alternates": alternates},
        },
    ]
    return made


def test_each_room_has_its_seats_and_what_it_hears():
    edition_load(document=document(), at=AT)
    rooms = Room.objects.order_by("pk")
    assert [room.name["en"] for room in rooms] == ["Hall one", "Hall two"]
    assert [room.hears for room in rooms] == [
        {"tracks": ["new_energy"], "divisions": ["startup", "growth"]},
        {},
    ]
    seats = PanelSeat.objects.order_by("panel", "number")
    assert list(seats.values_list("panel__room__name__en", "number", "is_alternate")) == [
        *(("Hall one", number, False) for number in (1, 2, 3)),
        *(("Hall two", number, False) for number in (1, 2, 3, 4)),
        ("Hall two", 5, True),
    ]


def both_words(made):
    made["round"]["room"] = {"id": "x", "name": {"zh": "x", "en": "x"}}


def neither_word(made):
    del made["round"]["rooms"]


def same_id(made):
    made["round"]["rooms"][1]["id"] = "hall-a"


def judges_beside(made):
    made["judges"] = []


def unknown_track(made):
    made["round"]["rooms"][0]["hears"] = {"tracks": ["none"]}


def unknown_word(made):
    made["round"]["rooms"][0]["hears"] = {"regions": ["x"]}


def judge_in_both(made):
    rooms = made["round"]["rooms"]
    again = {**rooms[0]["panel"]["judges"][1], "chair": False}
    rooms[1]["panel"]["judges"].append(again)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (both_words, "request_malformed"),
        (neither_word, "request_malformed"),
        (same_id, "request_malformed"),
        (judges_beside, "request_malformed"),
        (unknown_track, "field_invalid"),
        (unknown_word, "field_invalid"),
        (judge_in_both, "seat_elsewhere"),
    ],
)
def test_a_document_that_contradicts_itself_makes_nothing(spoil, code):
    made = document()
    spoil(made)
    with pytest.raises(Problem) as refused:
        edition_load(document=made, at=AT)
    assert refused.value.code == code
    assert not Edition.objects.exists()
