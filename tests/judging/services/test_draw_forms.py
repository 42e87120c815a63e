"""The draw at sign-in and the draw on paper leave a record that anybody can check."""

import pytest
from django.db import DatabaseError, transaction

from contest.models import EntryState
from core.errors import Problem
from core.models import LogLeaf
from judging.draw.plan import lot_hash
from judging.draw.record import record_check
from judging.invariants import INVARIANTS
from judging.models import DrawPaper, DrawTurn, Slot
from judging.selectors.draws import draw_record, draw_sheet
from judging.services.draw import draw_commit, draw_reveal, draw_seed
from judging.services.draw_lots import draw_lot_take
from judging.services.draw_papers import draw_paper_confirm, draw_paper_type
from tests.factories.rooms import two_rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return two_rooms(entries=5, judges=2)


def commit(made, kind):
    return draw_commit(round=made.round, actor=made.by("organizer"), at=made.tick(), kind=kind)


def take(made, number):
    return draw_lot_take(
        round=made.round,
        entry=made.entries[number - 1],
        actor=made.by("event_desk"),
        at=made.tick(),
    )


def reveal(made):
    return draw_reveal(round=made.round, actor=made.by("organizer"), at=made.tick())


def record_of(draw):
    draw.refresh_from_db()
    return draw_record(draw, seed=draw_seed(draw=draw))


def refusal(act, *asked, **named) -> str:
    with pytest.raises(Problem) as refused, transaction.atomic():
        act(*asked, **named)
    return refused.value.code


def test_each_team_draws_in_turn_and_who_has_not_come_gets_what_is_left(made):
    draw = commit(made, "sign_in")
    public = list(draw.lots)
    for number in (4, 1, 3):
        turn = take(made, number)
        # The team can check its lot at once against what was public before anybody drew.
        facts = {"turn": turn.turn, "room": str(turn.room.uid), "position": turn.position}
        assert lot_hash(turn.key, share=turn.share, **facts) == public[turn.turn - 1]
    assert not Slot.objects.exists()
    reveal(made)
    assert list(DrawTurn.objects.order_by("pk").values_list("entry__number", "pressed")) == [
        ("QM-004", True),
        ("QM-001", True),
        ("QM-003", True),
        ("QM-002", False),
        ("QM-005", False),
    ]
    for turn in DrawTurn.objects.all():
        assert Slot.objects.get(entry=turn.entry, room=turn.room).position == turn.position
    assert record_check(record_of(draw)) == []
    assert list(INVARIANTS["draw_of_record"]()) == []


def test_the_record_shows_a_number_that_was_chosen_by_hand(made):
    draw = commit(made, "sign_in")
    for number in (1, 2, 3, 4, 5):
        take(made, number)
    reveal(made)
    record = record_of(draw)
    turns = record["turns"]
    turns[0], turns[1] = turns[1], turns[0]  # the second team says that it drew first
    assert "turn_differs" in record_check(record)
    record = record_of(draw)
    record["lots"][0] = "00" * 32
    assert record_check(record) == ["lots_differ"]
    del record["turns"][0]
    assert "turn_missing" in record_check(record)
    assert record_check({**record, "seed": "x"}) == ["record_malformed"]


def test_a_lot_is_taken_once_and_only_by_who_is_in_the_draw(made):
    assert refusal(take, made, 1) == "draw_state_refused"
    commit(made, "sign_in")
    take(made, 1)
    assert refusal(take, made, 1) == "draw_turn_taken"
    made.entries[1].state = EntryState.WITHDRAWN
    made.entries[1].save()
    assert refusal(take, made, 2) == "entry_state_refused"
    other = two_rooms(entries=1, judges=1, slug="other")
    made.entries[2] = other.entries[0]
    made.entries[2].number = "QM-777"
    assert refusal(take, made, 3) == "not_found"
    reveal(made)
    assert refusal(take, made, 4) == "draw_state_refused"
    assert DrawTurn.objects.count() == 5


def test_a_drawn_lot_never_changes(made):
    commit(made, "sign_in")
    turn = take(made, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        DrawTurn.objects.filter(pk=turn.pk).update(position=9)


def test_nobody_draws_lots_in_a_draw_by_computer(made):
    commit(made, "computer")
    assert refusal(take, made, 1) == "draw_state_refused"


def orders(made, *, first=(3, 1, 5), second=(2, 4)):
    rows = {1: first, 2: second}
    return {
        str(made.room(room).uid): [made.entries[n - 1].number for n in numbers]
        for room, numbers in rows.items()
    }


def typed(made, asked, *, by="organizer"):
    form = "公证处王公证员监督，各队代表依次抽取"
    return draw_paper_type(
        round=made.round,
        orders=asked,
        form=form,
        scan_sha256="",
        actor=made.by(by),
        at=made.tick(),
    )


def confirmed(made, asked, *, by="witness", check="typed"):
    return draw_paper_confirm(
        round=made.round, orders=asked, check=check, actor=made.by(by), at=made.tick()
    )


def test_a_paper_draw_holds_once_two_people_give_the_same(made):
    draw = commit(made, "paper")
    assert (draw.commitment, draw.sealed_seed) == ("", "")
    typed(made, orders(made))
    assert not Slot.objects.exists()
    slots = confirmed(made, orders(made))
    assert [(slot.position, slot.entry.number) for slot in slots][:3] == [
        (1, "QM-003"),
        (2, "QM-001"),
        (3, "QM-005"),
    ]
    record = record_of(draw)
    assert record_check(record) == []
    assert record["paper"]["confirmed_by"] == str(made.by("witness").uid)
    record["paper"]["confirmed_by"] = record["paper"]["typed_by"]
    assert record_check(record) == ["one_person"]
    leaves = LogLeaf.objects.filter(type__startswith="draw.").order_by("seq")
    assert list(leaves.values_list("type", flat=True)) == [
        "draw.commit",
        "draw.type",
        "draw.confirm",
    ]


def test_a_difference_is_told_and_nothing_is_taken(made):
    commit(made, "paper")
    typed(made, orders(made))
    with pytest.raises(Problem) as refused:
        confirmed(made, orders(made, first=(3, 5, 1)))
    assert refused.value.code == "draw_paper_differs"
    room = str(made.room(1).uid)
    assert refused.value.extra["places"] == [
        {"room": room, "position": 2},
        {"room": room, "position": 3},
    ]
    assert not Slot.objects.exists()
    assert DrawPaper.objects.get().confirmed_by is None
    # The typist looks at the paper again; then both agree.
    assert typed(made, orders(made, first=(3, 5, 1))).version == 2
    confirmed(made, orders(made, first=(3, 5, 1)), check="read")


def test_nobody_confirms_what_she_typed(made):
    commit(made, "paper")
    assert refusal(confirmed, made, orders(made)) == "draw_state_refused"
    typed(made, orders(made))
    assert refusal(confirmed, made, orders(made), by="organizer") == "two_person_required"


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ((3, 1), (2, 4), "missing"),
        ((3, 1, 3), (2, 4), "doubled"),
        ((3, 1, 5, 2), (2, 4), "doubled"),
    ],
)
def test_an_order_that_is_none_of_the_list(made, first, second, reason):
    commit(made, "paper")
    with pytest.raises(Problem) as refused:
        typed(made, orders(made, first=first, second=second))
    assert refused.value.code == "draw_paper_unfit"
    assert refused.value.fields == {"orders": [reason]}
    assert not DrawPaper.objects.exists()


def test_a_paper_draw_keeps_to_the_rooms_that_may_hear_a_team():
    made = two_rooms(entries=3, judges=1, tracks=True)
    commit(made, "paper")
    assert refusal(typed, made, orders(made, first=(1, 3), second=(2,))) == "draw_paper_unfit"
    typed(made, orders(made, first=(2, 1), second=(3,)))


def test_paper_and_lots_do_not_mix(made):
    commit(made, "paper")
    assert refusal(reveal, made) == "draw_state_refused"
    assert refusal(take, made, 1) == "draw_state_refused"
    other = two_rooms(entries=2, judges=1, slug="other")
    commit(other, "sign_in")
    assert refusal(typed, other, orders(other, first=(1,), second=(2,))) == "draw_state_refused"


def test_a_paper_draw_takes_no_seed(made):
    with pytest.raises(Problem) as refused:
        draw_commit(
            round=made.round,
            actor=made.by("organizer"),
            at=made.tick(),
            kind="paper",
            seed=bytes(32),
        )
    assert refused.value.code == "field_invalid"


def test_the_sheet_of_the_draw_names_lots_as_they_are_drawn(made):
    draw = commit(made, "sign_in")
    take(made, 2)
    rows = {row["number"]: row["lot"] for row in draw_sheet(draw)["entries"]}
    assert [number for number, lot in rows.items() if lot] == ["QM-002"]
    assert draw_record(draw, seed=draw_seed(draw=draw))["seed"] is None
