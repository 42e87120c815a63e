"""The part protocol on disk and S3: what arrives whole is kept, everything else is refused."""

import hashlib
from pathlib import Path

import pytest
from django.db import connection

from core.errors import Problem
from core.files.limits import MIB, SlotLimits
from core.files.parts import part_lengths, part_size_for
from core.files.stores import blob_store
from core.models import StoredFile, Upload, UploadPart, UploadState
from core.services.uploads import (
    upload_abandon,
    upload_complete,
    upload_open,
    upload_part_store,
)
from tests import filestores
from tests.factories import core
from tests.factories.files import pdf
from tests.factories.moments import NOW
from tests.servers.s3 import S3

pytestmark = pytest.mark.django_db
LIMITS = SlotLimits(kind="pdf", max_size=100 * MIB, max_pages=4)


class Disk:
    """What lies in the local store."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def kept(self) -> list[str]:
        return [str(p) for p in (self.root / "files").rglob("*") if p.is_file()]

    def waiting(self) -> list[str]:
        incoming = self.root / "incoming"
        return [str(path) for path in incoming.iterdir()] if incoming.exists() else []


class Bucket:
    """What lies in the S3 store."""

    def __init__(self, server: S3) -> None:
        self.server = server

    def kept(self) -> list[str]:
        return filestores.s3_keys(self.server, "files/")

    def waiting(self) -> list[str]:
        begun = filestores.s3_begun(self.server)
        return begun + filestores.s3_keys(self.server, "incoming/")


@pytest.fixture(params=filestores.STORES, autouse=True)
def place(request, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    if request.param == "local":
        settings.FILES_S3 = None
        return Disk(tmp_path)
    server = request.getfixturevalue("s3_server")
    filestores.s3_empty(server)
    settings.FILES_S3 = filestores.s3_facts(server)
    return Bucket(server)


@pytest.fixture
def owner():
    return core.account("owner")


def announce(owner, body, *, name="deck.pdf", sha256="", size=0, limits=LIMITS):
    return upload_open(
        person=core.person_of(owner),
        subject=("entry", core.host().uid),
        slot="deck",
        name=name,
        size=size or len(body),
        sha256=sha256 or hashlib.sha256(body).hexdigest(),
        limits=limits,
    )


def put(owner, upload, body, number=1):
    return upload_part_store(
        upload_id=upload.uid, number=number, body=body, viewer=core.viewer(owner), at=NOW
    )


def finish(upload, attach=lambda stored: None, limits=LIMITS):
    return upload_complete(upload=upload, limits=limits, attach=attach, at=NOW)


def content(key: str, size: int) -> bytes:
    return b"".join(blob_store().read_range(key=key, start=0, length=size))


def long_pdf(size: int) -> bytes:
    """A PDF of exactly this size: a comment before the end makes up the difference."""
    body = pdf(pages=2)
    cut = body.rindex(b"startxref")
    filling = b"%" + b"x" * (size - len(body) - 2) + b"\n"
    return body[:cut] + filling + body[cut:]


@pytest.mark.parametrize(
    ("size", "part", "count", "last"),
    [
        (1, 5 * MIB, 1, 1),
        (5 * MIB, 5 * MIB, 1, 5 * MIB),
        (5 * MIB + 1, 5 * MIB, 2, 1),
        (100 * MIB - 1, 5 * MIB, 20, 5 * MIB - 1),
        (100 * MIB, 8 * MIB, 13, 4 * MIB),
        (400 * MIB, 16 * MIB, 25, 16 * MIB),
    ],
)
def test_the_parts_of_a_file(size, part, count, last):
    lengths = part_lengths(size=size, part_size=part_size_for(size))
    assert part_size_for(size) == part
    assert (len(lengths), lengths[-1], sum(lengths)) == (count, last, size)


def test_a_file_of_two_parts_in_any_order_is_kept_under_a_fresh_key(owner, place):
    body = long_pdf(5 * MIB + 1000)
    upload = announce(owner, body)
    put(owner, upload, body[5 * MIB :], 2)
    put(owner, upload, body[: 5 * MIB], 1)
    attached: list[StoredFile] = []
    done = finish(upload, attached.append)
    stored = StoredFile.objects.get()
    assert (done.state, done.file, attached) == (UploadState.COMPLETE, stored, [stored])
    assert (stored.pages, stored.size, stored.kind) == (2, len(body), "pdf")
    assert content(stored.key, len(body)) == body
    assert stored.key.startswith(f"files/{stored.sha256[:2]}/")
    assert place.waiting() == []


def test_completing_again_answers_the_same(owner):
    body = pdf()
    upload = announce(owner, body)
    put(owner, upload, body)
    assert finish(finish(upload)).file == StoredFile.objects.get()


@pytest.mark.parametrize("moment", ["join", "keep"])
def test_completing_at_the_same_moment_keeps_one_file(owner, place, monkeypatch, moment):
    body = pdf()
    upload = announce(owner, body)
    put(owner, upload, body)
    store = type(blob_store())
    slow = getattr(store, moment)

    def overtaken(*given, **facts):
        monkeypatch.setattr(store, moment, slow)
        finish(Upload.objects.get(pk=upload.pk))
        return slow(*given, **facts)

    monkeypatch.setattr(store, moment, overtaken)
    assert finish(upload).file == StoredFile.objects.get()
    assert len(place.kept()) == 1


def test_a_part_sent_again_replaces_the_first_try(owner):
    body = pdf()
    upload = announce(owner, body)
    put(owner, upload, b"x" * len(body))
    put(owner, upload, body)
    assert UploadPart.objects.count() == 1
    assert finish(upload).state == UploadState.COMPLETE


def test_a_part_may_come_as_a_file(owner, tmp_path):
    body = pdf()
    upload = announce(owner, body)
    spooled = tmp_path / "spooled"
    spooled.write_bytes(body)
    put(owner, upload, spooled)
    assert finish(upload).state == UploadState.COMPLETE


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"size": 100 * MIB + 1}, "file_too_large"),
        ({"size": -1}, "field_invalid"),
        ({"sha256": "XYZ"}, "field_invalid"),
        ({"sha256": "A" * 64}, "field_invalid"),
        ({"name": "deck.pptx"}, "file_kind_refused"),
        ({"name": "deck.pdf.exe"}, "file_kind_refused"),
        ({"name": "../deck.pdf"}, "file_kind_refused"),
        ({"name": "deck\x00.pdf"}, "file_kind_refused"),
        ({"name": "deck\u202efdp.pdf"}, "file_kind_refused"),
        ({"name": "x" * 200 + ".pdf"}, "file_kind_refused"),
    ],
)
def test_what_is_announced_wrongly_is_refused(owner, facts, code):
    with pytest.raises(Problem, match=code):
        announce(owner, pdf(), **facts)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("number", "change", "code"),
    [
        (0, 0, "upload_part_unknown"),
        (2, 0, "upload_part_unknown"),
        (1, 1, "upload_part_size"),
        (1, -1, "upload_part_size"),
    ],
)
def test_a_wrong_part_leaves_nothing(owner, place, number, change, code):
    body = pdf()
    upload = announce(owner, body)
    sent = body + b"x" if change > 0 else body[: len(body) + change]
    with pytest.raises(Problem, match=code):
        put(owner, upload, sent, number)
    assert not UploadPart.objects.exists()
    assert place.waiting() == []


def test_nobody_sends_parts_of_somebody_elses_upload(owner):
    body = pdf()
    upload = announce(owner, body)
    with pytest.raises(Problem, match="not_found"):
        put(core.account("stranger"), upload, body)
    assert not UploadPart.objects.exists()


def test_missing_parts_are_named(owner):
    body = long_pdf(11 * MIB)
    upload = announce(owner, body)
    put(owner, upload, body[5 * MIB : 10 * MIB], 2)
    with pytest.raises(Problem, match="upload_incomplete") as refused:
        finish(upload)
    assert refused.value.params == {"missing": "1, 3"}


def test_a_row_without_its_bytes_is_missing_too(owner):
    body = pdf()
    upload = announce(owner, body)
    put(owner, upload, body)
    blob_store().discard(upload=upload.uid)
    with pytest.raises(Problem, match="upload_incomplete"):
        finish(upload)


@pytest.mark.parametrize(
    ("body", "sha256", "code"),
    [
        (pdf(), "0" * 64, "file_hash_mismatch"),
        (b"MZ" + pdf()[2:], "", "file_kind_refused"),
        (b"<html><script>alert(1)</script></html>", "", "file_kind_refused"),
        (pdf()[:-40], "", "file_truncated"),
        (b"%PDF-1.7\n" + b"junk " * 100 + b"\n%%EOF", "", "file_kind_refused"),
        (pdf(pages=5), "", "file_too_many_pages"),
        (pdf(pages=0), "", "file_kind_refused"),
    ],
)
def test_wrong_content_is_refused_and_nothing_is_kept(owner, place, body, sha256, code):
    upload = announce(owner, body, sha256=sha256)
    put(owner, upload, body)
    attached: list[StoredFile] = []
    with pytest.raises(Problem, match=code):
        finish(upload, attached.append)
    upload.refresh_from_db()
    assert (upload.state, upload.file, attached) == (UploadState.OPEN, None, [])
    assert not StoredFile.objects.exists()
    assert place.kept() == []


def test_where_attaching_fails_neither_row_nor_file_remains(owner, place):
    body = pdf()
    upload = announce(owner, body)
    put(owner, upload, body)

    def refuses(stored):
        raise Problem("entry_locked")

    with pytest.raises(Problem, match="entry_locked"):
        finish(upload, refuses)
    assert not StoredFile.objects.exists()
    assert place.kept() == []
    assert finish(upload).state == UploadState.COMPLETE


def test_an_abandoned_upload_takes_nothing_more(owner, place):
    body = pdf()
    upload = announce(owner, body)
    put(owner, upload, body)
    upload_abandon(upload=upload)
    assert upload_abandon(upload=upload).state == UploadState.ABANDONED
    assert place.waiting() == []
    upload.refresh_from_db()
    for refused in (lambda: put(owner, upload, body), lambda: finish(upload)):
        with pytest.raises(Problem, match="upload_state_refused"):
            refused()


def test_a_complete_upload_is_not_abandoned(owner):
    body = pdf()
    upload = announce(owner, body)
    put(owner, upload, body)
    with pytest.raises(Problem, match="upload_state_refused"):
        upload_abandon(upload=finish(upload))


def test_bytes_are_written_outside_transactions(owner, monkeypatch):
    body = pdf()
    upload = announce(owner, body)
    depth, outside = [], len(connection.savepoint_ids)
    store = type(blob_store())
    wrapped = {name: getattr(store, name) for name in ("part_write", "join", "keep")}
    for name, original in wrapped.items():

        def watching(*args, original=original, **kwargs):
            depth.append(len(connection.savepoint_ids))
            return original(*args, **kwargs)

        monkeypatch.setattr(store, name, watching)
    put(owner, upload, body)
    finish(upload)
    assert depth == [outside] * 3


def test_a_range_is_read_exactly(owner):
    body = pdf()
    upload = announce(owner, body)
    put(owner, upload, body)
    finish(upload)
    key = StoredFile.objects.get().key
    assert b"".join(blob_store().read_range(key=key, start=5, length=10)) == body[5:15]
