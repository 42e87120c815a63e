"""The witness asks and the committee answers; she approves nothing and sees no value too early."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, transaction

from core.errors import Problem
from core.models import LogOpening
from core.services.audit import audit_record
from judging.models import LAST_STEP, InterferenceEntry, RegisterLine, SeenMark, SupervisionNote
from judging.selectors.exception_rows import exception_bodies
from judging.selectors.exceptions import event_states, exception_days, exception_events
from judging.selectors.registers import opened_body, receipt_body
from judging.selectors.supervision import note_body, note_of, round_notes, unanswered_count
from judging.selectors.witness_room import witness_rooms
from judging.services.correction_decisions import correction_decide
from judging.services.corrections import correction_request
from judging.services.interference import interference_file
from judging.services.recusals import recusal_declare
from judging.services.registers import line_add, line_end, line_strike
from judging.services.results import result_lock
from judging.services.supervision import exceptions_see, note_answer, note_put

pytestmark = pytest.mark.django_db


def put(final, kind="question", *, subject_kind="round", whole=False, **more):
    return note_put(
        edition=final.edition,
        round_id=None if whole else final.round.uid,
        kind=kind,
        subject_kind="edition" if whole else subject_kind,
        text=more.pop("text", "第 3 队为什么暂停两次？"),
        actor=final.by("witness"),
        at=final.tick(),
        **more,
    )


def answer(final, note, *, by="organizer", text="场地停电，见值班记录。"):
    return note_answer(note=note, text=text, actor=final.by(by), at=final.tick())


def code(call, *given, **asked):
    with pytest.raises(Problem) as found:
        call(*given, **asked)
    return found.value.code


def rows(final):
    edition = final.edition
    return exception_bodies(edition, exception_events(edition), event_states(edition))


def kinds(final):
    return [row["kind"] for row in rows(final)]


def told(kind):
    texts = LogOpening.objects.filter(leaf__type=kind).values_list("body", flat=True)
    return [json.loads(text)["body"] for text in texts]


@pytest.fixture
def counted(final):
    """Played, closed and counted: only the lock is left."""
    final.prepare()
    final.play_all()
    final.close()
    final.compute()
    return final


def lock(final):
    return result_lock(round=final.round, actor=final.by("verifier"), at=final.tick())


@pytest.mark.parametrize("kind", ["question", "objection"])
@pytest.mark.parametrize("whole", [False, True])
def test_what_she_asks_stops_the_lock_until_it_is_answered(counted, kind, whole):
    note = put(counted, kind, whole=whole)
    with pytest.raises(Problem) as found:
        lock(counted)
    assert found.value.code == "supervision_unanswered"
    assert found.value.params == {"question": "第 3 队为什么暂停两次？"}
    assert unanswered_count(counted.edition) == 1
    answer(counted, note)
    assert lock(counted).state == "locked"


@pytest.mark.parametrize("kind", ["note", "confirmation"])
def test_a_note_and_a_confirmation_stop_nothing_and_take_no_answer(counted, kind):
    note = put(counted, kind, step="seal" if kind == "confirmation" else "")
    assert code(answer, counted, note) == "supervision_note_state_refused"
    assert lock(counted).state == "locked"


def test_a_question_after_the_lock_stops_the_publication(counted):
    lock(counted)
    publication = counted.prepare_publication("proposed")
    note = put(counted)
    assert code(counted.open_publication, publication) == "supervision_unanswered"
    answer(counted, note)
    assert counted.open_publication(publication).state == "opened"


def test_she_does_not_answer_herself_and_nobody_answers_twice(counted):
    note = put(counted)
    assert code(answer, counted, note, by="witness") == "two_person_required"
    assert code(answer, counted, note, text=" ") == "reason_missing"
    answer(counted, note)
    assert code(answer, counted, note, by="verifier") == "supervision_note_state_refused"
    found = note_of(uid=note.uid)
    assert found is not None
    assert found.answered_by == counted.by("organizer")


def test_the_database_refuses_her_own_answer_and_half_an_answer(counted):
    note = put(counted)
    for changes in (
        {"answer": "是"},
        {"answer": "是", "answered_by": note.by, "answered_at": note.at},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            SupervisionNote.objects.filter(pk=note.pk).update(**changes)


def test_what_is_about_nothing_is_refused(opened):
    assert code(put, opened, text="  ") == "reason_missing"
    assert code(put, opened, step="seal") == "field_invalid"
    assert code(put, opened, "confirmation") == "field_invalid"
    assert code(put, opened, subject_kind="slot", subject=str(opened.round.uid)) == "field_invalid"
    assert code(put, opened, subject_kind="event", subject="log-99999") == "field_invalid"
    assert code(put, opened, subject_kind="edition") == "field_invalid"
    assert not SupervisionNote.objects.exists()


def test_a_question_to_a_team_and_to_an_exception_says_what_it_is_about(opened):
    slot = opened.command(opened.slots()[0], "call", "no_show", code="team_said")
    about_team = put(opened, subject_kind="slot", subject=str(slot.uid))
    assert note_body(about_team)["about"]["words"]["zh"].startswith(slot.entry.number)
    event = rows(opened)[0]
    about_event = put(opened, subject_kind="event", subject=event["id"])
    assert note_body(about_event)["about"]["words"] == event["words"]
    assert rows(opened)[0]["state"] == "question"


def test_exceptions_say_who_why_and_where(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.command(slot, "pause", code="network")
    row = rows(opened)[0]
    assert row["kind"] == "clock"
    assert row["by"]["id"] == str(opened.by("timekeeper").uid)
    assert row["why"] == {"zh": "网络问题", "en": "Network"}
    assert row["entry"] == slot.entry.number
    assert row["room"]["id"] == str(slot.room.uid)


def test_an_event_that_nobody_described_is_shown_by_its_name(opened):
    from contest.services.events import edition_log

    edition_log(edition=opened.edition, event="paper.lose", body={"value": "9"}, at=opened.tick())
    row = rows(opened)[0]
    assert (row["kind"], row["words"]["en"]) == ("other", "paper.lose")
    assert "9" not in json.dumps({**row, "at": "", "id": ""})


def test_before_and_after_of_a_correction_wait_for_the_hall(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign_all(slot)
    opened.command(slot, "seal")
    request = correction_request(
        sheet=opened.sheet(opened.seats[1], slot),
        criterion="market",
        value="24.00",
        reason="misheard",
        text="听成了 14",
        at=opened.tick(),
    )
    for office, actor in (("panel", opened.judge(1)), ("verifier", opened.by("verifier"))):
        correction_decide(
            correction=request,
            office=office,
            approves=True,
            words="二十四",
            actor=actor,
            at=opened.tick(),
        )
    before = [row for row in rows(opened) if row["kind"] == "correction"]
    assert len(before) == 4
    shown = json.dumps(before, ensure_ascii=False)
    assert [word for word in ('"24.00"', "二十四", "听成了") if word in shown] == []
    opened.command(slot, "reveal")
    for step in range(1, LAST_STEP + 1):
        opened.cue("step", step=step)
    after = [row for row in rows(opened) if row["after"]]
    assert [(row["after"], row["told"]) for row in after] == [("24.00", True)]
    assert after[0]["before"] not in (None, "24.00")


def test_seen_once_and_the_days_count_what_is_left(opened):
    recusal_declare(
        seat=opened.seats[2],
        entry=opened.slots()[1].entry,
        source="system",
        reason="任职",
        at=opened.tick(),
    )
    event = rows(opened)[0]
    assert (event["kind"], event["state"], event["seat"]) == ("recusal", "unseen", 3)
    left = sum(day["unseen"] for day in exception_days(opened.edition))
    given = {"edition": opened.edition, "events": [event["id"]], "actor": opened.by("witness")}
    assert exceptions_see(**given, at=opened.tick()) == 1
    assert exceptions_see(**given, at=opened.tick()) == 0
    assert sum(day["unseen"] for day in exception_days(opened.edition)) == left - 1
    given["events"] = ["log-0"]
    assert code(exceptions_see, **given, at=opened.tick()) == "field_invalid"
    assert SeenMark.objects.count() == 1


def test_readings_of_the_audit_log_are_of_this_edition_only(opened):
    sheet = opened.sheet(opened.seats[0], opened.slots()[0])
    for subject in (sheet.uid, opened.by("witness").uid):
        audit_record(
            host=opened.host,
            type="score.refuse",
            person_id=opened.by("organizer").pk,
            subject=("sheet", subject),
            at=opened.tick(),
        )
    found = [row for row in rows(opened) if row["kind"] == "reading"]
    assert [row["by"]["id"] for row in found] == [str(opened.by("organizer").uid)]
    assert found[0]["entry"] == sheet.slot.entry.number


def test_rooms_count_signatures_and_name_who_ran_what(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign(opened.seats[0], slot, technology="40", market="20.00")
    recusal_declare(
        seat=opened.seats[2], entry=slot.entry, source="self", reason="任职", at=opened.tick()
    )
    room = witness_rooms(opened.edition, at=opened.now)[0]
    first = next(each for each in room["slots"] if each["id"] == str(slot.uid))
    assert (first["signed"], first["of"]) == (1, 2)
    assert room["judges"] == {"present": 0, "of": 3}
    assert [step["step"] for step in room["steps"]] == ["draw.commit", "draw.reveal", "round.open"]
    assert room["steps"][0]["by"]["id"] == str(opened.by("organizer").uid)


def test_a_line_of_a_register_is_ended_or_struck_and_never_edited(opened):
    desk = opened.by("event_desk")

    def added(kind, name):
        return line_add(edition=opened.edition, kind=kind, name=name, actor=desk, at=opened.tick())

    def ended(line):
        return line_end(line=line, actor=desk, at=opened.tick())

    def struck(line, reason):
        return line_strike(line=line, reason=reason, actor=desk, at=opened.tick())

    phone, signed = added("phone", "评委一"), added("secrecy", "书记员")
    ended(phone)
    assert code(ended, phone) == "register_line_state_refused"
    assert code(struck, phone, "重复") == "register_line_state_refused"
    assert code(ended, signed) == "register_line_state_refused"
    assert code(struck, signed, " ") == "reason_missing"
    struck(signed, "重复")
    assert RegisterLine.objects.get(pk=signed.pk).struck_for == "重复"
    assert kinds(opened)[0] == "other"
    assert "评委一" not in json.dumps(told("register.add"), ensure_ascii=False)


def test_interference_is_sealed_and_the_log_holds_no_word_and_no_name(opened):
    clerk = opened.by("event_desk")
    made = interference_file(
        edition=opened.edition,
        who="某副局长",
        said="请关照第三家公司",
        actor=clerk,
        at=opened.tick(),
    )
    stored = InterferenceEntry.objects.get()
    assert [word for word in ("关照", "副局长") if word in stored.sealed] == []
    assert told("interference.file") == [{"entry": str(made.uid), "sealed": stored.hash}]
    opened_row = opened_body(stored)
    assert (opened_row["who"], opened_row["said"]) == ("某副局长", "请关照第三家公司")
    assert set(receipt_body(stored)) == {"id", "filed_at"}
    row = rows(opened)[0]
    assert (row["kind"], row["by"], row["why"]) == ("interference", None, None)
    with pytest.raises(DatabaseError), transaction.atomic():
        InterferenceEntry.objects.update(sealed="f1:")


def test_a_protocol_finds_questions_with_answers_and_confirmations(opened):
    answer(opened, put(opened), by="verifier")
    put(opened, "confirmation", step="draw", subject_kind="draw", text="")
    told = [(note["kind"], note["answer"], note["step"]) for note in round_notes(opened.round)]
    assert told == [("question", "场地停电，见值班记录。", ""), ("confirmation", "", "draw")]
