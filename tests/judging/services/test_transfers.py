"""A team goes to another room before its call: a reason, two people, and nothing else moves."""

import pytest
from django.db import transaction

from contest.models import Capability, EntryGrant
from core.errors import Problem
from judging.invariants import INVARIANTS
from judging.models import RoomTransfer, ScoreSheet, SheetState, Slot
from judging.selectors.results import full_rows
from judging.services.transfers import transfer_ask, transfer_decide
from tests.factories.rooms import two_rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    built = two_rooms(entries=4, judges=2)
    built.prepare()
    return built


def ask(made, slot, *, to=2, reason="设备仅二号会场具备"):
    return transfer_ask(
        slot=slot, target=made.room(to), reason=reason, actor=made.by("organizer"), at=made.tick()
    )


def decide(made, transfer, *, approves=True, by="verifier"):
    return transfer_decide(transfer=transfer, approves=approves, actor=made.by(by), at=made.tick())


def refusal(act, *asked, **named) -> str:
    with pytest.raises(Problem) as refused, transaction.atomic():
        act(*asked, **named)
    return refused.value.code


def test_the_team_is_heard_behind_everybody_and_by_the_other_judges(made):
    slot = made.room_slots(1)[1]
    moved = decide(made, ask(made, slot))
    slot.refresh_from_db()
    assert (slot.room_id, slot.position, moved.target_position) == (made.room(2).pk, 3, 3)
    assert [each.position for each in made.room_slots(1)] == [1]
    states = {
        sheet.seat.panel_id: sheet.state
        for sheet in ScoreSheet.objects.filter(slot=slot).select_related("seat")
    }
    assert states == {
        made.panels[0].pk: SheetState.EXCLUDED,
        made.panels[1].pk: SheetState.OPEN,
    }
    readers = EntryGrant.objects.filter(
        entry=slot.entry, capability=Capability.READ, until__isnull=True
    ).values_list("person", flat=True)
    there = {seat.expert.person_id for seat in made.seats if seat.panel_id == made.panels[1].pk}
    assert set(readers) == there


def test_it_is_scored_there_and_the_draw_still_holds(made):
    slot = made.room_slots(1)[1]
    decide(made, ask(made, slot))
    made.state_none()  # the judges of the second room answer for it as well
    slot = made.slot(slot.entry)
    for place, each in enumerate([*made.room_slots(1), *made.room_slots(2)]):
        made.play(each, 50 - 3 * place)
    made.close()
    made.compute()
    rows = full_rows(made.lock())
    assert len(rows[[row["number"] for row in rows].index(slot.entry.number)]["sheets"]) == 2
    assert {name: list(check()) for name, check in INVARIANTS.items() if list(check())} == {}


def test_a_refusal_moves_nothing(made):
    slot = made.room_slots(1)[1]
    assert decide(made, ask(made, slot), approves=False).state == "refused"
    assert made.slot(slot.entry).room_id == made.room(1).pk
    ask(made, slot)  # it may be asked again


def test_who_asks_does_not_decide(made):
    asked = ask(made, made.room_slots(1)[0])
    assert refusal(decide, made, asked, by="organizer") == "two_person_required"
    assert RoomTransfer.objects.get().state == "asked"


def test_only_before_the_call_and_once(made):
    first, second = made.room_slots(1)
    assert refusal(ask, made, first, to=1) == "room_transfer_refused"
    assert refusal(ask, made, first, reason="  ") == "reason_missing"
    asked = ask(made, first)
    assert refusal(ask, made, first) == "state_conflict"
    made.command(first, "call")
    assert refusal(decide, made, asked) == "room_transfer_refused"
    assert refusal(ask, made, first) == "room_transfer_refused"
    moved = decide(made, ask(made, second))
    assert refusal(decide, made, moved) == "room_transfer_refused"
    assert refusal(ask, made, Slot.objects.get(pk=second.pk), to=1) == "room_transfer_refused"


def test_before_the_round_opens_only_the_order_changes():
    made = two_rooms(entries=4, judges=2)
    made.sign_ndas()
    made.draw()
    slot = made.room_slots(2)[0]
    decide(made, ask(made, slot, to=1))
    assert [each.entry_id for each in made.room_slots(1)][-1] == slot.entry_id
    made.open()
    assert ScoreSheet.objects.filter(slot=slot).count() == 2
