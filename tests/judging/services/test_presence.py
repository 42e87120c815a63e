"""A seat's presence: told to consoles, once, whoever notices; and what that makes to do."""

import uuid
from datetime import timedelta
from functools import partial

import pytest

from core import clock, tempo
from core.errors import Problem
from judging.models import PanelSeat, Room, SeatPresence, Slot
from judging.selectors.room_state import Audience, room_state
from judging.services.presence import (
    presence_begin,
    presence_keep,
    presence_turn,
    presence_visit,
)
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp
from judging.services.tablets import TabletFacts, tablet_tell
from tests.factories import judging
from tests.judging.services.test_races import race
from tests.leaks import figures_shown

QUIET = timedelta(seconds=tempo.TEMPO.offline_s)


def begin(final, number=1):
    return presence_begin(room=Room.objects.get(), person_id=final.judge(number).pk, at=final.now)


def turn(at):
    return presence_turn(rooms=[Room.objects.get().uid], at=at)


def console():
    return room_state(room_id=Room.objects.get().uid, audience=Audience("console"))


def versions():
    return Room.objects.values_list("version", "scene_version", "stage_version").get()


def seat_of(body, number=1):
    return next(each for each in body["seats"] if each["seat"] == number)


def test_one_comes_falls_silent_and_is_back(opened):
    never = {"seat": 1, "presence": "offline", "since": None, "tablet": None}
    assert seat_of(console()) == never
    came = opened.tick()
    (seat,) = begin(opened)
    assert seat_of(console()) == {
        "seat": 1, "presence": "online", "since": clock.instant_text(came), "tablet": None
    }  # fmt: skip
    heard = opened.tick(4)
    presence_keep(heard={seat: heard})
    assert turn(heard + QUIET - timedelta(seconds=2)) == 0
    # By the time a tablet knows that it is offline, every console does.
    assert turn(heard + QUIET) == 1
    gone = {"seat": 1, "presence": "offline", "since": clock.instant_text(heard), "tablet": None}
    assert seat_of(console()) == gone
    opened.tick(60)
    begin(opened)
    assert seat_of(console())["presence"] == "online"
    assert seat_of(console())["since"] == clock.instant_text(opened.now)


def test_a_socket_that_speaks_again_without_watching_again_is_back(opened):
    (seat,) = begin(opened)
    turn(opened.tick(60))
    presence_keep(heard={seat: opened.now})
    assert turn(opened.now) == 1
    assert seat_of(console())["presence"] == "online"


def test_only_consoles_are_told_and_only_of_a_change(opened):
    before = versions()
    (seat,) = begin(opened)
    presence_keep(heard={seat: opened.tick()})
    begin(opened)
    turn(opened.now)
    assert versions() == (before[0] + 1, *before[1:])
    turn(opened.tick(60))
    turn(opened.tick())
    assert versions() == (before[0] + 2, *before[1:])
    for kind in ("judge", "stage"):
        said = room_state(room_id=Room.objects.get().uid, audience=Audience(kind))
        assert not {"seats", "todos", "presence"} & set(str(said).split("'"))


def test_two_processes_notice_at_once_and_it_is_told_once(fresh_database):
    final = judging.final()
    final.prepare()
    begin(final)
    before = versions()
    late = final.tick(60)
    assert race([partial(turn, late)] * 4) == ["done"] * 4
    assert versions() == (before[0] + 1, *before[1:])
    assert SeatPresence.objects.filter(online=False).count() == 1


def test_one_statement_keeps_all_seats(opened, django_assert_num_queries):
    seats = [*begin(opened, 1), *begin(opened, 2), *begin(opened, 3)]
    with django_assert_num_queries(3):  # the update between savepoint and release
        presence_keep(heard=dict.fromkeys(seats, opened.tick()))


PAGE = timedelta(seconds=tempo.TEMPO.page_presence_s)


def visit(final):
    presence_visit(seat=PanelSeat.objects.get(pk=final.seats[0].pk), at=final.now)


def test_a_page_of_the_basic_card_counts_for_a_time(opened):
    before = versions()
    opened.tick()
    visit(opened)
    came = clock.instant_text(opened.now)
    assert seat_of(console()) == {"seat": 1, "presence": "online", "since": came, "tablet": None}
    last = opened.tick(60)
    visit(opened)
    assert turn(last + PAGE) == 0
    assert turn(last + PAGE + QUIET) == 1
    gone = {"seat": 1, "presence": "offline", "since": clock.instant_text(last), "tablet": None}
    assert seat_of(console()) == gone
    opened.tick(900)
    visit(opened)
    assert seat_of(console())["presence"] == "online"
    assert versions() == (before[0] + 3, *before[1:]), "came, went, came back: to consoles only"


def test_who_goes_on_at_the_panel_is_told_by_silence_again(opened):
    visit(opened)
    opened.tick(60)
    begin(opened)
    assert turn(opened.tick(60)) == 1
    assert seat_of(console())["presence"] == "offline"


def test_a_page_beside_a_live_socket_holds_nobody(opened):
    opened.tick()
    begin(opened)
    opened.tick()
    visit(opened)
    assert turn(opened.tick(60)) == 1


def test_the_basic_cards_silence_is_named_as_such(opened):
    opened.to_scoring(opened.slots()[0])
    visit(opened)
    assert ("missing", 1) not in kinds(opened.now)
    turn(opened.tick(tempo.TEMPO.page_presence_s + 60))
    (away,) = [todo for todo in console()["todos"] if todo["kind"] == "offline"]
    assert (away["seat"], away["code"]) == (1, "page")


def test_an_alternates_page_says_nothing(opened):
    PanelSeat.objects.filter(pk=opened.seats[0].pk).update(is_alternate=True)
    visit(opened)
    assert not SeatPresence.objects.exists()


def kinds(now):
    """What is due by now, by kind and seat."""
    text = clock.instant_text(now)
    return {(todo["kind"], todo["seat"]) for todo in console()["todos"] if todo["from"] <= text}


@pytest.fixture
def scored(opened):
    """Judge 1 is there, judge 2 was, judge 3 never came; a team is on stage."""
    opened.to_scoring(opened.slots()[0])
    begin(opened, 2)
    turn(opened.tick(60))
    begin(opened, 1)
    return opened


def test_what_somebody_must_see_to(scored):
    away = SeatPresence.objects.get(online=False).since
    assert kinds(away + timedelta(seconds=29)) == {("missing", 3)}
    assert kinds(away + timedelta(seconds=31)) == {("missing", 3), ("offline", 2)}
    begun = scored.slots()[0].clock_started_at
    assert ("idle", 1) not in kinds(begun + timedelta(seconds=119))
    assert ("idle", 1) in kinds(begun + timedelta(seconds=120))


def test_who_has_signed_or_is_recused_is_not_waited_for(scored):
    scored.sign_all(scored.slots()[0])
    assert console()["todos"] == []


def test_changes_after_the_seal_wait_for_people(scored):
    slot, seat = scored.slots()[0], scored.seats[0]
    scored.command(slot, "hold")
    Slot.objects.filter(pk=slot.pk).update(state="sealed")
    person = seat.expert.person
    device, sheet = scored.device(person).uid, scored.sheet(seat, slot).uid
    # A person counts two changes, however many keys were pressed for one of them.
    for name, mark in (("technology", "4"), ("technology", "40"), ("market", "31")):
        op = ScoreOp(person.pk, uuid.uuid4(), device, scored.next(), "", sheet, name, mark, 0)
        assert score_ops_apply(ops=[op], at=scored.tick())[0].outcome == "held"
    (todo,) = console()["todos"]
    assert (todo["kind"], todo["seat"], todo["count"]) == ("late", 1, 2)
    assert figures_shown(todo, "40", "4000", "31", "3100") == []


def tell(final, number=1, **facts):
    room, at = Room.objects.get(), final.tick()
    told = TabletFacts(**facts)
    tablet_tell(room=room, person_id=final.judge(number).pk, facts=told, at=at)


def test_consoles_hear_of_a_tablet_only_what_somebody_has_to_do(opened):
    """Twenty percent and not charging, under 50 MB, a screen that may sleep; nothing unknown."""
    begin(opened)
    before = versions()
    tell(opened, battery=25, charging=False, free_mb=50, awake=True)
    tell(opened, battery=5, charging=True)
    tell(opened, battery=5)
    assert (seat_of(console())["tablet"], versions()) == (None, before)
    tell(opened, battery=20, charging=False, free_mb=49, awake=False)
    needs = {"battery": 20, "storage": True, "sleeps": True}
    assert seat_of(console())["tablet"] == needs
    assert [now - old for now, old in zip(versions(), before, strict=True)] == [1, 0, 0]
    tell(opened, battery=20, charging=False, free_mb=49, awake=False)
    assert versions()[0] == before[0] + 1, "nothing new is no news"
    turn(opened.tick(60) + QUIET)
    assert seat_of(console())["tablet"] is None, "who is away tells nothing"


def test_somebody_without_a_seat_tells_of_no_tablet(opened):
    with pytest.raises(Problem) as refused:
        tablet_tell(
            room=Room.objects.get(),
            person_id=opened.by("organizer").pk,
            facts=TabletFacts(battery=1, charging=False),
            at=opened.tick(),
        )
    assert refused.value.code == "not_found"
