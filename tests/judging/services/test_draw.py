"""The draw: committed, revealed, checkable."""

from datetime import timedelta

import pytest

from contest.models import Edition, EditionState, Entry, EntryState, Round, RoundState
from core.errors import Problem
from judging.draw.draw import SEED_BYTES, verify
from judging.invariants import INVARIANTS
from judging.models import Draw, Panel, PanelSeat, Room, Slot, SlotState
from judging.selectors.results import full_rows
from judging.services.draw import draw_commit, draw_reveal, draw_seed
from judging.services.panels import seat_add
from judging.services.rounds import round_open
from tests.factories import judging
from tests.factories.heats import heat_judged, two_rounds


def commit(final, **more):
    return draw_commit(round=final.round, actor=final.by("organizer"), at=final.tick(), **more)


def reveal(final):
    return draw_reveal(round=final.round, actor=final.by("organizer"), at=final.tick())


def test_the_order_can_be_repeated_by_anyone(final):
    draw = commit(final)
    assert draw_seed(draw=draw) is None
    slots = reveal(final)
    draw.refresh_from_db()
    seed = draw_seed(draw=draw) or ""
    assert verify(
        committed=draw.commitment,
        seed=bytes.fromhex(seed),
        candidates=draw.candidates,
        drawn=[slot.entry.number for slot in slots],
    )
    assert [slot.position for slot in slots] == [1, 2, 3]


def test_the_seed_is_not_readable_in_the_database(final):
    seed = bytes(range(SEED_BYTES))
    draw = commit(final, seed=seed)
    assert seed.hex() not in draw.sealed_seed
    other = commit(judging.final(slug="other"), seed=seed)
    assert other.sealed_seed != draw.sealed_seed


def test_a_box_moved_from_another_round_does_not_open(final):
    draw = commit(final)
    other = judging.final(slug="other")
    Draw.objects.filter(pk=draw.pk).update(sealed_seed=commit(other).sealed_seed)
    with pytest.raises(Problem) as refused:
        reveal(final)
    assert refused.value.code == "draw_seed_mismatch"
    assert not Slot.objects.filter(room__panel=final.panel).exists()


def test_a_list_changed_after_the_commitment_is_seen(final):
    draw = commit(final)
    Draw.objects.filter(pk=draw.pk).update(candidates=["QM-001", "QM-002"])
    with pytest.raises(Problem) as refused:
        reveal(final)
    assert refused.value.code == "draw_seed_mismatch"


def test_a_seed_is_brought_only_to_a_demo(db):
    real = judging.final(is_demo=False)
    with pytest.raises(Problem) as refused:
        commit(real, seed=b"\x01" * 32)
    assert refused.value.code == "not_allowed"
    commit(real)


def test_a_seed_of_another_length(final):
    with pytest.raises(Problem) as refused:
        commit(final, seed=b"\x01" * 31)
    assert refused.value.code == "field_invalid"
    assert not Draw.objects.exists()


def no_candidates(final):
    Entry.objects.update(state=EntryState.REJECTED)


def already_open(final):
    Round.objects.update(state=RoundState.OPEN)


def no_panel(final):
    PanelSeat.objects.all().delete()
    Room.objects.all().delete()
    Panel.objects.all().delete()


@pytest.mark.parametrize("before", [commit, no_candidates, already_open, no_panel])
def test_when_nothing_can_be_drawn(final, before):
    before(final)
    drawn = Draw.objects.count()
    with pytest.raises(Problem) as refused:
        commit(final)
    assert refused.value.code == "draw_state_refused"
    assert Draw.objects.count() == drawn


def test_reveal_needs_a_commitment_and_happens_once(final):
    with pytest.raises(Problem) as refused:
        reveal(final)
    assert refused.value.code == "draw_state_refused"
    commit(final)
    reveal(final)
    with pytest.raises(Problem) as refused:
        reveal(final)
    assert refused.value.code == "draw_state_refused"
    assert Slot.objects.count() == 3


def test_an_entry_withdrawn_meanwhile_keeps_its_place(final):
    commit(final)
    Entry.objects.filter(number="QM-002").update(state=EntryState.WITHDRAWN)
    states = {slot.entry.number: slot.state for slot in reveal(final)}
    assert states == {
        "QM-001": SlotState.WAITING,
        "QM-002": SlotState.WITHDRAWN,
        "QM-003": SlotState.WAITING,
    }


def test_nothing_is_drawn_while_entries_may_change(final):
    """The organizer ends the registration first; nothing is written by the refusal."""
    Edition.objects.filter(pk=final.edition.pk).update(
        state=EditionState.OPEN, closes_at=final.now + timedelta(days=1)
    )
    with pytest.raises(Problem) as refused:
        commit(final)
    assert refused.value.code == "edition_still_open"
    assert not Draw.objects.exists()
    assert Edition.objects.get().state == EditionState.OPEN


def test_a_deadline_that_has_passed_ends_the_registration_by_itself(final):
    Edition.objects.filter(pk=final.edition.pk).update(state=EditionState.OPEN, closes_at=final.now)
    commit(final)
    assert Edition.objects.get().state == EditionState.CLOSED


def test_into_a_later_round_only_those_are_drawn_who_came_through(db):
    final = judging.final(entries=4, judges=3)
    last = two_rounds(final)
    final.prepare()
    actor = final.by("organizer")
    with pytest.raises(Problem) as refused:
        draw_commit(round=last, actor=actor, at=final.tick())
    assert (refused.value.code, refused.value.params) == ("earlier_round_open", {"round": "heat"})
    heat_judged(final, ("10", "40", "30", "20"))
    final.lock()
    through = sorted(slot.entry.number for slot in final.slots()[1:3])
    draw = draw_commit(round=last, actor=actor, at=final.tick(), seed=bytes(SEED_BYTES))
    assert draw.candidates == through


def test_the_earlier_result_counts_in_the_later_room(db):
    final = judging.final(entries=3, judges=3)
    last = two_rounds(final, carried=True)
    with pytest.raises(Problem) as refused:
        round_open(round=last, actor=final.by("organizer"), at=final.tick())
    assert (refused.value.code, refused.value.params) == ("earlier_round_open", {"round": "heat"})
    final.prepare()
    # The heat gives 40, 30 and 10; two go on.
    heat_judged(final, ("40", "30", "10"))
    result = final.lock()
    heat = {row.entry.number: row.final for row in result.rows.select_related("entry")}
    final.round = last
    final.panel = last.panels.get()
    final.seats = [
        seat_add(panel=final.panel, expert=seat.expert, number=seat.number, is_chair=seat.is_chair)
        for seat in final.seats
    ]
    final.entries = [entry for entry in final.entries if heat[entry.number] > 1000]
    final.draw()
    final.state_none()
    final.open()
    heat_judged(final, ("20", "20"))
    rows = full_rows(final.lock())
    # 0.7 · 20 + 0.3 · 40 = 26 and 0.7 · 20 + 0.3 · 30 = 23.
    assert [(row["rank"], row["final"]) for row in rows] == [(1, "26.00"), (2, "23.00")]
    assert heat[rows[0]["number"]] == 4000
    assert {name: list(check()) for name, check in INVARIANTS.items() if list(check())} == {}
