"""The witness's page through its doors."""

import io

import docx
import pytest

from core.models import AuditEvent
from judging.models import InterferenceEntry
from judging.services.supervision import note_put


@pytest.fixture
def counted(opened):
    opened.play_all()
    opened.close()
    opened.compute()
    return opened


def test_the_lock_names_the_question_and_goes_on_once_it_is_answered(counted, door):
    edition, lock = counted.edition.uid, f"rounds/{counted.round.uid}/lock"
    asked = {
        "kind": "objection",
        "subject_kind": "round",
        "round": str(counted.round.uid),
        "text": "更正时组长不在场。",
    }
    witness, verifier = door(counted.by("witness")), door(counted.by("verifier"))
    status, note = witness.post(f"editions/{edition}/supervision/notes", asked)
    assert (status, note["waits"]) == (201, True)
    status, problem = verifier.post(lock)
    assert (status, problem["code"]) == (409, "supervision_unanswered")
    assert "更正时组长不在场。" in problem["detail"]
    path = f"supervision-notes/{note['id']}/answer"
    assert witness.post(path, {"text": "知道了"})[0] == 403
    status, answered = verifier.post(path, {"text": "组长在场，见签到表。"})
    assert (status, answered["waits"]) == (200, False)
    assert verifier.post(lock)[0] == 200


def test_staff_that_asks_for_a_sheet_is_on_her_page_once(opened, door):
    sheet = opened.sheet(opened.seats[0], opened.slots()[0])
    organizer = door(opened.by("organizer"))
    for _again in range(2):
        assert organizer.get(f"sheets/{sheet.uid}")[0] == 404
    assert door(opened.leader(opened.entries[0])).get(f"sheets/{sheet.uid}")[0] == 404
    assert AuditEvent.objects.filter(type="score.refuse").count() == 1
    day = opened.now.date().isoformat()
    _, body = door(opened.by("witness")).get(f"editions/{opened.edition.uid}/exceptions")
    found = [row for row in body["events"] if row["kind"] == "reading"]
    assert [row["by"]["id"] for row in found] == [str(opened.by("organizer").uid)], day


def test_nobody_but_the_witness_reads_what_was_filed(opened, door):
    path = f"editions/{opened.edition.uid}/interference"
    clerk = door(opened.by("event_desk"))
    status, receipt = clerk.post(path, {"who": "某副局长", "said": "请关照第三家公司"})
    assert (status, set(receipt)) == (201, {"id", "filed_at"})
    assert clerk.get(f"{path}/own")[1]["entries"] == [receipt]
    assert clerk.get(path)[0] == 403
    for role in ("organizer", "scorekeeper", "verifier", "event_desk"):
        assert door(opened.by(role)).get(path)[1]["code"] == "not_allowed"
    _, read = door(opened.by("witness")).get(path)
    assert [row["said"] for row in read["entries"]] == ["请关照第三家公司"]
    assert InterferenceEntry.objects.count() == 1


def test_she_takes_the_record_along_in_both_forms(opened, door):
    witness = door(opened.by("witness"))
    note_put(
        edition=opened.edition,
        round_id=opened.round.uid,
        kind="note",
        subject_kind="round",
        text="手机全部上交。",
        actor=opened.by("witness"),
        at=opened.tick(),
    )
    path = f"/api/v1/editions/{opened.edition.uid}/supervision/record"
    word = witness.client.get(path, {"form": "docx"})
    cells = [
        cell.text
        for table in docx.Document(io.BytesIO(word.content)).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert "手机全部上交。" in cells
    assert witness.client.get(path).content.startswith(b"%PDF-")
