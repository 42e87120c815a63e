"""The next one by the rulebook takes the place of an entry that left before the round began."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from contest.models import Capability, Entry, EntryGrant, Round
from contest.services.entries import entry_disqualify, entry_withdraw
from core.errors import Problem
from judging.draw.record import record_check
from judging.invariants import INVARIANTS
from judging.models import PanelSeat, Publication, Slot, SlotState
from judging.selectors.draws import draw_of, draw_record
from judging.selectors.promoted import numbers_moved_up
from judging.selectors.protocol_exceptions import overrides_facts
from judging.selectors.substitutions import free_place_body, free_places
from judging.services.conflicts import conflict_state
from judging.services.draw import draw_commit, draw_reveal
from judging.services.panels import seat_add
from judging.services.rounds import round_open
from judging.services.substitutions import substitution_make, substitution_undo
from tests.factories import judging
from tests.factories.heats import heat_judged, two_rounds

pytestmark = pytest.mark.django_db
NEXT = {"substitution": {"mode": "next"}}


@dataclass
class Heat:
    """A heat that is over, and its entries in the order of their places."""

    final: judging.Final
    last: Round
    ranked: list[Entry] = field(default_factory=list)

    def leave(self, entry: Entry) -> Entry:
        at, actor = self.final.tick(), self.final.leader(entry)
        return entry_withdraw(entry=entry, reason="转投另一赛区", actor=actor, at=at)

    def fill(self, left: Entry, reason: str = "退赛书 3 号") -> Any:
        return substitution_make(
            round=self.last,
            left=left,
            reason=reason,
            actor=self.final.by("organizer"),
            at=self.final.tick(),
        )

    def undo(self, row: Any) -> Any:
        at, actor = self.final.tick(), self.final.by("organizer")
        return substitution_undo(substitution=row, actor=actor, at=at)

    def draw(self, *, reveal: bool = True) -> list[str]:
        actor = self.final.by("organizer")
        drawn = draw_commit(round=self.last, actor=actor, at=self.final.tick())
        if reveal:
            draw_reveal(round=self.last, actor=actor, at=self.final.tick())
        return list(drawn.candidates)

    def refused(self, left: Entry) -> str:
        with pytest.raises(Problem) as found:
            self.fill(left)
        return str(found.value.code)

    def stated(self, seat: PanelSeat, entry: Entry) -> str | None:
        """What is said to a judge who states that she has no conflict; None where it is taken."""
        at = self.final.tick()
        try:
            conflict_state(seat=seat, entry=entry, has_conflict=False, at=at)
        except Problem as refused:
            return str(refused.code)
        return None

    def numbers(self, *places: int) -> list[str]:
        return sorted(str(self.ranked[place - 1].number) for place in places)

    def sound(self) -> bool:
        return {name: list(check()) for name, check in INVARIANTS.items() if list(check())} == {}


def heat(**promotion: Any) -> Heat:
    """Four entries, of which two go on."""
    final = judging.final(entries=4, judges=3)
    last = two_rounds(final, **promotion)
    final.prepare()
    heat_judged(final, ("40", "30", "20", "10"))
    final.lock()
    ranked = [slot.entry for slot in final.slots()]
    return Heat(final, last, ranked)


@pytest.fixture
def made() -> Heat:
    return heat(**NEXT)


def test_the_next_one_is_drawn_in_the_place_of_who_left(made):
    first, _second, third, _last = made.ranked
    made.leave(first)
    assert free_places(made.last) == [first]
    assert free_place_body(made.last, first)["next"]["number"] == third.number
    row = made.fill(first)
    assert (row.left, row.entry, row.slot, row.source) == (first, third, None, made.final.round)
    assert free_places(made.last) == []
    assert made.draw() == made.numbers(2, 3)
    assert made.sound()


def test_into_an_order_that_stands_it_takes_the_free_turn(made):
    """The draw is not drawn again: its record says who drew the place, and still checks."""
    drawn = made.draw()
    before = list(Slot.objects.filter(room__panel__round=made.last).order_by("position"))
    first, _second, third, _last = made.ranked
    made.leave(first)
    row = made.fill(first)
    turns = list(Slot.objects.filter(room__panel__round=made.last).order_by("position"))
    assert [turn.pk for turn in turns] == [turn.pk for turn in before]
    (own,) = [turn for turn in turns if turn.entry_id == third.pk]
    assert (own.pk, own.state) == (row.slot.pk, SlotState.WAITING)
    assert first.pk not in {turn.entry_id for turn in turns}
    draw = draw_of(made.last)
    assert draw is not None
    assert draw.candidates == drawn
    assert record_check(draw_record(draw, seed=draw.seed)) == []
    facts = overrides_facts(made.last)["rows"]
    assert [(each["what"], each["number"], each["left"]) for each in facts] == [
        ("substitution", third.number, first.number)
    ]
    assert made.sound()


def test_who_moved_up_and_leaves_is_followed_by_the_next(made):
    first, second, third, last = made.ranked
    made.draw()
    made.leave(first)
    earlier = made.fill(first)
    made.leave(third)
    later = made.fill(third)
    assert (later.entry, later.slot) == (last, earlier.slot)
    made.leave(second)
    assert made.refused(second) == "substitution_nobody"
    with pytest.raises(Problem) as followed:
        made.undo(earlier)
    assert followed.value.code == "substitution_drawn"
    draw = draw_of(made.last)
    assert draw is not None
    assert record_check(draw_record(draw, seed=draw.seed)) == []


def test_a_second_place_goes_to_the_one_after(made):
    first, second, third, last = made.ranked
    for entry in (second, first):
        made.leave(entry)
    assert made.fill(first).entry == third
    assert made.fill(second).entry == last
    assert numbers_moved_up(made.last) == set(made.numbers(3, 4))


def test_who_left_without_a_place_does_not_move_up(made):
    first, _second, third, last = made.ranked
    made.leave(third)
    made.leave(first)
    assert made.fill(first).entry == last


def test_a_disqualified_entry_is_followed_too(made):
    first, _second, third, _last = made.ranked
    actor = made.final.by("organizer")
    entry_disqualify(entry=first, clause="第 8 条", actor=actor, at=made.final.tick())
    assert made.fill(first).entry == third


@pytest.mark.parametrize("promotion", [{}, {"substitution": {"mode": "none"}}])
def test_where_the_rules_put_nobody_in_the_place_stays_empty(promotion):
    made = heat(**promotion)
    first = made.ranked[0]
    made.leave(first)
    assert free_place_body(made.last, first) | {"entry": {}} == {
        "entry": {}, "next": None, "why": "rule",
    }  # fmt: skip
    assert made.refused(first) == "substitution_by_rule"
    assert made.draw() == made.numbers(2)


@pytest.mark.parametrize(("days", "code"), [(3, None), (4, "substitution_late")])
def test_only_so_many_days_after_the_list(days, code):
    made = heat(substitution={"mode": "next", "within_days": 3})
    final = made.final
    _published(made)
    final.now += timedelta(days=days)
    first = made.ranked[0]
    made.leave(first)
    if code is None:
        assert made.fill(first).entry == made.ranked[2]
    else:
        assert made.refused(first) == code


def _published(made: Heat) -> None:
    made.final.publish("proposed")
    assert Publication.objects.get().opened_at is not None


def test_refusals_change_nothing(made):
    first, second = made.ranked[:2]
    assert made.refused(second) == "substitution_needless"
    made.leave(first)
    with pytest.raises(Problem) as empty:
        made.fill(first, reason=" ")
    assert empty.value.code == "reason_missing"
    row = made.fill(first)
    assert made.refused(first) == "substitution_needless"
    made.undo(row)
    with pytest.raises(Problem) as again:
        made.undo(row)
    assert again.value.code == "substitution_ended"
    made.draw(reveal=False)
    assert made.refused(first) == "substitution_drawing"
    assert numbers_moved_up(made.last) == set()


def test_what_was_drawn_is_not_taken_back(made):
    first = made.ranked[0]
    made.leave(first)
    row = made.fill(first)
    made.draw()
    with pytest.raises(Problem) as refused:
        made.undo(row)
    assert refused.value.code == "substitution_drawn"


def test_the_panel_reads_the_newcomer_and_no_more_once_it_is_taken_back(made):
    first, _second, third, _last = made.ranked
    final = made.final
    panel = made.last.panels.get()
    for seat in final.seats:
        seat_add(panel=panel, expert=seat.expert, number=seat.number, is_chair=seat.is_chair)
    one, two, *_ = panel.seats.order_by("number")
    made.draw()
    made.leave(first)
    scores = EntryGrant.objects.filter(entry=third, capability=Capability.SCORE)
    assert made.stated(one, third) == "not_found"
    row = made.fill(first)
    assert row.slot is not None
    assert not scores.filter(until__isnull=True).exists()
    assert made.stated(one, third) is None
    assert scores.filter(until__isnull=True).get().person == one.expert.person
    made.undo(row)
    assert made.stated(two, third) == "not_found"
    row.slot.refresh_from_db()
    assert (row.slot.entry, row.slot.state) == (first, SlotState.WITHDRAWN)
    assert made.sound()


def test_an_open_round_takes_nobody_in(made):
    final = made.final
    panel = made.last.panels.get()
    for seat in final.seats:
        seat_add(panel=panel, expert=seat.expert, number=seat.number, is_chair=seat.is_chair)
    made.draw()
    first = made.ranked[0]
    round_open(round=made.last, actor=final.by("organizer"), at=final.tick())
    made.leave(first)
    assert made.refused(first) == "round_state_refused"
