"""Ask one cell of the live server: a frame on a socket of the column's own, or a raw route."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

from asgiref.testing import ApplicationCommunicator

from config.asgi import application
from core.errors import REGISTRY
from tests.api.live.sockets import Socket
from tests.system.policy.runner import Answer, fill
from tests.system.policy.table import Row
from tests.system.policy.world import Cast
from tests.worlds import uid

# The frame that answers each type; `unwatch` is not answered, so a ping follows it.
_ANSWERED_BY = {
    "hello": "welcome",
    "watch": "state",
    "unwatch": "pong",
    "ops": "ack",
    "ping": "pong",
    "command": "ack",
    "device": "pong",
}
_WITHIN = 30.0
_CSRF = "k" * 32
_HOST = "127.0.0.1:8000"


async def ask_all(cast: Cast, row: Row, columns: tuple[str, ...]) -> list[Answer]:
    """The answers of the columns, in their order; side by side where they share nothing."""
    ask = _ask_socket if row.method == "SOCKET" else _ask_raw
    if row.undo is None:
        return list(await asyncio.gather(*(ask(cast, row, column) for column in columns)))
    return [await ask(cast, row, column) for column in columns]


def _places(cast: Cast, row: Row, column: str) -> dict[str, str]:
    own = {
        "op_id": str(uuid.uuid4()),
        "own_device": cast.devices.get(column, str(uid("no device"))),
    }
    return {**cast.places, **own, **fill(row.places, cast.places)}


def _cookie(cast: Cast, column: str) -> str:
    jar = cast.client(column).cookies
    kept = [f"{name}={morsel.value}" for name, morsel in jar.items() if name != "yisai_csrf"]
    return "; ".join([*kept, f"yisai_csrf={_CSRF}"])


# Sockets ------------------------------------------------------------------------------------


async def _ask_socket(cast: Cast, row: Row, column: str) -> Answer:
    kind = row.route.split(" ", 1)[1]
    places = _places(cast, row, column)
    headers = [
        (b"host", _HOST.encode()),
        (b"origin", f"http://{_HOST}".encode()),
        (b"cookie", _cookie(cast, column).encode()),
    ]
    socket = Socket(application, "/ws/v1/live", headers=headers, subprotocols=["yisai.v1"])
    connected, _protocol = await socket.connect(_WITHIN)
    assert connected, "the handshake itself was refused"
    try:
        answer = await _exchange(socket, kind, fill(row.body or {}, places), places)
        if row.undo is not None and answer.status < 300:
            undone = await _exchange(socket, kind, fill(row.undo, places), places)
            assert undone.status < 300, f"{row.name}: cannot be undone: {undone}"
        return answer
    finally:
        await socket.disconnect()


async def _exchange(socket: Socket, kind: str, body: Any, places: dict[str, str]) -> Answer:
    frame = {"t": kind, "id": "asked", "body": body}
    if kind in {"watch", "unwatch"}:
        frame["room"] = places["watched"]
    await socket.send_json_to(frame)
    if kind == "unwatch":
        await socket.send_json_to({"t": "ping", "id": "asked"})
    while True:
        output = await socket.receive_output(_WITHIN)
        if output["type"] == "websocket.close":
            return Answer(output["code"] - 4000)
        said = json.loads(output["text"])
        if said["t"] == "refused":
            return Answer(said["body"]["problem"]["status"], said["body"]["problem"], is_json=True)
        if said["t"] == _ANSWERED_BY[kind]:
            return _answer(said["body"])


def _answer(body: Any, status: int = 200) -> Answer:
    """The answer; of an acknowledgement, the outcome of its one operation."""
    if not isinstance(body, dict) or "outcomes" not in body:
        return Answer(status, body, is_json=True)
    [outcome] = body["outcomes"]
    if outcome["outcome"] in {"refused", "stale"}:
        return Answer(REGISTRY[outcome["code"]].status, outcome, is_json=True)
    taken_back = "supersedes" in outcome.get("sheet", {})
    word = "taken_back" if taken_back else outcome["outcome"]
    return Answer(status, outcome, is_json=True, word=word)


# Raw routes ---------------------------------------------------------------------------------


async def _ask_raw(cast: Cast, row: Row, column: str) -> Answer:
    places = _places(cast, row, column)
    content = fill(row.body, places)
    body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    caller = ApplicationCommunicator(application, _scope(cast, row, column, places, body))
    await caller.send_input({"type": "http.request", "body": body})
    start = await caller.receive_output(_WITHIN)
    if (b"content-type", b"text/event-stream; charset=utf-8") in start["headers"]:
        return await _first_state(caller)
    sent = await caller.receive_output(_WITHIN)
    await caller.wait(_WITHIN)
    return _answer(json.loads(sent["body"]), start["status"])


async def _first_state(caller: ApplicationCommunicator) -> Answer:
    """The first state of a stream; then the spectator leaves."""
    text = ""
    while "event: state\n" not in text or not text.endswith("\n\n"):
        text += (await caller.receive_output(_WITHIN))["body"].decode()
    await caller.send_input({"type": "http.disconnect"})
    await caller.wait(_WITHIN)
    told = text.partition("event: state\ndata: ")[2].partition("\n\n")[0]
    return Answer(200, json.loads(told), is_json=True)


def _scope(
    cast: Cast, row: Row, column: str, places: dict[str, str], body: bytes
) -> dict[str, Any]:
    path = fill(row.path, places)
    headers = {
        "host": _HOST,
        "cookie": _cookie(cast, column),
        "content-length": str(len(body)),
        "content-type": "application/json",
        "x-csrftoken": _CSRF,
    }
    return {
        "type": "http",
        "http_version": "1.1",
        "method": row.method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
