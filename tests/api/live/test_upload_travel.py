"""24 MiB through the part protocol, over real connections that break, on disk and on S3."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from core.files.limits import MIB
from core.models import StoredFile, UploadPart
from tests import filestores
from tests.api.live.traveller import Traveller, chunk, entered_now, in_steps, long_pdf
from tests.servers.app import AppServer
from tests.servers.relay import Relay

SIZE = 24 * MIB


@dataclass
class Travel:
    """A server behind a line that can break, and a team's browser before it."""

    traveller: Traveller
    line: Relay
    entry: str
    store: str


@pytest.fixture(params=filestores.STORES)
def travel(request, fresh_database, tmp_path, settings) -> Iterator[Travel]:
    made = entered_now()
    # The same key, so that the sessions made here hold there.
    env: dict[str, Any] = {"SECRET_KEY_FILE": str(settings.VAR_ROOT / "keys" / "secret.key")}
    env["FILES_URL"] = "file:"
    with ExitStack() as stack:
        line = None
        if request.param == "s3":
            server = request.getfixturevalue("s3_server")
            filestores.s3_empty(server)
            line = stack.enter_context(Relay(server.port))
            env |= {"FILES_URL": server.files_url, "FILES_ORIGIN": line.url}
        app = AppServer(database_url=fresh_database.url, var_dir=tmp_path, **env)
        url = stack.enter_context(app).url
        if line is None:
            line = stack.enter_context(Relay(app.port))
            url = line.url
        traveller = Traveller.of(url, made.leader)
        stack.enter_context(traveller.http)
        yield Travel(traveller, line, str(made.entry.uid), request.param)


def breaking(content: bytes, line: Relay) -> Iterator[bytes]:
    """Half of the bytes; then the line breaks."""
    yield from in_steps(content[: len(content) // 2])
    line.cut()
    yield content[len(content) // 2 :]


def test_24_mib_interrupted_and_resumed(travel):
    client, body = travel.traveller, long_pdf(SIZE)
    upload = client.announce(travel.entry, body)
    assert [part["size"] // MIB for part in upload["parts"]] == [5, 5, 5, 5, 4]
    for number in (1, 2):
        assert client.put(upload, number, chunk(upload, number, body)) == 200
    with pytest.raises(httpx.TransportError):
        client.put(upload, 3, breaking(chunk(upload, 3, body), travel.line))
    with pytest.raises(httpx.TransportError):
        client.put(upload, 4, chunk(upload, 4, body))
    travel.line.restore()
    now = client.state(upload)
    assert [part["received"] for part in now["parts"]] == [True, True, False, False, False]
    refused = client.complete(upload)
    assert (refused.status_code, refused.json()["code"]) == (409, "upload_incomplete")
    wrong = {**now["parts"][4], "size": 9}
    assert client.put({**now, "parts": [*now["parts"][:4], wrong]}, 5, b"x" * 9) in {400, 403}
    assert client.send_missing(now, body) == 3
    done = client.complete(upload)
    assert (done.status_code, done.json()["state"]) == (200, "complete"), done.text
    swapped_after_confirming(client, upload, body)
    # On S3 nothing of it went through us.
    assert UploadPart.objects.count() == (5 if travel.store == "local" else 0)
    tampered_with_on_the_way(client, travel.entry)


def swapped_after_confirming(client: Traveller, upload: dict[str, Any], body: bytes) -> None:
    """Another last part is refused; what was confirmed is what everybody reads."""
    last = chunk(upload, 5, body)
    assert client.put(upload, 5, b"y" * len(last)) in {404, 409}
    done = client.complete(upload).json()
    loaded = client.http.get(done["file"]["url"], follow_redirects=True)
    assert hashlib.sha256(loaded.content).hexdigest() == hashlib.sha256(body).hexdigest()
    assert StoredFile.objects.get().sha256 == hashlib.sha256(body).hexdigest()


def tampered_with_on_the_way(client: Traveller, entry: str) -> None:
    """One other byte is found; the parts may be sent again, and then it is whole."""
    body = long_pdf(6 * MIB)
    upload = client.announce(entry, body)
    first = chunk(upload, 1, body)
    assert client.put(upload, 1, first[:-1] + b"?") == 200
    assert client.put(upload, 2, chunk(upload, 2, body)) == 200
    answer = client.complete(upload)
    assert (answer.status_code, answer.json()["code"]) == (400, "file_hash_mismatch")
    assert StoredFile.objects.count() == 1
    for number in (1, 2):
        fresh = client.state(upload)
        assert client.put(fresh, number, chunk(upload, number, body)) == 200
    assert client.complete(upload).json()["state"] == "complete"
