"""A judge on the basic card has no socket: her pages tell the consoles that she is there."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from judging.models import SeatPresence
from judging.selectors.room_state import Audience, room_state
from tests.api.pages.basic import Tablet, card_of, seated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_final")]


def presence(day) -> str:
    body = room_state(room_id=day.seats[0].panel.room.uid, audience=Audience("console"))
    return next(each["presence"] for each in body["seats"] if each["seat"] == 1)


def gone() -> None:
    assert SeatPresence.objects.update(online=False, seen_at="2020-01-01T00:00:00Z") == 1


def test_loading_and_sending_pages_counts_as_being_there(opened):
    assert presence(opened) == "offline"
    tablet = seated(opened)
    assert presence(opened) == "online", "the list after sitting down"
    gone()
    tablet.open(card_of(opened))
    assert presence(opened) == "online", "the card"
    gone()
    answer = tablet.client.post(card_of(opened), {"form": "x"})
    assert answer.status_code == 400
    assert presence(opened) == "offline", "what was refused leaves no trace"


def test_a_strangers_page_is_nobodys_presence(opened):
    Tablet().open("/judge/basic")
    assert not SeatPresence.objects.exists()


def test_a_store_that_fails_takes_no_page_away(opened, monkeypatch):
    tablet = seated(opened)

    def fails(**_asked: object) -> None:
        raise OperationalError

    monkeypatch.setattr("api.pages.basic.base.presence_visit", fails)
    assert "technology" in tablet.open(card_of(opened))
