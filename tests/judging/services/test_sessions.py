"""A session is signed once by each judge and sealed once for all its teams."""

import json

import pytest

from core.errors import Problem
from core.invariants import violations_find
from core.models import LogLeaf, LogOpening
from judging.models import Room, ScoreOperation, ScoreSheet, SheetState, SlotState
from judging.selectors.moves import undoable_move
from judging.selectors.room_state import Audience, room_state
from judging.services.recusals import recusal_declare
from judging.services.scoring.apply import score_ops_apply
from tests.factories.sessions import (
    drafted,
    final_by_session,
    heard,
    room_of,
    seal,
    sign_op,
    signed,
    typed,
)
from tests.judging.services.test_moves import undo
from tests.leaks import figures_shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(db):
    """An open round, nobody called yet."""
    final = final_by_session()
    final.prepare()
    return final


@pytest.fixture
def over(running):
    """Every team was heard, and every judge has marked every team."""
    heard(running)
    drafted(running)
    return running


def told(outcomes):
    return [(each.outcome, each.code) for each in outcomes]


def apply(final, *ops):
    return told(score_ops_apply(ops=ops, at=final.tick()))


def refused(call, *given):
    with pytest.raises(Problem) as found:
        call(*given)
    return found.value.code, found.value.params


def body(final, kind):
    return room_state(room_id=room_of(final).uid, audience=Audience(kind))


def states(final):
    return [slot.state for slot in final.slots()]


def test_a_team_leaves_the_stage_without_a_signature_and_its_marks_stay_open(running):
    first, second, _ = running.slots()
    running.to_scoring(first)
    typed(running, 0, 0, technology="50", market="38")
    running.to_scoring(second)
    assert states(running) == [SlotState.HELD, SlotState.SCORING, SlotState.WAITING]
    # Story 2: 88.0 becomes 90.5 when later teams were heard.
    assert told(typed(running, 0, 0, market="40")) == [("applied", None)]
    assert body(running, "judge")["closing"] is None, "no team's scoring closes before the session"
    assert refused(running.command, first, "seal")[0] == "seal_with_session"


def test_nobody_signs_before_the_last_team_was_heard(running):
    first, second, third = running.slots()
    running.to_scoring(first)
    running.to_scoring(second)
    for seat in range(3):
        for place in range(3):
            typed(running, seat, place, technology="50", market="30")
    assert apply(running, sign_op(running, 0)) == [("refused", "session_running")]
    running.command(third, "defer")
    assert apply(running, sign_op(running, 0)) == [("refused", "session_running")]
    running.command(third, "withdraw")
    assert apply(running, sign_op(running, 0)) == [("applied", None)]


def test_a_signature_covers_all_of_it_or_nothing(over):
    assert apply(over, sign_op(over, 0, only=2)) == [("refused", "session_incomplete")]
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 0
    typed(over, 0, 1, market=None)
    assert apply(over, sign_op(over, 0)) == [("refused", "mark_missing")]
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 0
    typed(over, 0, 1, market="31")
    assert apply(over, sign_op(over, 0)) == [("applied", None)]
    seat = ScoreSheet.objects.filter(seat=over.seats[0])
    assert set(seat.values_list("state", flat=True)) == {SheetState.SIGNED}


def test_one_act_is_one_operation_and_one_leaf_however_often_it_arrives(over):
    op = sign_op(over, 0)
    again = sign_op(over, 0)
    assert apply(over, op, op) == [("applied", None), ("replayed", None)]
    # The same wish under another key finds everything signed; the first stays what it was.
    assert apply(over, again, op) == [("refused", "sheet_signed"), ("replayed", None)]
    leaves = LogOpening.objects.filter(leaf__type="sheet.sign")
    [opening] = leaves
    assert len(json.loads(opening.body)["body"]["sheets"]) == 3
    kept = ScoreOperation.objects.filter(kind="sign", outcome="applied")
    assert kept.count() == 1
    signed_at = set(ScoreSheet.objects.filter(seat=over.seats[0]).values_list("signed_at"))
    assert len(signed_at) == 1


def test_an_older_signature_that_comes_late_is_stale_and_signs_nothing(over):
    early = sign_op(over, 0)
    typed(over, 0, 2, market="33.3")
    assert apply(over, early) == [("stale", "cell_stale")]
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 0


def test_the_session_is_sealed_once_everybody_signed_and_all_of_it(over):
    assert refused(seal, over) == ("sheets_missing", {"missing": "9"})
    signed(over)
    room = seal(over)
    assert states(over) == [SlotState.SEALED] * 3
    assert room.current_slot == over.slots()[0], "the first is revealed first"
    assert LogLeaf.objects.filter(type="session.seal").count() == 1
    assert refused(seal, over)[0] == "session_sealed"
    broken = [each for each in violations_find() if each.invariant.startswith(("score", "sheet"))]
    assert broken == []


def test_it_is_not_sealed_while_a_team_is_to_come(running):
    running.to_scoring(running.slots()[0])
    before = Room.objects.get().version
    assert refused(seal, running) == ("session_running", {"ahead": "2"})
    assert Room.objects.get().version == before


def test_too_few_sheets_of_one_team_keep_all_of_it_open(over):
    for seat in over.seats[:2]:
        entry = over.slots()[1].entry
        recusal_declare(seat=seat, entry=entry, source="self", reason="kin", at=over.tick())
    signed(over)
    assert refused(seal, over)[0] == "sheets_below_minimum"
    assert states(over) == [SlotState.HELD, SlotState.HELD, SlotState.SCORING]


def test_a_rulebook_that_seals_team_by_team_has_no_session(opened):
    assert refused(seal, opened)[0] == "session_per_slot"
    assert body(opened, "console")["session"] is None
    assert body(opened, "judge")["session"] is None


def test_the_seal_can_be_taken_back_before_the_first_reveal_and_is_then_given_again(over):
    signed(over)
    seal(over)
    undo(over)
    assert states(over) == [SlotState.HELD, SlotState.HELD, SlotState.SCORING]
    seal(over)
    over.command(over.slots()[0], "reveal")
    assert undoable_move(room_id=room_of(over).pk) is None


def test_each_team_has_its_own_cue_after_the_seal_and_the_figure_is_the_changed_one(over):
    typed(over, 0, 0, technology="59.9")
    signed(over)
    seal(over)
    for slot in over.slots():
        over.command(slot, "reveal")
        assert room_of(over).current_slot == slot
        for step in range(1, 5):
            over.cue("step", step=step)
        over.command(slot, "confirm")
    over.close()
    result = over.compute()
    over.lock()
    # The mean of 89.9, 80.1 and 80.2.
    assert json.loads(result.body)["rows"][0]["final"] == "83.40"


def test_until_the_seal_no_screen_has_a_value_and_the_console_sees_that_one_changed(running):
    heard(running)
    drafted(running)
    typed(running, 1, 0, technology="43.7")
    shown = body(running, "console")
    assert shown["session"]["ahead"] == 0
    assert shown["session"]["due"] == 3
    assert shown["session"]["judges"][1] == {"seat": 2, "sheets": 3, "drafted": 3, "signed": 0}
    changed = {(row["seat"], row["count"]) for row in shown["session"]["changes"]}
    assert (2, 2) in changed
    signed(running)
    for kind in ("console", "judge", "stage", "public"):
        assert not figures_shown(body(running, kind), "43.7", "73.7", "4370", "7370"), kind
    assert body(running, "console")["session"]["judges"][1]["signed"] == 3
    assert body(running, "judge")["session"] == {"ahead": 0, "sealed": False}
    seal(running)
    assert body(running, "judge")["session"] == {"ahead": 0, "sealed": True}


@pytest.mark.parametrize(("until", "answer"), [("session_end", "undo_over"), ("reveal", None)])
def test_how_long_a_signature_may_be_taken_back(until, answer):
    final = final_by_session(revise_until=until)
    final.prepare()
    heard(final)
    drafted(final)
    signed(final)
    final.tick(3600)
    if answer:
        with pytest.raises(AssertionError, match=answer):
            final.unsign(final.seats[0], final.slots()[0])
        return
    final.unsign(final.seats[0], final.slots()[0])
    typed(final, 0, 0, technology="55.5")
    # Only what is open is signed anew.
    assert apply(final, sign_op(final, 0)) == [("applied", None)]
    seal(final)
    with pytest.raises(AssertionError, match="slot_sealed"):
        final.unsign(final.seats[0], final.slots()[1])
