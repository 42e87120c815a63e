"""Calls for staff, requests for a correction, notes and the hall's light."""

import json

import pytest

from core.errors import Problem
from core.models import LogLeaf, LogOpening
from judging.models import (
    CorrectionRequest,
    JudgeNote,
    Room,
    ScoreSheet,
    SheetState,
    StaffCall,
)
from judging.selectors.calls import open_calls
from judging.selectors.corrections import open_corrections, seat_corrections
from judging.selectors.notes import seat_notes
from judging.services.calls import call_answer, call_make
from judging.services.corrections import correction_request, correction_withdraw
from judging.services.lights import lights_turn
from judging.services.notes import note_write
from tests.leaks import figures_shown


def room(final):
    return Room.objects.select_related("panel__round__edition__contest").get(panel=final.panel)


def versions(final):
    found = room(final)
    return found.version, found.scene_version


def events(kind):
    return LogLeaf.objects.filter(type=kind).count()


def refused(call, **asked):
    with pytest.raises(Problem) as found:
        call(**asked)
    return found.value.code


@pytest.fixture
def signed(opened):
    """The first slot is being scored and seat 1 has signed."""
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign(opened.seats[0], slot, technology="40", market="30")
    return opened


def correct(final, seat=0, *, criterion="market", value="31", reason="misheard", text=""):
    sheet = final.sheet(final.seats[seat], final.slots()[0])
    return correction_request(
        sheet=sheet, criterion=criterion, value=value, reason=reason, text=text, at=final.tick()
    )


# Calls --------------------------------------------------------------------------------------


def test_a_call_waits_until_somebody_answers_and_only_the_console_hears_of_it(opened):
    before = versions(opened)
    call = call_make(seat=opened.seats[1], code="technical", at=opened.tick())
    again = call_make(seat=opened.seats[1], code="technical", at=opened.tick())
    other = call_make(seat=opened.seats[1], code="question", at=opened.tick())
    assert again == call
    assert [(row["seat"], row["code"]) for row in open_calls(room(opened).pk)] == [
        (2, "technical"),
        (2, "question"),
    ]
    assert versions(opened) == (before[0] + 2, before[1])
    first, second = opened.by("timekeeper"), opened.by("organizer")
    for who in (first, second):
        answered = call_answer(call=call, actor=who, at=opened.tick())
        assert answered.answered_by == first
    assert [row["id"] for row in open_calls(room(opened).pk)] == [str(other.uid)]
    assert (events("call.make"), events("call.answer")) == (2, 1)
    assert call_make(seat=opened.seats[1], code="technical", at=opened.tick()) != call
    assert StaffCall.objects.count() == 3


# Corrections --------------------------------------------------------------------------------


def test_a_request_waits_without_its_value_and_changes_nothing(signed):
    before = versions(signed)
    made = correct(signed, text="应为 31 分")
    [row] = open_corrections(signed.round.pk)
    assert row["id"] == str(made.uid)
    assert (row["seat"], row["criterion"], row["reason"]) == (1, "market", "misheard")
    assert not {"value", "text"} & set(row)
    assert figures_shown(row, "31", "3100") == []
    assert versions(signed) == (before[0] + 1, before[1])
    assert (
        signed.sheet(signed.seats[0], signed.slots()[0]).cells.get(criterion="market").value == 3000
    )
    body = json.loads(LogOpening.objects.get(leaf__type="correction.request").body)["body"]
    assert (body["value"], body["text"]) == ("31.00", "应为 31 分")


def test_one_for_a_criterion_until_it_is_withdrawn(signed):
    made = correct(signed)
    assert refused(correct, final=signed, value="32") == "correction_waiting"
    correct(signed, criterion="technology", value="41")
    correction_withdraw(correction=made, at=signed.tick())
    assert refused(correction_withdraw, correction=made, at=signed.tick()) == (
        "correction_state_refused"
    )
    assert [row["criterion"] for row in open_corrections(signed.round.pk)] == ["technology"]
    correct(signed, value="32")
    assert CorrectionRequest.objects.count() == 3
    assert events("correction.withdraw") == 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"seat": 1}, "sheet_not_signed"),
        ({"criterion": "beauty"}, "criterion_unknown"),
        ({"value": "40.5"}, "mark_out_of_range"),
        ({"value": "31.25"}, "mark_off_step"),
        ({"value": "31.255"}, "mark_off_step"),
        ({"value": "many"}, "mark_malformed"),
        ({"reason": "other", "text": " "}, "reason_missing"),
    ],
)
def test_what_cannot_be_asked(signed, asked, code):
    assert refused(correct, final=signed, **asked) == code
    assert not CorrectionRequest.objects.exists()


def test_not_once_the_result_is_locked(opened):
    opened.finish()
    sheet = ScoreSheet.objects.filter(state=SheetState.COUNTED).first()
    asked = {"criterion": "market", "value": "31", "reason": "misheard", "text": ""}
    code = refused(correction_request, sheet=sheet, at=opened.tick(), **asked)
    assert code == "round_state_refused"


def test_a_signature_that_is_taken_back_leaves_nothing_to_correct(signed):
    slot = signed.slots()[0]
    signed.sign(signed.seats[1], slot, technology="40", market="30")
    correct(signed, seat=1)
    signed.now = signed.sheet(signed.seats[1], slot).signed_at
    signed.unsign(signed.seats[1], slot)
    assert open_corrections(signed.round.pk) == []
    assert len(seat_corrections(signed.seats[1])) == 1


# Notes --------------------------------------------------------------------------------------


def write(final, text, base_rev, seat=0):
    entry = final.slots()[0].entry
    return note_write(
        seat=final.seats[seat], entry=entry, text=text, base_rev=base_rev, at=final.tick()
    )


def test_a_note_is_kept_by_the_revision_that_was_seen(opened):
    before, leaves = versions(opened), LogLeaf.objects.count()
    assert write(opened, "专利待核实", 0).rev == 1
    assert write(opened, "专利已核实", 1).rev == 2
    # The answer was lost and the same text comes again.
    assert write(opened, "专利已核实", 1).rev == 2
    assert refused(write, final=opened, text="另一台", base_rev=1) == "edit_stale"
    assert write(opened, "", 2).rev == 3
    assert write(opened, "她的", 0, seat=1).rev == 1
    assert JudgeNote.objects.count() == 2
    assert [note.text for note in seat_notes(opened.seats[0])] == [""]
    # Nobody hears of it.
    assert (versions(opened), LogLeaf.objects.count()) == (before, leaves)


# The light ----------------------------------------------------------------------------------


def test_the_light_reaches_the_tablets(opened):
    before = versions(opened)
    for _ in range(2):
        lights_turn(room=room(opened), lights="off", actor=opened.by("organizer"), at=opened.tick())
    assert room(opened).lights == "off"
    assert versions(opened) == (before[0] + 1, before[1] + 1)
    assert events("room.lights") == 1
