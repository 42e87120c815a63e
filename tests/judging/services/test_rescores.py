"""An entry that goes back to its judges: the old sheets stand until all have signed anew."""

import json

import pytest
from django.db import DatabaseError

from core.errors import Problem
from core.models import LogLeaf, LogOpening
from core.viewer import Viewer
from judging.invariants import INVARIANTS
from judging.models import (
    APART,
    Rescore,
    RescoreState,
    ResultState,
    ScoreCell,
    ScoreSheet,
    SheetState,
)
from judging.selectors.hall_sheets import hall_sheets
from judging.selectors.mark_history import mark_history, own_changes
from judging.selectors.protocol_marks import sheets_facts
from judging.selectors.queue import judge_queue
from judging.selectors.results import current_result
from judging.selectors.sheets import countable_sheets, seat_sheets, sheet_body, sheets_progress
from judging.services import rescores
from judging.services.correction_decisions import correction_decide
from judging.services.corrections import correction_request
from judging.services.deliberations import deliberation_close
from judging.services.rescores import rescore_end, rescore_finish
from judging.services.results import result_recompute
from tests.factories import judging
from tests.factories.rescores import Again, counted

DONE = [("applied", None)]


@pytest.fixture
def again(db):
    return Again(counted())


def refused(act, *args, **named):
    with pytest.raises(Problem) as caught:
        act(*args, **named)
    return caught.value.code


def marks(again):
    """What counts of the entry: by seat, its marks."""
    rows = countable_sheets(again.final.round)[again.slot.entry.number]
    return {row.seat: row.marks["technology"] for row in rows}


def violations(names=("rescore", "sheet", "score", "motion")):
    """What the invariants of sheets find."""
    return [(name, *check()) for name, check in INVARIANTS.items()
            if name.startswith(names) and any(True for _ in check())]  # fmt: skip


def end(again, reason="评委已离场"):
    made = again.final
    return rescore_end(
        rescore=again.rescore, reason=reason, actor=made.by("organizer"), at=made.tick()
    )


def close(again):
    made = again.final
    return deliberation_close(
        deliberation=again.deliberation, actor=made.by("organizer"), at=made.tick()
    )


def test_the_old_sheets_stand_until_the_last_one_has_signed_anew(again):
    one, two, three = again.final.seats
    before, result = marks(again), current_result(again.final.round)
    again.anew(one, "11")
    again.anew(two)
    assert marks(again) == before
    assert current_result(again.final.round) == result
    assert {sheet.state for sheet in ScoreSheet.objects.filter(pk__in=[
        old.pk for old in again.old.values()
    ])} == {SheetState.SIGNED}  # fmt: skip
    again.anew(three, "12.5")
    assert marks(again) == {**before, "1": 1100, "3": 1250}
    now = current_result(again.final.round)
    assert result is not None
    assert now is not None
    assert (now.version, now.state) == (result.version + 1, ResultState.UNDER_REVIEW)
    assert now.computed_by == again.final.by("organizer")
    assert result_recompute(round=again.final.round) == now.body_hash
    again.rescore.refresh_from_db()
    assert again.rescore.state == RescoreState.DONE


def test_the_new_ones_are_in_the_old_ones_places_and_the_log_says_so(again):
    one, two, three = again.final.seats
    again.anew(two)
    again.anew(one, "11")
    assert again.send(again.back(one)) == DONE
    for seat in (one, three):
        again.anew(seat, "13")
    for seat in again.final.seats:
        old = again.old[seat.pk]
        old.refresh_from_db()
        assert (old.state, old.successor.remarks) == (SheetState.SUPERSEDED, old)
        assert ScoreCell.objects.filter(sheet=old).exists()
    body = json.loads(LogOpening.objects.get(leaf__type="rescore.close").body)["body"]
    told = {each["supersedes"]: each["sheet"] for each in body["pairs"]}
    assert told == {str(old.uid): str(old.successor.uid) for old in again.old.values()}
    assert (body["changed"], body["before"], body["after"]) == (
        2, "79.50 · 78.50 · 77.50", "43.00 · 78.50 · 43.00",
    )  # fmt: skip
    assert violations() == []
    close(again)
    again.final.lock()
    standing = ScoreSheet.objects.filter(slot=again.slot).exclude(state__in=APART)
    assert [sheet.state for sheet in standing] == [SheetState.COUNTED] * 3


def test_she_sees_her_new_sheet_as_an_open_one_with_her_marks(again):
    one = again.final.seats[0]
    old, new = again.old[one.pk], again.beside(one)
    shown = seat_sheets(one)[str(again.slot.entry.uid)]
    assert shown == new
    assert sheet_body(shown)["state"] == "open"
    cells, before = sheet_body(shown)["cells"], sheet_body(old)["cells"]
    assert cells == before
    row = next(each for each in judge_queue(one) if each["number"] == again.slot.entry.number)
    assert row["sheet"] == str(new.uid)
    again.anew(one, "11")
    assert sheet_body(seat_sheets(one)[str(again.slot.entry.uid)])["state"] == "signed"
    changes = [each for each in own_changes(one) if each["sheet"] == str(new.uid)]
    assert [(each["before"], each["after"]) for each in changes] == [("49.50", "11.00")]


def test_nobody_else_sees_a_new_value_before_all_have_signed(again):
    made = again.final
    history, facts = mark_history(made.round, sealed=True), sheets_facts(made.round)
    progress = sheets_progress(made.round, viewer=Viewer())
    again.anew(made.seats[0], "11")
    assert mark_history(made.round, sealed=True) == history
    assert sheets_facts(made.round) == facts
    told = sheets_progress(made.round, viewer=Viewer())
    assert told == progress


def test_ended_without_all_the_old_ones_stand_for_all(again):
    one, two, _three = again.final.seats
    before, result = marks(again), current_result(again.final.round)
    again.anew(one, "11")
    late = again.mark(two, "12")
    assert refused(end, again, reason=" ") == "reason_missing"
    assert refused(close, again) == "rescore_open"
    ended = end(again)
    assert (ended.state, ended.reason) == (RescoreState.ENDED, "评委已离场")
    assert (marks(again), current_result(again.final.round)) == (before, result)
    assert again.send(late) == [("refused", "sheet_state_refused")]
    assert LogLeaf.objects.latest("seq").type == "rescore.end"
    assert refused(end, again) == "rescore_state_refused"
    rows = sheets_facts(again.final.round)["rows"]
    assert [row["marks"]["technology"] for row in rows if row["dropped"]] == [
        "11.00", "48.50", "47.50",
    ]  # fmt: skip
    assert violations() == []
    close(again)


def test_a_second_motion_and_a_correction_wait(again):
    made = again.final
    one = made.seats[0]
    asked = correction_request(
        sheet=again.old[one.pk], criterion="technology", value="10", reason="misread",
        text="看错了一行", at=made.tick(),
    )  # fmt: skip
    assert refused(again.carry, "keep") == "rescore_open"
    decided = {"correction": asked, "office": "scores", "approves": True, "words": ""}
    actor = made.by("scorekeeper")
    assert refused(correction_decide, **decided, actor=actor, at=made.tick()) == "rescore_open"
    for seat in made.seats:
        again.anew(seat)
    asked.refresh_from_db()
    assert asked.sheet == made.sheet(one, again.slot)
    again.carry("keep")


def test_who_takes_back_gets_another_new_sheet_within_the_grace(again):
    one = again.final.seats[0]
    again.anew(one, "11")
    assert again.send(again.mark(one, "12")) == [("refused", "sheet_signed")]
    assert again.send(again.back(one)) == DONE
    new = again.beside(one)
    assert (new.state, new.rescore, new.remarks) == (
        SheetState.REMARKING, again.rescore, again.old[one.pk],
    )  # fmt: skip
    again.anew(one, "12")
    again.final.tick(3600)
    assert again.send(again.back(one)) == [("refused", "undo_over")]
    assert violations() == []


def test_what_still_comes_for_the_old_sheet_waits_for_two_people(again):
    one = again.final.seats[0]
    assert again.send(again.mark(one, "9", again.old[one.pk])) == [("held", None)]
    assert again.send(again.signature(one), again.signature(one, again.old[one.pk])) == [
        ("applied", None), ("refused", "sheet_signed"),
    ]  # fmt: skip
    assert marks(again)["1"] == 4950


def test_both_sheets_under_one_signature_are_refused(again):
    one = again.final.seats[0]
    both = again.signature(one)
    seen = (*both.seen, *again.signature(one, again.old[one.pk]).seen)
    mixed = type(both)(both.judge_id, both.op_id, both.device, both.client_seq, "", seen)
    assert again.send(mixed) == [("refused", "sheet_signed")]


@pytest.mark.parametrize("fault", [DatabaseError(), Problem("round_state_refused")])
def test_a_swap_that_was_missed_is_made_up_for(again, monkeypatch, fault):
    """The signature was committed and is acknowledged, whatever the swap meets."""

    def broken(**_named):
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(rescores, "rescore_finish", broken)
        for seat in again.final.seats:
            again.anew(seat, "11")
    assert marks(again)["1"] == 4950
    assert refused(close, again) == "rescore_open"
    assert end(again, reason="").state == RescoreState.DONE
    assert set(marks(again).values()) == {1100}
    # Asked again it does nothing more.
    leaves = LogLeaf.objects.count()
    rescore_finish(rescore=again.rescore, at=again.final.tick())
    assert LogLeaf.objects.count() == leaves


def test_only_an_entry_with_sheets_that_stand_goes_back(db):
    made = counted()
    made.slots()
    again = Again(made)
    end(again)
    ScoreSheet.objects.filter(slot=again.slot).exclude(state__in=APART).update(state="excluded")
    assert refused(again.carry, "rescore") == "rescore_nobody"


def test_an_entry_that_the_hall_has_seen_keeps_what_it_saw(db):
    made = judging.final(judges=3, entries=2)
    made.prepare()
    made.play_all()
    made.close()
    made.compute()
    again = Again(made)
    for seat in made.seats:
        again.anew(seat, "11")
    shown = hall_sheets(ScoreSheet.objects.filter(slot=again.slot, state=SheetState.SIGNED))
    assert [sheet.pk for sheet in shown] == [again.old[seat.pk].pk for seat in made.seats]
    assert Rescore.objects.get().state == RescoreState.DONE
