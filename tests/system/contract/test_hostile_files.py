"""Hostile files: each is refused with its code, or sent as bytes to save and nothing else."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx
import pytest

from contest.models import EntryFile
from core.models import StoredFile
from core.services.uploads import upload_part_store
from tests import filestores
from tests.factories import contest, core
from tests.factories.moments import NOW
from tests.system.contract.hostile_files import SERVED, Hostile, hostile_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_now")]
FILES = hostile_files()
GUARDS = {
    "Content-Type": "application/pdf",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def made():
    return contest.draft(contest.edition())


def sent(made: contest.Entered, hostile: Hostile) -> Any:
    """The last answer: of the announcement, or of the check."""
    browser = core.client(made.leader)
    facts = {
        "subject_kind": "entry",
        "subject_id": str(made.entry.uid),
        "slot": "deck",
        "name": hostile.name,
        "size": len(hostile.body),
        "sha256": hashlib.sha256(hostile.body).hexdigest(),
    }
    opened = browser.post("/api/v1/uploads", facts, "application/json")
    if opened.status_code != 201:
        return opened
    upload = opened.json()["id"]
    viewer = core.viewer(made.leader)
    upload_part_store(upload_id=upload, number=1, body=hostile.body, viewer=viewer, at=NOW)
    return browser.post(f"/api/v1/uploads/{upload}/complete", {}, "application/json")


def test_there_are_enough_kinds_and_each_is_another():
    assert len(FILES) >= 30
    assert len({(each.name, each.body) for each in FILES}) == len(FILES)


@pytest.mark.parametrize("hostile", FILES, ids=lambda each: each.what)
def test_refused_with_its_code_or_served_to_save(made, tmp_path, hostile):
    answer = sent(made, hostile)
    if hostile.code != SERVED:
        assert (answer.status_code, answer.json()["code"]) == (400, hostile.code)
        assert not StoredFile.objects.exists()
        assert not EntryFile.objects.exists()
        assert not list((tmp_path / "files").rglob("*"))
        return
    served = core.client(made.leader).get(answer.json()["file"]["url"])
    assert b"".join(served) == hostile.body
    assert {name: served[name] for name in GUARDS} == GUARDS
    assert served["Content-Disposition"] == "attachment; filename*=UTF-8''deck.pdf"


def test_what_s3_serves_is_to_save_too(made, s3_server, settings):
    filestores.s3_empty(s3_server)
    settings.FILES_S3 = filestores.s3_facts(s3_server)
    for hostile in [each for each in FILES if each.code == SERVED]:
        answer = sent(made, hostile)
        url = core.client(made.leader).get(answer.json()["file"]["url"])["Location"]
        served = httpx.get(url)
        assert served.content == hostile.body
        assert served.headers["content-type"] == "application/pdf"
        assert served.headers["content-disposition"].startswith("attachment;")
    refused = next(each for each in FILES if each.what == "SVG with script")
    assert sent(made, refused).json()["code"] == refused.code


def test_the_check_would_see_a_file_that_is_shown(made, monkeypatch):
    monkeypatch.setattr("api.rest.files.downloads._guarded", lambda response, _file: response)
    hostile = next(each for each in FILES if each.code == SERVED)
    with pytest.raises((AssertionError, KeyError)):
        test_refused_with_its_code_or_served_to_save(made, None, hostile)
