"""The same through uvicorn as it is started in production: a process, a socket, the wire."""

import json
import uuid
from pathlib import Path

import pytest
import websockets
from django.conf import settings

from tests.system.faults import seed as seeds
from tests.system.faults.server import Server


@pytest.fixture
def running(fresh_database, tmp_path):
    final = seeds.seed(judges=1, entries=1)
    final.room.current_slot = final.slots[0]
    final.room.save()
    cookie = seeds.session_cookie(final.judges[0].account)
    # The session is signed here and read there.
    key = str(Path(settings.VAR_DIR) / "keys" / "secret.key")
    with Server(database_url=fresh_database.url, var_dir=tmp_path, SECRET_KEY_FILE=key) as server:
        yield final, server, cookie


def connect(server, cookie, origin=None):
    return websockets.connect(
        server.url.replace("http", "ws") + "/ws/v1/live",
        subprotocols=[websockets.Subprotocol("yisai.v1")],
        additional_headers={"Origin": origin or server.url, "Cookie": cookie},
        compression=None,
    )


async def frame(socket, kind):
    while True:
        message = json.loads(await socket.recv())
        if message["t"] == kind:
            return message


async def test_scores_watches_and_is_told_why_it_closes(running):
    final, server, cookie = running
    async with connect(server, cookie) as socket:
        assert socket.subprotocol == "yisai.v1"
        await socket.send(json.dumps({"t": "watch", "room": str(final.room.uid)}))
        assert (await frame(socket, "state"))["v"] == 0
        op = {
            "v": 1,
            "op_id": str(uuid.uuid4()),
            "device": str(final.judges[0].device.uid),
            "client_seq": 1,
            "sheet": str(final.sheets[0][0].uid),
            "criterion": "technology",
            "value": "22.5",
            "base_rev": 0,
            "device_time": "2026-11-25T08:00:00Z",
        }
        await socket.send(json.dumps({"t": "ops", "id": 1, "body": {"ops": [op]}}))
        ack = await frame(socket, "ack")
        assert ack["body"]["outcomes"][0]["outcome"] == "applied"
        # No frame follows: what a judge sees of the room has not changed.
        await socket.send(json.dumps({"t": "watch", "room": str(uuid.uuid4())}))
        assert (await frame(socket, "closing"))["body"] == {"code": 4404}
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4404
    with pytest.raises(websockets.InvalidStatus):
        await connect(server, cookie, origin="https://evil.example")
    async with connect(server, "") as socket:
        assert (await frame(socket, "closing"))["body"] == {"code": 4401}


async def test_too_large_a_frame_ends_its_socket_and_no_other(running):
    _final, server, cookie = running
    async with connect(server, cookie) as socket:
        await socket.send("x" * 70_000)
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await socket.recv()
    async with connect(server, cookie) as socket:
        await socket.send(json.dumps({"t": "ping", "id": 1}))
        assert (await frame(socket, "pong"))["id"] == 1
    assert server.is_healthy()
