"""A team is sealed without a judge's sheet: never by one person, never without notice."""

import json
import uuid

import pytest

from core.errors import Problem
from core.models import LogOpening
from judging.models import (
    Override,
    OverrideState,
    Room,
    ScoreOperation,
    ScoreSheet,
    SheetState,
    SlotState,
)
from judging.selectors.closing import closing_body
from judging.selectors.overrides import overrides_listed
from judging.selectors.room_state import Audience, room_state
from judging.selectors.stage import stage_state
from judging.services.moves import move_undo
from judging.services.overrides import override_decide, override_propose, override_withdraw
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp

pytestmark = pytest.mark.django_db

NOTICE_S = 11


@pytest.fixture
def short(opened):
    """The first team is scored by seats 1 and 2; seat 3 has typed one mark and is silent."""
    slot = opened.to_scoring(opened.slots()[0])
    for seat in opened.seats[:2]:
        opened.sign(seat, slot, technology="40", market="30")
    type_mark(opened, slot, "7.50")
    return opened


def type_mark(final, slot, value):
    seat = final.seats[2]
    sheet = ScoreSheet.objects.get(seat=seat, slot=slot)
    person = seat.expert.person
    cell = sheet.cells.get(criterion="market")
    op = ScoreOp(
        person.pk,
        uuid.uuid4(),
        final.device(person).uid,
        final.next(),
        "",
        sheet.uid,
        "market",
        value,
        cell.rev,
    )
    return score_ops_apply(ops=[op], at=final.tick())[0]


def propose(final, *, counts="", by="organizer", slot=0):
    return override_propose(
        slot=final.slots()[slot],
        reason="评委突发疾病离场",
        counts=counts,
        actor=final.by(by),
        at=final.tick(),
    )


def decide(final, override, *, approves=True, words="", by="verifier", wait=NOTICE_S):
    return override_decide(
        override=override,
        approves=approves,
        words=words,
        actor=final.by(by),
        at=final.tick(wait),
    )


def refused(call, *given, **asked_for):
    with pytest.raises(Problem) as found:
        call(*given, **asked_for)
    return found.value.code


def room(final):
    return Room.objects.select_related("panel__round__edition__contest").get(panel=final.panel)


def test_with_two_people_the_slot_is_sealed_and_the_open_sheet_left_out(short):
    made = propose(short)
    assert (made.state, made.missing) == (OverrideState.PROPOSED, [3])
    assert short.slots()[0].state == SlotState.SCORING, "one is not enough"
    done = decide(short, made)
    slot = short.slots()[0]
    sheet = ScoreSheet.objects.get(seat=short.seats[2], slot=slot)
    assert (done.state, slot.state) == (OverrideState.APPROVED, SlotState.SEALED)
    assert sheet.state == SheetState.EXCLUDED
    assert sheet.cells.get(criterion="market").value == 750, "what she typed stays readable"
    [listed] = overrides_listed(short.round)
    assert (listed["missing"], listed["reason"]) == ([3], "评委突发疾病离场")
    assert listed["proposed_by"]["name"]["zh"] == "organizer"
    assert listed["decided_by"]["name"]["zh"] == "verifier"


def test_the_log_names_reason_and_both(short):
    decide(short, propose(short))
    [said] = [
        json.loads(text)["body"]
        for text in LogOpening.objects.filter(leaf__type="override.approve").values_list(
            "body", flat=True
        )
    ]
    assert (said["proposed_by"], said["by"]) == (
        str(short.by("organizer").uid),
        str(short.by("verifier").uid),
    )
    assert (said["missing"], said["reason"]) == ([3], "评委突发疾病离场")


def test_one_person_is_not_two(short):
    made = propose(short, by="verifier")
    assert refused(decide, short, made) == "two_person_required"
    made.refresh_from_db()
    assert (made.state, short.slots()[0].state) == (OverrideState.PROPOSED, SlotState.SCORING)


def test_the_notice_comes_first_and_whoever_signs_meanwhile_counts(short):
    made = propose(short)
    told = closing_body(room=room(short), hidden=frozenset())
    assert told is not None
    assert told["entry"] == str(short.slots()[0].entry.uid)
    assert refused(decide, short, made, wait=5) == "override_early"
    short.sign(short.seats[2], short.slots()[0], technology="40", market="30")
    assert refused(decide, short, made) == "override_needless"
    assert short.command(short.slots()[0], "seal").state == SlotState.SEALED
    made.refresh_from_db()
    assert made.state == OverrideState.LAPSED


def test_a_sheet_that_was_signed_is_not_left_out(short):
    made = propose(short)
    short.now = ScoreSheet.objects.get(seat=short.seats[1], state="signed").signed_at
    short.tick()
    short.unsign(short.seats[1], short.slots()[0])
    assert refused(decide, short, made, wait=20) == "override_changed"


def test_a_no_says_why_and_a_proposal_is_taken_back(short):
    made = propose(short)
    assert refused(propose, short) == "override_waiting"
    assert refused(decide, short, made, approves=False) == "reason_missing"
    assert decide(short, made, approves=False, words="再等等").state == OverrideState.REFUSED
    again = propose(short)
    gone = override_withdraw(override=again, actor=short.by("organizer"), at=short.tick())
    assert gone.state == OverrideState.WITHDRAWN
    assert refused(decide, short, gone) == "override_state_refused"
    assert closing_body(room=room(short), hidden=frozenset()) is None


def test_what_she_still_sends_is_held(short):
    slot = short.slots()[0]
    decide(short, propose(short))
    late = type_mark(short, slot, "9.00")
    assert late.outcome == "held"
    assert ScoreOperation.objects.filter(outcome="held").count() == 1
    sheet = ScoreSheet.objects.get(seat=short.seats[2], slot=slot)
    assert sheet.cells.get(criterion="market").value == 750


def test_the_reveal_names_the_missing_seat_and_the_result_counts_the_others(short):
    decide(short, propose(short))
    short.command(short.slots()[0], "reveal")
    short.cue("step", step=1)
    cards = {card["seat"]: card for card in stage_state(room(short))["cards"]}
    assert cards[3] == {"seat": 3, "state": "missing"}
    assert cards[1]["total"] == "70.00"
    console = room_state(room_id=room(short).uid, audience=Audience("console"))
    assert [each["state"] for each in console["slots"][0]["sheets"]] == [
        "signed",
        "signed",
        "left_out",
    ]


def test_two_peoples_step_is_not_undone(short):
    made = propose(short)
    decide(short, made)
    last = room_state(room_id=room(short).uid, audience=Audience("console"))
    assert last["undo"] is None
    seen = uuid.UUID(last["moves"][0]["id"])
    assert (
        refused(move_undo, room=room(short), seen=seen, actor=made.proposed_by, at=short.tick())
        == "undo_refused"
    )


def test_nothing_to_leave_out_and_nothing_to_seal(short):
    assert refused(propose, short, slot=1) == "slot_state_refused"
    short.sign(short.seats[2], short.slots()[0], technology="40", market="30")
    assert refused(propose, short) == "override_needless"
    assert Override.objects.count() == 0


def test_below_the_minimum_the_rulebook_stands(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign(opened.seats[0], slot, technology="40", market="30")
    assert refused(propose, opened) == "sheets_below_minimum"


def test_a_reason_is_needed(short):
    with pytest.raises(Problem) as found:
        override_propose(
            slot=short.slots()[0], reason=" ", actor=short.by("organizer"), at=short.tick()
        )
    assert found.value.code == "reason_missing"
