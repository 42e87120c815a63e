"""All that one column of the policy table can fetch: every GET route, every frame, the stream."""

from __future__ import annotations

import asyncio
import re
from itertools import product

from django.db.models import Model

from contest.models import Entry
from core import clock
from core.models import StoredFile, Upload
from judging.models import ScoreSheet
from tests.api.live.events import Spectator
from tests.api.live.sockets import Socket
from tests.system.policy.routes import http_routes
from tests.system.policy.world import Cast
from tests.worlds import seeded

PLACE = re.compile(r"{(\w+)}")
# Asked of every list: an ordering or a search that nobody offers must tell nothing.
QUERIES = ("", "?ordering=score", "?ordering=-score", "?search=1")
LISTS = ("/api/v1/entries", "/api/v1/editions", "/api/v1/projects", "/api/v1/prospects")
_SERVER_TIME = re.compile(r'"server_time":"[^"]+"')
_SHELLS = ("(?:", "/readyz")


# Whose coming is told to a console.
SEEN = ("alternate", "chair", "judge", "judge_recused", "screen")

Choices = dict[str, list[str]]


def choices_of(cast: Cast) -> Choices:
    """Every id that the world has for each named place, so that each is asked for."""
    found = {name: [value] for name, value in cast.places.items()}
    found["entry_id"] = _uids(Entry)
    found["file_id"] = _uids(StoredFile)
    found["sheet_id"] = _uids(ScoreSheet)
    found["upload_id"] = _uids(Upload)
    found["rest"] = ["judge/live"]  # an address of the panel below the basic card's
    return found


def _uids(model: type[Model]) -> list[str]:
    rows = model._default_manager
    return [str(value) for value in rows.order_by("pk").values_list("uid", flat=True)]


def fetch_all(cast: Cast, columns: set[str], choices: Choices) -> dict[str, dict[str, bytes]]:
    """By column: each address and the bytes behind it, headers included; and its frames."""
    found = {
        column: {path: _http(cast, column, path) for path in _paths(choices)} for column in columns
    }
    for column, frames in asyncio.run(_frames(cast, sorted(columns))).items():
        found[column]["socket"] = frames
    for column, state in asyncio.run(_streams(cast, sorted(columns))).items():
        found[column]["stream"] = state
    return found


def _paths(choices: Choices) -> list[str]:
    paths: list[str] = []
    for route in sorted(http_routes()):
        method, path = route.split(" ", 1)
        if method != "GET" or any(shell in path for shell in _SHELLS):
            continue
        names = PLACE.findall(path)
        for values in product(*(choices[name] for name in names)):
            filled = path
            for name, value in zip(names, values, strict=True):
                filled = filled.replace(f"{{{name}}}", value)
            paths += [filled + query for query in (QUERIES if path in LISTS else QUERIES[:1])]
    return paths


def _http(cast: Cast, column: str, path: str) -> bytes:
    with seeded(f"request-{column}-{path}"), clock.frozen(cast.now):
        answer = cast.client(column).get(path)
    body = answer.getvalue()
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    return f"{answer.status_code}\n{headers}\n\n".encode() + body


async def _frames(cast: Cast, columns: list[str]) -> dict[str, bytes]:
    """What each column's socket says after hello and watching the room.

    Seats and the screen come last, one after the other: consoles see that they are there, so in
    both worlds those look before.
    """
    first = [column for column in columns if column not in SEEN]
    with clock.frozen(cast.now):
        said = await asyncio.gather(*(_watch(cast, column) for column in first))
        found = dict(zip(first, said, strict=True))
        return found | {each: await _watch(cast, each) for each in columns if each not in found}


async def _streams(cast: Cast, columns: list[str]) -> dict[str, bytes]:
    """What each column is shown as a spectator of the room: the body and both pictures."""
    with clock.frozen(cast.now):
        return {column: await _spectate(cast, column) for column in columns}


async def _spectate(cast: Cast, column: str) -> bytes:
    path, said = f"/sse/v1/rooms/{cast.places['room']}", []
    for query in ("", "lang=zh-hans", "lang=en"):
        one = await Spectator(path, query, headers={"cookie": cookie_of(cast, column)}).open()
        if one.status != 200:
            return f"{one.status} {await one.problem()}".encode()
        event = await one.next()
        said.append(f"{event.id} {event.data}")
        await one.leave()
    return "\n".join(said).encode()


def cookie_of(cast: Cast, column: str) -> str:
    jar = cast.client(column).cookies
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())


async def _watch(cast: Cast, column: str) -> bytes:
    from config.asgi import application

    cookie = cookie_of(cast, column)
    headers = [
        (b"host", b"127.0.0.1:8000"),
        (b"origin", b"http://127.0.0.1:8000"),
        (b"cookie", cookie.encode()),
    ]
    socket = Socket(application, "/ws/v1/live", headers=headers, subprotocols=["yisai.v1"])
    accepted, _protocol = await socket.connect(20)
    if not accepted:
        return b"closed"
    await socket.send_json_to({"t": "hello", "body": {"build": "secrecy"}})
    await socket.send_json_to({"t": "watch", "room": cast.places["room"], "body": {}})
    said = [str(await socket.receive_output(20)) for _ in ("welcome", "state")]
    await socket.disconnect()
    # The one thing that may differ is the moment of asking.
    return _SERVER_TIME.sub("", "\n".join(said)).encode()
