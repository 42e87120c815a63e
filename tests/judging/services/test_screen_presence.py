"""A hall's screen falls silent: consoles are told, and while the round is live it is to do."""

from datetime import timedelta
from functools import partial

import pytest

from contest.models import Round
from core import clock, tempo
from core.services.pairings import pairing_open
from judging.models import Room, RoomScreen
from judging.selectors.room_state import Audience, room_state
from judging.services.screen_presence import screen_begin, screens_keep, screens_turn
from judging.services.screens import screen_pair, screen_unpair
from tests.factories import judging
from tests.judging.services.test_races import race

QUIET = timedelta(seconds=tempo.TEMPO.offline_s)


def paired(final, label="主屏"):
    code = pairing_open(label="", at=final.now).code
    room = Room.objects.select_related("panel__round__edition").get()
    actor = final.by("organizer")
    return screen_pair(room=room, code=code, label=label, actor=actor, at=final.now)


def begin(screen, at):
    return screen_begin(room=Room.objects.get(), device_id=screen.device_id, at=at)


def turn(at):
    return screens_turn(rooms=[Room.objects.get().uid], at=at)


def console():
    return room_state(room_id=Room.objects.get().uid, audience=Audience("console"))


def lost():
    return [todo for todo in console()["todos"] if todo["kind"] == "screen"]


def versions():
    return Room.objects.values_list("version", "scene_version", "stage_version").get()


@pytest.fixture
def screen(opened, monkeypatch):
    """A screen of the open round, and a clock that is the test's."""
    monkeypatch.setattr("judging.selectors.room_state.clock.now", lambda: opened.now)
    return paired(opened)


def test_a_lost_screen_is_to_be_seen_to_until_it_is_back(opened, screen):
    assert lost() == [], "one that never showed the room is not lost"
    key = begin(screen, opened.tick())
    heard = opened.tick(4)
    screens_keep(heard={key: heard})
    assert turn(heard + QUIET - timedelta(seconds=2)) == 0
    assert lost() == []
    assert turn(heard + QUIET) == 1
    at = clock.instant_text(heard)
    (todo,) = lost()
    assert (todo["name"], todo["at"], todo["from"]) == ("主屏", at, at)
    assert console()["screen"]["devices"][0]["online"] is False
    opened.tick(60)
    begin(screen, opened.now)
    assert lost() == []
    assert console()["screen"]["devices"][0]["online"] is True


def test_a_screen_that_speaks_again_without_watching_again_is_back(opened, screen):
    key = begin(screen, opened.tick())
    assert turn(opened.tick(60)) == 1
    screens_keep(heard={key: opened.now})
    assert turn(opened.now) == 1
    assert lost() == []


@pytest.mark.parametrize("state", ["prepared", "closed", "locked"])
def test_nobody_is_sent_to_a_screen_while_no_round_is_live(opened, screen, state):
    begin(screen, opened.tick())
    turn(opened.tick(60))
    assert len(lost()) == 1
    Round.objects.update(state=state)
    assert lost() == []


def test_a_screen_that_was_taken_away_is_not_lost(opened, screen):
    begin(screen, opened.tick())
    turn(opened.tick(60))
    screen_unpair(screen=screen, actor=opened.by("organizer"), at=opened.now)
    assert lost() == []


def test_only_the_lost_one_of_two_is_named(opened, screen):
    other = paired(opened, "侧屏")
    begin(screen, opened.tick())
    key = begin(other, opened.now)
    screens_keep(heard={key: opened.tick(60)})
    assert turn(opened.now) == 1
    assert [todo["name"] for todo in lost()] == ["主屏"]


def test_only_consoles_are_told_and_only_of_a_change(opened, screen):
    before = versions()
    key = begin(screen, opened.tick())
    screens_keep(heard={key: opened.tick()})
    begin(screen, opened.tick())
    turn(opened.now)
    assert versions() == (before[0] + 1, *before[1:])
    turn(opened.tick(60))
    turn(opened.tick())
    assert versions() == (before[0] + 2, *before[1:])


def test_a_strange_device_is_no_screen_of_the_room(opened, screen):
    assert screen_begin(room=Room.objects.get(), device_id=10**9, at=opened.now) is None
    assert RoomScreen.objects.filter(heard_at__isnull=False).count() == 0


def test_two_processes_notice_at_once_and_it_is_told_once(fresh_database):
    final = judging.final()
    final.prepare()
    begin(paired(final), final.now)
    before = versions()
    late = final.tick(60)
    assert race([partial(turn, late)] * 4) == ["done"] * 4
    assert versions() == (before[0] + 1, *before[1:])


def test_one_statement_keeps_all_screens(opened, screen, django_assert_num_queries):
    keys = [begin(screen, opened.now), begin(paired(opened, "侧屏"), opened.now)]
    with django_assert_num_queries(3):  # the update between savepoint and release
        screens_keep(heard=dict.fromkeys(keys, opened.tick()))
