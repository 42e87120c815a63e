"""An alternate takes a place: she judges that and nothing else, and the place has one judge."""

import json

import pytest

from contest.models import EntryGrant
from core.errors import Problem
from core.models import LogOpening
from judging.invariants import INVARIANTS
from judging.models import Seating, SheetState
from judging.selectors.motions import own_seats
from judging.selectors.nda import nda_text
from judging.selectors.protocol_exceptions import overrides_facts
from judging.selectors.queue import judge_queue
from judging.selectors.results import result_body_rows
from judging.selectors.room_state import hidden_entries, room_audience
from judging.selectors.seatings import away_pairs
from judging.selectors.seats import judge_seat
from judging.selectors.stage import stage_facts
from judging.services.conflicts import conflict_state
from judging.services.nda import nda_sign
from judging.services.recusals import recusal_declare
from judging.services.rounds import round_open
from judging.services.seatings import seat_leave, seating_make, seating_undo
from tests.factories.core import viewer

pytestmark = pytest.mark.django_db


def promise(final):
    text = nda_text()
    nda_sign(
        edition=final.edition,
        person=final.alternate.expert.person,
        version=text.version,
        text_hash=text.hash,
        at=final.tick(),
    )


def recuse(final, seat, slot):
    recusal_declare(seat=seat, entry=slot.entry, source="self", reason="kin", at=final.tick())


def make(final, slot, seat=None):
    return seating_make(
        slot=slot,
        seat=seat or final.seats[2],
        alternate=final.alternate,
        reason="kin",
        actor=final.by("organizer"),
        at=final.tick(),
    )


def leave(final, seat=None):
    return seat_leave(
        seat=seat or final.seats[2],
        alternate=final.alternate,
        reason="ill",
        actor=final.by("organizer"),
        at=final.tick(),
    )


def undo(final, seating):
    return seating_undo(seating=seating, actor=final.by("organizer"), at=final.tick())


def ready(final, slot):
    """The alternate has promised and stated that she has no conflict."""
    promise(final)
    conflict_state(seat=final.alternate, entry=slot.entry, has_conflict=False, at=final.tick())


def grants(final):
    live = EntryGrant.objects.filter(person=final.alternate.expert.person, until__isnull=True)
    return {(row.entry.number, row.capability) for row in live}


def refused(code, act):
    with pytest.raises(Problem) as found:
        act()
    assert found.value.code == code


def broken():
    return {name for name, check in INVARIANTS.items() if list(check())}


@pytest.fixture
def free(opened):
    """Seat 3 is recused from the first team."""
    recuse(opened, opened.seats[2], opened.slots()[0])
    return opened


def test_she_judges_that_entry_and_nothing_else(free):
    first, second = free.slots()[:2]
    person = free.alternate.expert.person
    make(free, first)
    assert grants(free) == set()  # no promise yet
    ready(free, first)
    number = first.entry.number
    assert grants(free) == {(number, "read"), (number, "files"), (number, "score")}
    assert [row["number"] for row in judge_queue(free.alternate)] == [number]
    hidden = hidden_entries(room=first.room, person_ids=[person.pk])[person.pk]
    assert second.entry_id in hidden
    assert first.entry_id not in hidden
    refused(
        "not_found",
        lambda: conflict_state(
            seat=free.alternate, entry=second.entry, has_conflict=False, at=free.tick()
        ),
    )
    assert broken() == set()


def test_whoever_waits_has_an_empty_list_and_no_vote(opened):
    promise(opened)
    seen = viewer(opened.alternate.expert.person.accounts.get())
    assert judge_seat(viewer=seen) is None
    assert judge_seat(viewer=seen, waits=True) == opened.alternate
    assert judge_queue(opened.alternate) == []
    assert own_seats(seen, opened.round) == []
    room = opened.slots()[0].room
    audience = room_audience(viewer=seen, room=room)
    assert audience is not None
    assert audience.kind == "judge"
    assert audience.hidden_entry_ids == {slot.entry_id for slot in opened.slots()}
    assert grants(opened) == set()


def test_her_sheet_counts_for_her_entry_as_any_other(free):
    """Three sheets each: 40+30, 44+30 and the alternate's 20+10 give (70+74+30)/3 = 58.00."""
    first = free.slots()[0]
    make(free, first)
    ready(free, first)
    free.to_scoring(first)
    free.sign(free.seats[0], first, technology="40", market="30")
    free.sign(free.seats[1], first, technology="44", market="30")
    refused("sheets_missing", lambda: free.command(first, "seal"))
    free.sign(free.alternate, first, technology="20", market="10")
    free.command(first, "seal")
    facts = stage_facts(free.slots()[0].room, slot_id=str(first.uid))
    assert (facts.panel.signed, facts.panel.due, facts.panel.recused) == (3, 3, ())
    for slot in free.slots()[1:]:
        free.play(slot)
    free.close()
    rows = {row["entry"]: row for row in result_body_rows(free.compute())}
    own = rows[first.entry.number]
    assert sorted(sheet["seat"] for sheet in own["sheets"]) == ["1", "2", "4"]
    assert own["final"] == "58.00"
    other = rows[free.slots()[1].entry.number]
    assert sorted(sheet["seat"] for sheet in other["sheets"]) == ["1", "2", "3"]
    assert broken() == set()


def test_only_a_free_place_is_taken_and_not_once_marks_are_asked_for(free):
    first, second = free.slots()[:2]
    refused("seating_needless", lambda: make(free, second))
    refused("not_found", lambda: make(free, first, free.alternate))
    refused("reason_missing", lambda: seating_make(
        slot=first, seat=free.seats[2], alternate=free.alternate, reason=" ",
        actor=free.by("organizer"), at=free.tick(),
    ))  # fmt: skip
    make(free, first)
    refused("seating_needless", lambda: make(free, first))
    recuse(free, free.seats[1], first)
    refused("alternate_taken", lambda: make(free, first, free.seats[1]))
    recuse(free, free.seats[1], second)
    free.to_scoring(first)
    free.command(first, "hold")
    free.to_scoring(second)
    refused("slot_state_refused", lambda: make(free, second, free.seats[1]))
    assert Seating.objects.count() == 1


def test_an_alternate_with_a_conflict_is_not_seated_and_one_found_later_frees_the_place(free):
    first, second = free.slots()[:2]
    recuse(free, free.alternate, first)
    refused("alternate_recused", lambda: make(free, first))
    recuse(free, free.seats[2], second)
    seating = make(free, second)
    recuse(free, free.alternate, second)
    seating.refresh_from_db()
    assert seating.ended_for == "recused"
    assert free.sheet(free.alternate, second).state == SheetState.EXCLUDED
    assert judge_queue(free.alternate) == []
    assert broken() == set()


def test_it_is_taken_back_before_her_first_mark_only(free):
    first = free.slots()[0]
    seating = make(free, first)
    ready(free, first)
    undo(free, seating)
    assert grants(free) == set()
    assert free.sheet(free.alternate, first).state == SheetState.EXCLUDED
    refused("seating_ended", lambda: undo(free, seating))
    again = make(free, first)
    assert free.sheet(free.alternate, first).state == SheetState.OPEN
    assert broken() == set()
    mark(free, free.alternate, first)
    refused("seating_has_marks", lambda: undo(free, again))


def mark(final, seat, slot):
    cell = final.sheet(seat, slot).cells.first()
    type(cell).objects.filter(pk=cell.pk).update(rev=1)


def test_whoever_leaves_keeps_what_is_sealed_and_what_she_has_written_on(opened):
    first, second, third = opened.slots()
    opened.play(first)
    mark(opened, opened.seats[2], second)
    leaver = opened.seats[2]
    device = opened.device(leaver.expert.person)
    leaver.devices.create(device=device, bound_at=opened.now)
    made = leave(opened)
    assert made.slot == third
    assert opened.sheet(leaver, first).state == SheetState.SIGNED
    assert opened.sheet(leaver, second).state == SheetState.OPEN
    assert opened.sheet(leaver, third).state == SheetState.EXCLUDED
    assert opened.sheet(opened.alternate, third).state == SheetState.OPEN
    device.refresh_from_db()
    assert device.revoked_at is not None
    assert not EntryGrant.objects.filter(
        person=leaver.expert.person, entry=third.entry, until__isnull=True
    ).exists()
    assert (leaver.pk, third.entry_id) in away_pairs(round_id=opened.round.pk)
    assert third.entry.number not in [row["number"] for row in judge_queue(leaver)]
    body = json.loads(LogOpening.objects.get(leaf__type="seat.leave").body)["body"]
    assert body["entries"] == [third.entry.number]
    refused("seating_needless", lambda: leave(opened))


def test_leaving_is_taken_back_whole(opened):
    made = leave(opened)
    assert Seating.objects.filter(ended_at__isnull=True).count() == 3
    undo(opened, made)
    states = {opened.sheet(opened.seats[2], slot).state for slot in opened.slots()}
    assert states == {SheetState.OPEN}
    person = opened.seats[2].expert.person
    assert EntryGrant.objects.filter(person=person, until__isnull=True).count() == 9
    assert broken() == set()


def test_before_the_round_opens_the_place_waits_for_its_sheet(final):
    final.sign_ndas()
    final.draw()
    slot = final.slots()[0]
    recuse(final, final.seats[2], slot)
    make(final, slot)
    for each in final.slots():
        for seat in final.seats:
            if (seat, each) != (final.seats[2], slot):
                conflict_state(seat=seat, entry=each.entry, has_conflict=False, at=final.tick())
    round_open(round=final.round, actor=final.by("organizer"), at=final.tick())
    seats = [sheet.seat.number for sheet in slot.sheets.order_by("seat__number")]
    assert seats == [1, 2, 4]
    assert final.alternate.sheets.count() == 1


def test_the_protocol_lists_who_sat_for_whom(free):
    first = free.slots()[0]
    undo(free, make(free, first))
    make(free, first)
    [row] = overrides_facts(free.round)["rows"]
    assert (row["what"], row["number"], row["seats"]) == ("alternate", first.entry.number, [3, 4])
    assert row["reason"] == "kin"
    assert row["decided_by"] is None
