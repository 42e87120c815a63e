"""Paper by REST: printed, recognized, filed by an upload, taken back; files only for the result's
staff."""

import hashlib

import httpx
import pytest

from core.jobs.worker import drain
from core.models import Upload
from core.services.uploads import upload_part_store
from core.viewer import Viewer
from tests.factories.files import jpeg
from tests.factories.papers import printed


def downloaded(browser, url):
    answer = browser.get(url)
    if answer.status_code == 302:
        return httpx.get(answer["Location"]).content
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.fixture
def counted(opened):
    opened.play_all()
    opened.close()
    opened.compute()
    return opened


@pytest.fixture
def path(final):
    return f"rounds/{final.round.uid}/papers"


def announce(client, page, body):
    return client.post(
        "uploads",
        {
            "subject_kind": "paper",
            "subject_id": page,
            "slot": "photo",
            "name": "页.jpeg",
            "size": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
        },
    )


def file_page(final, client, page, role="event_desk"):
    """Announced, sent, complete, as a phone does it."""
    body, person = jpeg(), final.by(role)
    status, upload = announce(client, page, body)
    assert status == 201
    at = Upload.objects.get(uid=upload["id"]).created_at
    viewer = Viewer(person_id=person.pk)
    upload_part_store(upload_id=upload["id"], number=1, body=body, viewer=viewer, at=at)
    return client.post(f"uploads/{upload['id']}/complete")


def test_the_register_before_the_close_reads_no_mark(opened, door, path):
    status, body = door(opened.by("event_desk")).get(path)
    assert (status, body["blocked"], body["expected"]) == (200, "paper_before_close", [])
    assert body["may"] == {
        "cards": True, "values": False, "file": True, "scans": False, "ink": False,
    }  # fmt: skip
    for role, kind, code in (
        ("event_desk", "sheets", "not_allowed"),
        ("scorekeeper", "sheets", "paper_before_close"),
        ("scorekeeper", "invitations", "field_invalid"),
    ):
        status, body = door(opened.by(role)).post(path, {"kind": kind, "language": "zh"})
        assert body["code"] == code
    assert door(opened.judge(1)).get(path)[0] == 404


def test_a_run_is_made_and_opened_by_the_results_staff(counted, door, path):
    client = door(counted.by("scorekeeper"))
    status, body = client.post(path, {"kind": "protocol", "language": "en"})
    assert (status, body["prints"][0]["state"], body["prints"][0]["file"]) == (201, "waiting", None)
    drain()
    run = client.get(path)[1]["prints"][0]
    content = downloaded(client.client, run["file"]["url"])
    assert hashlib.sha256(content).hexdigest() == run["file"]["sha256"]
    witness, desk = door(counted.by("witness")), door(counted.by("event_desk"))
    assert downloaded(witness.client, run["file"]["url"]) == content
    assert desk.client.get(run["file"]["url"]).status_code == 404
    assert desk.get(path)[1]["prints"][0]["file"] is None


def test_a_photograph_files_its_page_and_is_taken_back(counted, door, path):
    page = printed(counted, "sheets").pages.all()[1]
    desk = door(counted.by("event_desk"))
    status, found = desk.get(f"{path}/pages/YISAI:PAPER:{page.code}:{page.mark[:16].upper()}")
    assert (status, found["id"], found["seat"]) == (200, str(page.uid), 2)
    status, done = file_page(counted, desk, found["id"])
    assert (status, done["state"]) == (200, "complete")
    register = desk.get(path)[1]
    assert register["counts"] == {"expected": 4, "printed": 4, "returned": 1}
    (filing,) = register["filings"]
    assert (filing["file"]["kind"], filing["page"]["seat"]) == ("jpeg", 2)
    # Who photographs sees no scan; whoever answers for the result does.
    assert desk.client.get(filing["file"]["url"]).status_code == 404
    organizer = door(counted.by("organizer"))
    assert downloaded(organizer.client, filing["file"]["url"]) == jpeg()
    status, refused = desk.get(f"{path}/pages/{page.code}")
    assert (status, refused["code"], refused["page"]["seat"]) == (409, "paper_filed", 2)
    undo = f"{path}/filings/{filing['id']}/undo"
    assert organizer.post(undo, {"reason": " "})[1]["code"] == "reason_missing"
    status, register = organizer.post(undo, {"reason": "拍成了别页"})
    assert (status, register["counts"]["returned"]) == (200, 0)
    assert register["filings"][0]["undone_for"] == "拍成了别页"


@pytest.mark.parametrize(
    ("read", "code"),
    [("nothing", "paper_code_misread"), ("00000000", "paper_foreign")],
)
def test_what_is_no_page_of_the_round_is_told(counted, door, path, read, code):
    status, body = door(counted.by("organizer")).get(f"{path}/pages/{read}")
    assert (status, body["code"]) == (400 if code == "paper_code_misread" else 409, code)


def test_nobody_else_announces_a_scan(counted, door):
    page = str(printed(counted, "sheets").pages.all()[0].uid)
    for role, status in (("witness", 403), ("verifier", 403), ("timekeeper", 404)):
        assert announce(door(counted.by(role)), page, jpeg())[0] == status
    assert announce(door(counted.judge(1)), page, jpeg())[0] == 404


def test_the_lock_says_how_many_pages_it_waits_for(final, door, path):
    door(final.by("organizer")).post(f"{path}/ink", {"waits": True})
    final.prepare()
    final.play_all()
    final.close()
    final.compute()
    verifier = door(final.by("verifier"))
    status, body = verifier.post(f"rounds/{final.round.uid}/lock")
    assert (status, body["code"]) == (409, "ink_missing")
    assert "4" in body["detail"]
    cold = door(final.by("verifier"), warm=False)
    lift = {"waits": False, "reason": "评委已离场"}
    assert cold.post(f"{path}/ink", lift)[0] == 403
    assert verifier.post(f"{path}/ink", {"waits": False})[1]["code"] == "reason_missing"
    assert verifier.post(f"{path}/ink", lift)[1]["ink"]["waits"] is False
    assert verifier.post(f"rounds/{final.round.uid}/lock")[0] == 200
