"""Uploads and downloads over REST."""

import hashlib

import httpx
import pytest

from contest.models import Capability
from contest.services.editions import edition_move
from contest.services.grants import grant_end, grant_give
from core import clock
from core.models import AuditEvent, StoredFile, Upload
from core.services.uploads import upload_part_store
from tests import filestores
from tests.factories import contest, core
from tests.factories.files import pdf
from tests.factories.moments import LATER, NOW
from tests.servers.ports import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_now")]


@pytest.fixture
def made(cup):
    return contest.draft(cup)


def announce(made, body, browser=None, **changes):
    sent = {
        "subject_kind": "entry",
        "subject_id": str(made.entry.uid),
        "slot": "deck",
        "name": "路演.pdf",
        "size": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        **changes,
    }
    browser = browser or core.client(made.leader)
    return browser.post("/api/v1/uploads", sent, "application/json")


def put(made, upload_id, body):
    upload_part_store(
        upload_id=upload_id, number=1, body=body, viewer=core.viewer(made.leader), at=NOW
    )


def complete(made, upload_id, browser=None):
    browser = browser or core.client(made.leader)
    return browser.post(f"/api/v1/uploads/{upload_id}/complete", {}, "application/json")


def test_a_deck_travels_from_announcement_to_download(made):
    body, browser = pdf(pages=3), core.client(made.leader)
    opened = announce(made, body)
    assert opened.status_code == 201
    upload = opened.json()
    assert upload["parts"] == [
        {
            "number": 1,
            "size": len(body),
            "url": f"/api/v1/uploads/{upload['id']}/parts/1",
            "received": False,
        }
    ]
    put(made, upload["id"], body)
    assert browser.get(f"/api/v1/uploads/{upload['id']}").json()["parts"][0]["received"]
    done = complete(made, upload["id"]).json()
    assert (done["state"], done["file"]["pages"]) == ("complete", 3)
    listed = browser.get(f"/api/v1/entries/{made.entry.uid}/files").json()["results"]
    assert set(listed[0]) == {"id", "slot", "name", "size", "pages", "sha256", "since", "url"}
    assert b"".join(browser.get(listed[0]["url"])) == body


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"subject_kind": "team"}, "field_invalid"),
        ({"slot": "film"}, "field_invalid"),
        ({"size": 0}, "field_invalid"),
        ({"size": 100 * 1024 * 1024 + 1}, "file_too_large"),
        ({"sha256": "abc"}, "field_invalid"),
        ({"name": "deck.html"}, "file_kind_refused"),
        ({"key": "files/aa/x"}, "field_unknown"),
    ],
)
def test_a_bad_announcement_opens_nothing(made, changes, code):
    answer = announce(made, pdf(), **changes)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<svg onload=alert(1)>", "file_kind_refused"),
        (pdf()[:-40], "file_truncated"),
        (pdf(pages=81), "file_too_many_pages"),
    ],
)
def test_bad_content_leaves_the_earlier_deck_in_place(made, body, code):
    contest.deck(made)
    before = made.entry.files.get(until__isnull=True)
    upload = announce(made, body).json()
    put(made, upload["id"], body)
    answer = complete(made, upload["id"])
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert made.entry.files.get() == before
    assert StoredFile.objects.count() == 1


def test_other_bytes_than_announced_are_refused(made):
    body = pdf()
    upload = announce(made, body, sha256="0" * 64).json()
    put(made, upload["id"], body)
    assert complete(made, upload["id"]).json()["code"] == "file_hash_mismatch"
    assert not made.entry.files.exists()


def test_an_incomplete_upload_goes_on_later(made):
    upload = announce(made, pdf()).json()
    answer = complete(made, upload["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "upload_incomplete")


def test_an_abandoned_upload_is_over(made):
    upload, browser = announce(made, pdf()).json(), core.client(made.leader)
    assert browser.delete(f"/api/v1/uploads/{upload['id']}").status_code == 204
    answer = complete(made, upload["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "upload_state_refused")


def test_an_upload_that_straddles_the_deadline_comes_too_late(cup, made):
    body = pdf()
    upload = announce(made, body).json()
    put(made, upload["id"], body)
    with clock.frozen(LATER):
        answer = complete(made, upload["id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "deadline_passed")
    assert not StoredFile.objects.exists()
    edition_move(edition=cup.edition, verb="close", at=NOW)
    assert announce(made, body).json()["code"] == "deadline_passed"


def test_uploads_belong_to_whoever_opened_them(cup, made):
    upload = announce(made, pdf()).json()
    officer = core.client(core.staff(cup.host, "organizer"))
    for browser in (core.client(contest.member(made)), officer):
        assert browser.get(f"/api/v1/uploads/{upload['id']}").status_code == 404
        assert browser.delete(f"/api/v1/uploads/{upload['id']}").status_code == 404
        assert complete(made, upload["id"], browser).status_code == 404
    assert announce(made, pdf(), core.client(core.account())).status_code == 404
    assert announce(made, pdf(), core.client()).status_code == 401


def test_a_file_is_an_attachment_that_no_browser_runs(made):
    contest.deck(made)
    file = StoredFile.objects.get()
    answer = core.client(made.leader).get(f"/files/{file.uid}")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Content-Type"] == "application/pdf"
    b"".join(answer)


@pytest.mark.parametrize(
    ("header", "status", "expected"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-10", 206, slice(-10, None)),
        ("bytes=0-999999999", 206, slice(0, None)),
        ("bytes=5-2", 416, None),
        ("bytes=999999999-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=-", 200, slice(0, None)),
        ("bytes=0-" + "9" * 5000, 200, slice(0, None)),
        ("bytes=-" + "9" * 5000, 200, slice(0, None)),
        ("lines=1-2", 200, slice(0, None)),
        ("bytes=0-1,4-5", 200, slice(0, None)),
    ],
)
def test_ranges(made, header, status, expected):
    contest.deck(made)
    file, body = StoredFile.objects.get(), pdf(pages=3, text="deck")
    answer = core.client(made.leader).get(f"/files/{file.uid}", headers={"Range": header})
    assert answer.status_code == status
    if expected is None:
        assert answer["Content-Range"] == f"bytes */{file.size}"
    else:
        assert b"".join(answer) == body[expected]
        assert int(answer["Content-Length"]) == len(body[expected])


def test_a_deck_on_s3_goes_up_and_down_past_us(made, s3_server, settings):
    filestores.s3_empty(s3_server)
    settings.FILES_S3 = filestores.s3_facts(s3_server)
    body, browser = pdf(pages=3), core.client(made.leader)
    upload = announce(made, body).json()
    part = upload["parts"][0]
    assert part["url"].startswith(f"{s3_server.url}/{s3_server.bucket}/incoming/{upload['id']}?")
    assert not part["received"]
    assert httpx.put(part["url"], content=body).status_code == 200
    assert browser.get(f"/api/v1/uploads/{upload['id']}").json()["parts"][0]["received"]
    done = complete(made, upload["id"]).json()
    assert (done["file"]["pages"], done["parts"][0]["received"]) == (3, True)
    asked = browser.get(done["file"]["url"])
    assert (asked.status_code, asked["Cache-Control"]) == (302, "private, no-store")
    answer = httpx.get(asked["Location"])
    assert answer.content == body
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment;")
    head = browser.head(done["file"]["url"])
    assert (head.status_code, int(head["Content-Length"])) == (200, len(body))
    stranger = core.client(core.account()).get(done["file"]["url"])
    assert (stranger.status_code, stranger.has_header("Location")) == (404, False)


def test_while_the_store_is_away_nothing_is_carried_out(made, settings):
    settings.FILES_S3 = {"endpoint": f"http://127.0.0.1:{free_port()}", "bucket": "b"}
    settings.FILES_S3 |= {"access_key": "a", "secret_key": "b"}
    answer = announce(made, pdf())
    assert (answer.status_code, answer.json()["code"]) == (503, "files_unavailable")
    assert answer["Retry-After"]


def test_whoever_may_not_read_it_finds_no_file(cup):
    made = contest.submitted(cup)
    file, judge = StoredFile.objects.get(), core.account("judge")
    person = core.person_of(judge)
    address = f"/files/{file.uid}"
    grant_give(entry=made.entry, person=person, capability=Capability.READ, source="nda", at=NOW)
    organizer = core.client(core.staff(cup.host, "organizer"))
    foreign = core.client(core.staff(contest.edition("other").host, "organizer"))
    for browser in (core.client(), core.client(core.account()), foreign, core.client(judge)):
        answer = browser.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    grant_give(entry=made.entry, person=person, capability=Capability.FILES, source="nda", at=NOW)
    for browser in (organizer, core.client(judge)):
        assert b"".join(browser.get(address)) == pdf(pages=3, text="流光")
    grant_end(entry=made.entry, person=person, at=NOW)
    assert core.client(judge).get(address).status_code == 404


def test_a_file_takes_no_other_method(made):
    contest.deck(made)
    assert (
        core.client(made.leader).post(f"/files/{StoredFile.objects.get().uid}").status_code == 405
    )


def test_a_reading_is_written_down_and_a_refusal_of_it_is_not_one(made):
    """Once for all its pieces, with who read it; never for a look at its length."""
    browser = core.client(made.leader)
    opened = announce(made, pdf(pages=1)).json()
    put(made, opened["id"], pdf(pages=1))
    file = StoredFile.objects.get(uid=complete(made, opened["id"]).json()["file"]["id"])
    address = f"/files/{file.uid}"
    assert browser.head(address).status_code == 200
    assert core.client(core.account("stranger")).get(address).status_code == 404
    assert not AuditEvent.objects.exists()
    for piece in ("bytes=0-9", "bytes=10-19"):
        assert browser.get(address, headers={"Range": piece}).status_code == 206
    event = AuditEvent.objects.get()
    assert (event.type, event.subject_id, event.host) == (
        "file.read",
        file.uid,
        made.entry.edition.contest.host,
    )
    assert event.person == made.leader.person
