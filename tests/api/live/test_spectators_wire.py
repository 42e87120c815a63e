"""The stream through uvicorn as it is started in production: the wire, and a restart under it."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator

import httpx
import pytest

from judging.models import Room
from tests.factories.spectators import on_air
from tests.system.faults.server import Server


@pytest.fixture
def running(fresh_database, tmp_path) -> Iterator[tuple[str, Server]]:
    """A final on air behind a server of its own."""
    made = on_air()
    with Server(database_url=fresh_database.url, var_dir=tmp_path, LIVE_ROLE="spectators") as one:
        yield f"/sse/v1/rooms/{Room.objects.get(panel=made.panel).uid}", one


def events(answer: httpx.Response) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Name, id and data of each event as it comes."""
    told: dict[str, str] = {}
    for line in answer.iter_lines():
        if line:
            name, _, value = line.partition(": ")
            told[name] = value
        elif "data" in told:
            yield told.get("event", ""), told.get("id", ""), json.loads(told["data"])
            told = {}
        else:
            told = {}


def test_a_restart_ends_streams_soon_and_they_come_back_with_what_they_have(running):
    path, server = running
    with httpx.Client(base_url=server.url, timeout=20) as browser:
        with browser.stream("GET", path) as answer:
            assert answer.status_code == 200
            assert "content-encoding" not in answer.headers
            told = events(answer)
            name, state, body = next(each for each in told if each[0] == "state")
            assert (name, body["scene"]) == ("state", "waiting")
            process = server._running[0]
            process.terminate()
            # By itself and not by force, with the stream still open.
            assert process.wait(60) in {0, -signal.SIGTERM}
            with pytest.raises(httpx.HTTPError):
                list(told)
        server.stop()
        server.start()
        with browser.stream("GET", path, headers={"Last-Event-ID": state}) as answer:
            first = next(events(answer))
            assert first[0] == "time", "what it has is not sent again"
        assert browser.get("/api/v1/session").status_code == 404
