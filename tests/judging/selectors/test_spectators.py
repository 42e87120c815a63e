"""What a room tells from outside the hall, and when there is anything to see."""

import json

import pytest
from django.utils import timezone

from contest.models import Consent, EditionState, RoundState
from core.errors import Problem
from judging.models import Scene
from judging.policy import room_spectate
from judging.selectors import reveals
from judging.selectors.room_state import Audience, room_snapshot
from judging.selectors.spectators import edition_rooms
from judging.selectors.stage import room_told
from tests.factories.spectators import number_of, on_air, revealed_anyway, room_of, signed

pytestmark = pytest.mark.django_db


def seen(made):
    return room_snapshot(room_id=room_of(made).uid, audience=Audience("public"))["body"]


@pytest.mark.parametrize(
    ("reveal", "told"),
    [
        ("live_after_each", "marks"),
        ("lagged", "marks"),
        ("after_session", "marks"),
        ("sealed", "names"),
        (None, "names"),
    ],
)
def test_the_rulebook_says_what_is_told(reveal, told):
    assert room_told(room_of(on_air(reveal=reveal))) == told


def test_rules_that_cannot_be_read_keep_their_marks(monkeypatch):
    """And the room goes on for everybody else who watches it."""
    made = on_air()

    def broken(_round):
        raise Problem("rulebook_invalid")

    monkeypatch.setattr(reveals, "rulebook_of", broken)
    made.to_scoring(made.slots()[0])
    assert (room_told(room_of(made)), seen(made)["scene"]) == ("names", "judging")


def test_each_cue_opens_its_own():
    made = on_air()
    slot = made.slots()[0]
    signed(made, slot)
    assert (seen(made)["scene"], seen(made)["signed"]) == ("judging", 3)
    made.command(slot, "seal")
    assert "6" not in json.dumps(seen(made).get("cards", []))
    made.command(slot, "reveal")
    assert {card["state"] for card in seen(made)["cards"]} == {"down"}
    made.cue("step", step=1)
    assert [card["total"] for card in seen(made)["cards"]] == ["61.00", "62.00", "63.00"]
    assert "final" not in seen(made)
    for step in (2, 3, 4):
        made.cue("step", step=step)
    assert (seen(made)["final"], seen(made)["rank"]) == ("62.00", 1)


@pytest.mark.parametrize("reveal", ["sealed", None])
def test_marks_that_are_kept_are_not_even_read(reveal, django_assert_num_queries):
    made = on_air(reveal=reveal)
    revealed_anyway(made, made.slots()[0])
    assert seen(made)["scene"] == "sealed"
    assert "62" not in json.dumps(seen(made))
    made.cue("take", scene=Scene.LEADERBOARD)
    assert seen(made)["scene"] == "sealed"
    with django_assert_num_queries(5):  # the room twice, version, consents, slots: no sheet
        seen(made)


def test_a_name_goes_when_its_team_takes_it_back():
    made = on_air(named=(1, 2))
    made.cue("take", scene=Scene.ORDER)
    named = {turn["entry"]["number"] for turn in seen(made)["order"] if turn["entry"]}
    assert named == {"QM-001", "QM-002"}
    assert len(seen(made)["order"]) == 3
    Consent.objects.filter(entry=made.entries[0]).update(withdrawn_at=timezone.now())
    named = {turn["entry"]["number"] for turn in seen(made)["order"] if turn["entry"]}
    assert named == {"QM-002"}


def test_a_yes_to_something_else_names_nobody():
    made = on_air(named=(1,))
    Consent.objects.get().text.__class__.objects.update(kind="zone")
    slot = made.to_scoring(made.slots()[0])
    assert seen(made)["slot"] == {"position": 1, "entry": None}
    assert number_of(slot) not in json.dumps(seen(made))


def test_nothing_is_on_unless_the_edition_runs():
    made = on_air()
    on = []
    for state in EditionState:
        type(made.edition).objects.update(state=state)
        on += [state] if room_spectate(room=room_of(made)) else []
    assert on == [EditionState.RUNNING]


def test_nothing_is_on_before_the_round_began():
    made = on_air()
    type(made.round).objects.update(state=RoundState.PREPARED)
    assert not room_spectate(room=room_of(made))
    [room] = edition_rooms(made.edition)
    assert not room_spectate(room=room)
