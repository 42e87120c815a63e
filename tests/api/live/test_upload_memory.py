"""Four uploads at once cost the server little memory: parts go to the disk as they come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from core.files.limits import MIB
from tests import filestores
from tests.api.live.traveller import Traveller, entered_now, long_pdf
from tests.realservers import missing
from tests.servers.app import PRODUCT, AppServer

HOARDING = "tests.api.live.hoarding_app:application"
AT_ONCE, SIZE, CEILING = 4, 24 * MIB, 32 * MIB


def peak(pid: int) -> int:
    """The most memory that the process ever held, in bytes."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        missing("this machine does not tell a process's peak memory")
    lines = status.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) * 1024


def send(client: Traveller, entry: str, body: bytes) -> None:
    """One upload from announcement to check."""
    upload = client.announce(entry, body)
    client.send_missing(upload, body)
    assert client.complete(upload).json()["state"] == "complete"


def growth(app: AppServer, client: Traveller, entry: str) -> int:
    """How much the peak rises by four uploads at once, after one that loads what is needed."""
    body = long_pdf(SIZE)
    send(client, entry, long_pdf(6 * MIB))
    before = peak(app.pid)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(send, client, entry, body) for _ in range(AT_ONCE)]:
            done.result()
    return peak(app.pid) - before


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("store", "app", "within"),
    [
        ("local", PRODUCT, True),
        pytest.param("s3", PRODUCT, True, marks=pytest.mark.slow),
        ("local", HOARDING, False),
    ],
)
def test_four_uploads_at_once(request, fresh_database, tmp_path, settings, store, app, within):
    made = entered_now()
    env: dict[str, Any] = {"SECRET_KEY_FILE": str(settings.VAR_ROOT / "keys" / "secret.key")}
    env["FILES_URL"] = "file:"
    if store == "s3":
        server = request.getfixturevalue("s3_server")
        filestores.s3_empty(server)
        env["FILES_URL"] = server.files_url
    with AppServer(database_url=fresh_database.url, var_dir=tmp_path, app=app, **env) as running:
        client = Traveller.of(running.url, made.leader)
        with client.http:
            grown = growth(running, client, str(made.entry.uid))
    assert (grown <= CEILING) is within, f"the peak grew by {grown / MIB:.1f} MiB"
