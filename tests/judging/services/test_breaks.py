"""A break stands after a place of the order, moves, goes, and is due once it was reached."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from contest.models import Round
from core.clock import instant_text
from core.errors import Problem
from core.models import LogLeaf
from judging.models import Room, Slot
from judging.selectors.room_state import Audience, room_state
from judging.services.breaks import break_add, break_remove, break_set
from tests.factories.spectators import on_air, room_of

pytestmark = pytest.mark.django_db
STAGE, EMCEE, PUBLIC = Audience("stage"), Audience("emcee"), Audience("public")
WORDS = {"zh": "领导致辞", "en": "Address"}


def act(command, made, **more):
    more = {"minutes": 10, "words": WORDS, **more} if command is not break_remove else more
    return command(room=room_of(made), actor=made.by("organizer"), at=made.tick(), **more)


def refusal(command, made, **more) -> str:
    with pytest.raises(Problem) as refused, transaction.atomic():
        act(command, made, **more)
    return refused.value.code


def standing(made) -> list[tuple[int, int]]:
    return [(each["after"], each["minutes"]) for each in room_of(made).breaks]


def uid(made, index: int = 0) -> UUID:
    return UUID(room_of(made).breaks[index]["id"])


def seen(made, audience: Audience):
    return room_state(room_id=room_of(made).uid, audience=audience)


def test_the_address_moves_from_the_beginning_to_a_later_place():
    made = on_air()
    act(break_add, made, after=2, minutes=5)
    act(break_add, made, after=0)
    assert standing(made) == [(0, 10), (2, 5)]
    act(break_set, made, uid=uid(made), after=1, minutes=15, skipped=False)
    assert standing(made) == [(1, 15), (2, 5)]
    for audience in (Audience("console"), EMCEE):
        body = seen(made, audience)
        assert (body.get("emcee") or body)["breaks"] == room_of(made).breaks
    act(break_remove, made, uid=uid(made, 1))
    assert standing(made) == [(1, 15)]
    told = LogLeaf.objects.filter(type__startswith="break.").order_by("seq")
    assert [leaf.type for leaf in told] == ["break.add", "break.add", "break.set", "break.remove"]


def test_what_is_refused_changes_nothing():
    made = on_air()
    first, second, _third = made.slots()
    act(break_add, made, after=1)
    gone = UUID(int=0)
    assert refusal(break_add, made, after=1) == "break_place_taken"
    assert refusal(break_add, made, after=4) == "field_invalid"
    assert refusal(break_set, made, uid=gone, after=2, skipped=False) == "break_gone"
    assert refusal(break_remove, made, uid=gone) == "break_gone"
    made.command(first, "call")
    assert refusal(break_add, made, after=0) == "break_place_passed"
    made.command(first, "defer")
    made.command(second, "call")
    assert refusal(break_set, made, uid=uid(made), after=2, skipped=False) == "break_place_passed"
    assert refusal(break_remove, made, uid=uid(made)) == "break_place_passed"
    assert standing(made) == [(1, 10)]
    for _ in range(19):
        room = room_of(made)
        room.breaks = [*room.breaks, room.breaks[0]]
        room.save(update_fields=["breaks"])
    assert refusal(break_add, made, after=3) == "break_too_many"
    Round.objects.filter(pk=made.round.pk).update(state="closed")
    assert refusal(break_remove, made, uid=uid(made)) == "round_closed"


def test_the_hall_and_the_emcee_hear_of_it_when_its_place_is_reached():
    made = on_air()
    first, second, _third = made.slots()
    act(break_add, made, after=1)
    made.cue("take", scene="break")
    assert seen(made, STAGE)["pause"] is None
    made.command(first, "call")
    due = seen(made, EMCEE)["emcee"]["pause"]
    assert due == {"words": WORDS, "minutes": 10, "until": None}
    made.cue("take", scene="break")
    assert seen(made, STAGE)["pause"] == seen(made, PUBLIC)["pause"] == due
    made.command(first, "start_pitch", "start_questions", "start_scoring")
    made.cue("take", scene="break")
    left = made.tick()
    Slot.objects.filter(pk=first.pk).update(state="confirmed", left_at=left)
    Room.objects.update(current_slot=None)
    until = instant_text(left + timedelta(minutes=10))
    assert seen(made, STAGE)["pause"] == {**due, "until": until}
    act(break_set, made, uid=uid(made), after=1, skipped=True)
    assert seen(made, STAGE)["pause"] is None
    act(break_set, made, uid=uid(made), after=1, skipped=False)
    made.command(second, "call")
    made.cue("take", scene="break")
    assert seen(made, STAGE)["pause"] is None
