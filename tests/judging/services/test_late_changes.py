"""What comes after the seal is kept, told to two people, and never applied in silence."""

import pytest

from core.models import LogOpening
from judging.models import LateState, ResultState, Room, ScoreOperation, ScoreSheet, SheetState
from judging.services.corrections import correction_request
from tests.factories.late import (
    accepted,
    arrives,
    decide,
    sealed_with,
    unsealed,
    waiting,
)
from tests.judging.services.test_correction_decisions import broken, hall, marks, refused, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(opened):
    sealed_with(opened, opened.slots()[0])
    return opened


def test_what_comes_after_the_seal_waits_and_changes_nothing(sealed):
    before = marks(sealed.sheet(sealed.seats[1], sealed.slots()[0]))
    room = Room.objects.get(panel=sealed.panel)
    said = arrives(sealed, ("market", "2"), ("market", "24"), ("technology", "41"))
    assert said == ["held"] * 3
    assert Room.objects.get(panel=sealed.panel).version > room.version, "the console looks"
    [found] = waiting(sealed)
    assert (found.count, found.values()) == (2, {"market": 2400, "technology": 4100})
    assert marks(found.sheet) == before
    assert broken() == []


def test_before_the_seal_a_signed_sheet_takes_none(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign_all(slot)
    assert arrives(opened, ("market", "24")) == ["refused"]
    assert waiting(opened) == []


def test_with_both_all_of_it_takes_its_place_on_one_sheet(sealed):
    before = sealed.sheet(sealed.seats[1], sealed.slots()[0])
    kept = marks(before)
    arrives(sealed, ("market", "24"), ("technology", "41"))
    assert decide(sealed, "panel").state == LateState.OPEN
    assert sealed.sheet(sealed.seats[1], sealed.slots()[0]) == before, "one is not enough"
    done = decide(sealed, "verifier")
    after = sealed.sheet(sealed.seats[1], sealed.slots()[0])
    before.refresh_from_db()
    assert (done.state, done.successor, after.supersedes) == (LateState.ACCEPTED, after, before)
    assert (before.state, marks(before)) == (SheetState.SUPERSEDED, kept)
    assert (after.state, after.total) == (SheetState.SIGNED, 6500)
    assert {name: value for name, (value, _rev) in marks(after).items()} == {
        "technology": 4100,
        "market": 2400,
    }
    assert {mark.criterion: mark.replaced for mark in done.marks.all()} == {
        "technology": kept["technology"][0],
        "market": 3000,
    }
    assert waiting(sealed) == []
    assert [each["total"] for each in told("score.accept")] == ["65.00", "65.00"]
    assert ScoreOperation.objects.filter(kind="accept", outcome="applied").count() == 2
    assert broken() == []


def test_a_no_says_why_and_leaves_the_marks(sealed):
    before = marks(sealed.sheet(sealed.seats[1], sealed.slots()[0]))
    arrives(sealed, ("market", "24"))
    assert refused(decide, sealed, "panel", approves=False) == "reason_missing"
    done = decide(sealed, "verifier", approves=False, words="已宣布封存")
    assert (done.state, done.marks.get().replaced) == (LateState.REFUSED, 3000)
    assert marks(sealed.sheet(sealed.seats[1], sealed.slots()[0])) == before
    assert waiting(sealed) == []
    assert arrives(sealed, ("market", "25")) == ["held"]
    assert waiting(sealed)[0].values() == {"market": 2500}, "what comes later waits anew"


def test_two_people_and_neither_is_the_judge(sealed):
    arrives(sealed, ("market", "24"))
    assert refused(decide, sealed, "panel", by=sealed.judge(2)) == "two_person_required"
    decide(sealed, "panel")
    assert refused(decide, sealed, "panel") == "late_change_state_refused"
    assert refused(decide, sealed, "verifier", by=sealed.judge(1)) == "two_person_required"


def test_nobody_decides_on_what_was_not_seen(sealed):
    arrives(sealed, ("market", "24"))
    [found] = waiting(sealed)
    arrives(sealed, ("market", "25"))
    assert refused(decide, sealed, "panel", found=found) == "late_change_moved"
    decide(sealed, "panel")
    arrives(sealed, ("market", "26"))
    done = decide(sealed, "verifier")
    assert marks(done.successor)["market"][0] == 2500, "both have said yes to this"
    assert waiting(sealed)[0].values() == {"market": 2600}
    assert broken() == []


def test_not_before_the_seal_and_not_after_the_lock(sealed):
    arrives(sealed, ("market", "24"))
    unsealed(sealed, sealed.slots()[0])
    assert refused(decide, sealed, "panel") == "slot_state_refused"


def test_a_counted_result_is_counted_anew_and_the_hall_keeps_its_picture(opened):
    opened.play_all()
    opened.close()
    result, before = opened.compute(), hall(opened)
    arrives(opened, ("market", "24"))
    assert accepted(opened).after_reveal
    result.refresh_from_db()
    assert (result.state, hall(opened)) == (ResultState.SUPERSEDED, before)
    arrives(opened, ("market", "25"))
    opened.compute()
    opened.lock()
    assert refused(decide, opened, "panel") == "round_state_refused"
    assert broken() == []


def test_a_sheet_that_was_left_out_counts_only_with_its_judges_signature(sealed):
    """Two people had let the team be sealed without her; her tablet was off the net."""
    sheet = sealed.sheet(sealed.seats[1], sealed.slots()[0])
    ScoreSheet.objects.filter(pk=sheet.pk).update(state="excluded", signed_at=None, total=None)
    assert arrives(sealed, ("market", "24")) == ["held"]
    decide(sealed, "panel")
    assert refused(decide, sealed, "verifier") == "late_change_unsigned"
    decide(sealed, "verifier", approves=False, words="没有签名")
    said = arrives(sealed, ("market", "25"), signs=True, revs={"technology": 1, "market": 1})
    assert said == ["held", "held"], "signed without the late mark"
    decide(sealed, "panel")
    assert refused(decide, sealed, "verifier") == "late_change_unsigned"
    decide(sealed, "verifier", approves=False, words="没有签这个分")
    arrives(sealed, ("market", "25"), signs=True)
    done = accepted(sealed)
    assert (done.signs, done.successor.state) == (True, SheetState.SIGNED)
    sheet.refresh_from_db()
    assert sheet.state == SheetState.SUPERSEDED
    assert LogOpening.objects.filter(leaf__type="late_change.decide").count() == 6


def test_what_else_waits_goes_on_on_the_new_sheet(sealed):
    sheet = sealed.sheet(sealed.seats[1], sealed.slots()[0])
    asked = correction_request(
        sheet=sheet,
        criterion="technology",
        value="41",
        reason="misheard",
        text="",
        at=sealed.tick(),
    )
    arrives(sealed, ("market", "24"))
    done = accepted(sealed)
    asked.refresh_from_db()
    assert (asked.sheet, done.sheet) == (done.successor, sheet)
