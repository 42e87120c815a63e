"""No room left: refused in words, nothing stored by half, and it heals when room is made."""

import errno
import uuid

import pytest
from django.conf import settings
from django.db import connection, connections

from api.live.threads import in_thread, threads_stop
from judging.models import ScoreOperation
from judging.services.scoring.queue import writers
from tests.api.live.test_raw_routes import call, operation, post
from tests.system.faults.seed import session_cookie


@pytest.fixture
def full(final):
    """The database's file may not grow any more; calling it makes room again."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL: its disk cannot be filled from here")
    options = connections.settings["default"]["OPTIONS"]
    before = options["init_command"]

    def lift():
        options["init_command"] = before
        writers.stop()
        threads_stop()

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # migrations left pages that could still be filled
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
    # Each connection is told: what the threads open from now on finds the file full.
    options["init_command"] = f"{before} PRAGMA max_page_count={pages};"
    writers.stop()
    threads_stop()
    yield lift
    lift()


def batch(final):
    return [operation(final, client_seq=seq, value=f"{seq % 25}") for seq in range(1, 201)]


async def test_scores_on_a_full_disk(final, full):
    ops = batch(final)
    before = await in_thread(ScoreOperation.objects.count)
    status, body, headers = await post(final, ops)
    assert (status, body.get("code")) == (503, "storage_full"), body
    assert headers[b"retry-after"] == b"2"
    assert await in_thread(ScoreOperation.objects.count) == before
    full()
    status, body, _ = await post(final, ops)
    assert status == 200
    assert body["outcomes"][0]["outcome"] == "applied"
    assert await in_thread(ScoreOperation.objects.count) == before + len(ops)


async def test_a_part_on_a_full_disk(final, monkeypatch, tmp_path):
    """The draft is gone afterwards, and the words are those of a full disk."""
    monkeypatch.setattr(settings, "FILES_ROOT", str(tmp_path))

    async def no_room(_receive, file, _length):
        file.write(b"x")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("api.live.upload_parts._stream", no_room)
    cookie = await in_thread(session_cookie, final.judges[0].account)
    part = f"/api/v1/uploads/{uuid.uuid4()}/parts/1"
    status, body, _ = await call("PUT", part, b"x" * 4096, cookie)
    assert (status, body["code"]) == (503, "storage_full")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
