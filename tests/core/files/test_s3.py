"""What only the S3 store can get wrong: addresses that say too much or live too long, swaps."""

import hashlib
import io
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.core.management import call_command

from core.errors import Problem
from core.files import s3
from core.files.local import LocalStore
from core.files.made import bytes_discard, bytes_keep
from core.files.s3 import S3Store
from core.files.s3_clients import S3Place
from core.files.types import content_type
from tests import filestores
from tests.servers.ports import free_port
from tests.servers.s3 import S3

BODY = b"%PDF-1.7 the very bytes"
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def store(s3_server: S3, tmp_path: Path) -> S3Store:
    filestores.s3_empty(s3_server)
    return S3Store(S3Place(**filestores.s3_facts(s3_server)), tmp_path)


def sent(store: S3Store, body: bytes = BODY) -> tuple[uuid.UUID, str]:
    """An upload whose only part came by its address; returns the address too."""
    upload = uuid.uuid4()
    urls = store.part_urls(upload=upload, lengths=[len(body)])
    assert urls is not None
    assert httpx.put(urls[0], content=body).status_code == 200
    return upload, urls[0]


def test_a_part_goes_straight_to_the_store_with_exactly_its_length(store):
    upload, lengths = uuid.uuid4(), [len(BODY), 7]
    first, second = store.part_urls(upload=upload, lengths=lengths)
    assert "content-length" in parse_qs(urlsplit(first).query)["X-Amz-SignedHeaders"][0]
    for wrong in (BODY + b"x", BODY[:-1], b""):
        assert httpx.put(first, content=wrong).status_code == 403
    assert store.parts_present(upload=upload, lengths=lengths) == set()
    assert httpx.put(second, content=b"the end").status_code == 200
    assert store.parts_present(upload=upload, lengths=lengths) == {2}
    again = store.part_urls(upload=upload, lengths=lengths)
    assert httpx.put(again[0], content=BODY).status_code == 200
    assert store.parts_present(upload=upload, lengths=lengths) == {1, 2}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("partNumber=1", "partNumber=2"),
        ("/incoming/", "/files/"),
        ("X-Amz-Expires=900", "X-Amz-Expires=90000"),
    ],
)
def test_an_address_that_was_changed_is_refused(store, old, new):
    url = store.part_urls(upload=uuid.uuid4(), lengths=[len(BODY)])[0]
    assert old in url
    assert httpx.put(url.replace(old, new), content=BODY).status_code == 403


def test_an_address_that_is_too_old_is_refused(store, s3_server, monkeypatch):
    key, at = kept_key(store), datetime.now(UTC) - timedelta(seconds=s3.PART_URL_S + 60)
    begun = store._begun(uuid.uuid4())
    monkeypatch.setattr(store, "_begun", lambda _upload: begun)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: at.replace(tzinfo=None))
    part = store.part_urls(upload=uuid.uuid4(), lengths=[len(BODY)])
    file = store.download_url(key=key, name="a.pdf", content_type="application/pdf")
    monkeypatch.undo()
    assert at.strftime("X-Amz-Date=%Y%m%dT") in part[0]
    assert httpx.put(part[0], content=BODY).status_code == 403
    assert httpx.get(file).status_code == 403


def kept_key(store: S3Store) -> str:
    upload, _ = sent(store)
    joined = store.join(upload=upload, lengths=[len(BODY)])
    return store.keep(joined, content_type=content_type("pdf"))


def test_what_is_kept_is_read_by_a_short_address_as_an_attachment_of_our_type(store, s3_server):
    key = kept_key(store)
    bare = f"{s3_server.url}/{s3_server.bucket}/{key}"
    assert httpx.get(bare).status_code == 403
    url = store.download_url(key=key, name='路演"\r\n.pdf', content_type="application/pdf")
    assert int(parse_qs(urlsplit(url).query)["X-Amz-Expires"][0]) <= 120
    answer = httpx.get(url, headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.content) == (206, b"%PDF")
    assert answer.headers["content-type"] == "application/pdf"
    saved_as = answer.headers["content-disposition"]
    assert saved_as == "attachment; filename*=UTF-8''%E8%B7%AF%E6%BC%94%22%0D%0A.pdf"
    assert httpx.put(url, content=b"other").status_code == 403
    assert httpx.get(url.replace("attachment", "inline")).status_code == 403


def test_after_confirming_the_sender_changes_nothing(store):
    upload, url = sent(store)
    joined = store.join(upload=upload, lengths=[len(BODY)])
    assert joined.sha256 == hashlib.sha256(BODY).hexdigest()
    assert httpx.put(url, content=b"x" * len(BODY)).status_code == 404
    key = store.keep(joined, content_type="application/pdf")
    store.discard(upload=upload)
    assert httpx.put(url, content=b"x" * len(BODY)).status_code == 404
    assert b"".join(store.read_range(key=key, start=0, length=len(BODY))) == BODY
    assert not joined.path.exists()


def test_what_the_product_made_is_kept_and_leaves_no_parts(store, s3_server, monkeypatch):
    monkeypatch.setattr("core.files.made.blob_store", lambda: store)
    key = bytes_keep(BODY, kind="pdf")
    assert b"".join(store.read_range(key=key, start=0, length=len(BODY))) == BODY
    assert filestores.s3_keys(s3_server) == [key]
    assert filestores.s3_begun(s3_server) == []
    bytes_discard(key)
    assert filestores.s3_keys(s3_server) == []


def test_what_was_swapped_while_it_was_looked_at_is_refused(store, s3_server):
    upload, _ = sent(store)
    joined = store.join(upload=upload, lengths=[len(BODY)])
    s3_server.client().put_object(
        Bucket=s3_server.bucket, Key=f"incoming/{upload}", Body=b"x" * len(BODY)
    )
    with pytest.raises(Problem, match="file_hash_mismatch"):
        store.keep(joined, content_type="application/pdf")
    assert filestores.s3_keys(s3_server, "files/") == []


def test_two_that_begin_at_once_send_to_the_same_upload(store):
    upload = uuid.uuid4()
    for _ in range(2):
        store._s3.create_multipart_upload(**store._incoming(upload))
    urls = [store.part_urls(upload=upload, lengths=[1])[0] for _ in range(2)]
    assert len({parse_qs(urlsplit(url).query)["uploadId"][0] for url in urls}) == 1
    store.discard(upload=upload)
    assert httpx.put(urls[0], content=b"x").status_code == 404


def test_the_sweep_takes_only_what_is_old(store, s3_server):
    key, (joined, _) = kept_key(store), sent(store)
    store.join(upload=joined, lengths=[len(BODY)])
    store.part_urls(upload=uuid.uuid4(), lengths=[1])
    now = datetime.now(UTC)
    assert store.sweep(before=now - timedelta(minutes=5)) == 0
    assert store.sweep(before=now + timedelta(minutes=5)) == 3
    assert (filestores.s3_keys(s3_server), filestores.s3_begun(s3_server)) == ([key], [])


def test_the_command_lets_our_pages_in_and_nobody_elses(s3_server, settings):
    settings.FILES_S3, settings.SITE_URL = filestores.s3_facts(s3_server), SITE
    said = io.StringIO()
    call_command("files_cors", stdout=said)
    assert SITE in said.getvalue()
    asked = {"Access-Control-Request-Method": "PUT"}
    address = f"{s3_server.url}/{s3_server.bucket}/incoming/x"
    ours = httpx.options(address, headers={"Origin": SITE, **asked})
    assert (ours.status_code, ours.headers["access-control-allow-origin"]) == (200, SITE)
    theirs = httpx.options(address, headers={"Origin": "http://evil.example", **asked})
    assert theirs.status_code == 403
    settings.FILES_S3 = None
    call_command("files_cors", stdout=said)
    assert "nothing to set" in said.getvalue()


def test_a_store_that_does_not_answer_is_told_in_words(tmp_path):
    place = S3Place(f"http://127.0.0.1:{free_port()}", "b", access_key="a", secret_key="b")
    with pytest.raises(Problem, match="files_unavailable"):
        S3Store(place, tmp_path).part_urls(upload=uuid.uuid4(), lengths=[1])


def test_addresses_are_signed_for_the_origin_that_browsers_know(s3_server, tmp_path):
    place = S3Place(**filestores.s3_facts(s3_server, origin="https://files.example.org/"))
    urls = S3Store(place, tmp_path).part_urls(upload=uuid.uuid4(), lengths=[1])
    assert urls is not None
    assert urls[0].startswith("https://files.example.org/pitches/incoming/")


def test_the_local_sweep_takes_only_what_is_old(tmp_path):
    store, old, young = LocalStore(tmp_path), uuid.uuid4(), uuid.uuid4()
    store.part_write(upload=old, number=1, body=b"x")
    assert store.sweep(before=datetime.now(UTC) - timedelta(minutes=5)) == 0
    assert store.sweep(before=datetime.now(UTC) + timedelta(minutes=5)) == 1
    store.part_write(upload=young, number=1, body=b"x")
    assert store.parts_present(upload=old, lengths=[1]) == set()
    assert store.parts_present(upload=young, lengths=[1]) == {1}
