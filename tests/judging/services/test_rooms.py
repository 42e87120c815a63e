"""Several rooms of one round: one draw, rooms that run apart, one result."""

import pytest

from contest.models import Capability, EntryGrant, EntryState, RoundState
from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from core.errors import Problem
from core.selectors.viewers import viewer_for
from core.services.people import account_for_person
from judging.draw.record import record_check
from judging.invariants import INVARIANTS
from judging.models import Room, ScoreSheet, Slot
from judging.selectors.draws import draw_record
from judging.selectors.results import full_rows
from judging.selectors.room_state import room_audience
from judging.services.draw import draw_commit, draw_reveal, draw_seed
from judging.services.panels import panel_create, seat_add
from tests.factories.judging import staff_member
from tests.factories.rooms import two_rooms
from tests.factories.rulebooks import live_document

pytestmark = pytest.mark.django_db


def drawn(made):
    draw = draw_commit(round=made.round, actor=made.by("organizer"), at=made.tick())
    draw_reveal(round=made.round, actor=made.by("organizer"), at=made.tick())
    draw.refresh_from_db()
    return draw


def test_one_draw_deals_the_teams_and_orders_each_room():
    made = two_rooms(entries=7, judges=2)
    draw = drawn(made)
    assert [len(made.room_slots(number)) for number in (1, 2)] == [4, 3]
    assert [slot.position for slot in made.room_slots(2)] == [1, 2, 3]
    record = draw_record(draw, seed=draw_seed(draw=draw))
    assert record_check(record) == []
    order = record["orders"][str(made.room(1).uid)]
    order[0], order[1] = order[1], order[0]
    assert record_check(record) == ["order_differs"]


def test_rooms_that_name_a_track_hear_it_and_nothing_else():
    made = two_rooms(entries=6, judges=2, tracks=True)
    drawn(made)
    for number, code in ((1, "energy"), (2, "medicine")):
        heard = Slot.objects.filter(room=made.room(number))
        assert set(heard.values_list("entry__track__code", flat=True)) == {code}


def test_an_entry_that_no_room_hears_stops_the_draw():
    made = two_rooms(entries=3, judges=2, tracks=True)
    made.entries[0].track = None
    made.entries[0].save()
    with pytest.raises(Problem) as refused:
        draw_commit(round=made.round, actor=made.by("organizer"), at=made.tick())
    assert (refused.value.code, refused.value.params["entry"]) == ("draw_room_missing", "QM-001")


def test_after_the_draw_a_judge_reads_her_own_room_only():
    """Before the draw everybody may be heard anywhere; what was given then ends with it."""
    made = two_rooms(entries=4, judges=2)
    made.sign_ndas()
    made.state_none()
    drawn(made)
    for number in (1, 2):
        own = {slot.entry_id for slot in made.room_slots(number)}
        for seat in (each for each in made.seats if each.panel_id == made.panels[number - 1].pk):
            for capability in (Capability.READ, Capability.FILES, Capability.SCORE):
                live = EntryGrant.objects.filter(
                    person=seat.expert.person, capability=capability, until__isnull=True
                )
                assert set(live.values_list("entry_id", flat=True)) == own


def test_one_room_is_through_while_the_other_goes_on_and_the_result_is_one():
    made = two_rooms(entries=4, judges=2)
    made.prepare()
    assert ScoreSheet.objects.count() == 4 * 2
    first, second = made.room_slots(1), made.room_slots(2)
    made.to_scoring(first[0])
    made.to_scoring(second[0])  # two teams on two stages at once
    made.sign_all(first[0], 50)
    made.reveal(first[0])
    made.play(first[1], 40)
    with pytest.raises(Problem) as refused:
        made.close()
    assert refused.value.code == "slots_unfinished"
    made.sign_all(second[0], 45)
    made.reveal(second[0])
    made.play(second[1], 35)
    made.close()
    made.compute()
    result = made.lock()
    rows = full_rows(result)
    assert [row["number"] for row in rows] == [
        slot.entry.number for slot in (first[0], second[0], first[1], second[1])
    ]
    assert {name: list(check()) for name, check in INVARIANTS.items() if list(check())} == {}


def test_a_judge_sits_in_one_room_of_a_round():
    made = two_rooms(entries=2, judges=2)
    with pytest.raises(Problem) as refused:
        seat_add(panel=made.panels[1], expert=made.seats[0].expert, number=9)
    assert refused.value.code == "seat_elsewhere"


def test_a_judge_watches_her_own_room_only_whatever_else_she_is():
    made = two_rooms(entries=2, judges=2)
    staff_member(made.edition, "organizer", made.seats[0].expert.person)
    account = account_for_person(person=made.seats[0].expert.person)
    viewer = viewer_for(account=account, device_id=None, at=made.now)
    kinds = [room_audience(viewer=viewer, room=made.room(number)) for number in (1, 2)]
    assert [None if kind is None else kind.kind for kind in kinds] == ["judge", None]


def test_rooms_are_set_up_before_the_draw():
    made = two_rooms(entries=2, judges=2)
    with pytest.raises(Problem) as refused:
        panel_create(round=made.round, name={}, hears={"tracks": ["none"]})
    assert refused.value.code == "field_invalid"
    drawn(made)
    with pytest.raises(Problem) as refused:
        panel_create(round=made.round, name={})
    assert refused.value.code == "draw_state_refused"
    assert Room.objects.count() == 2


def test_places_among_all_entries_are_not_counted_across_rooms():
    made = two_rooms(entries=4, judges=3)
    document = live_document()
    document["rounds"][0]["components"][0]["combine"] = {"method": "rank-sum"}
    rulebook = rulebook_add(edition=made.edition, document=document)
    made.round = round_rulebook_set(round=made.round, rulebook=rulebook)
    drawn(made)
    with pytest.raises(Problem) as refused:
        made.open()
    assert refused.value.code == "rooms_not_comparable"
    made.round.refresh_from_db()
    assert made.round.state == RoundState.PREPARED


def test_a_withdrawn_team_keeps_its_place_in_its_room():
    made = two_rooms(entries=4, judges=2)
    draw_commit(round=made.round, actor=made.by("organizer"), at=made.tick())
    made.entries[1].state = EntryState.WITHDRAWN
    made.entries[1].save()
    draw_reveal(round=made.round, actor=made.by("organizer"), at=made.tick())
    assert Slot.objects.get(entry=made.entries[1]).state == "withdrawn"
