"""Send a case through its real door: Django's client, the raw routes, or the socket."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from html import unescape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

from asgiref.testing import ApplicationCommunicator
from django.conf import settings

from config.asgi import application
from tests.api.live.sockets import Socket
from tests.system.contract.bad_input.case import OUTCOMES, Answer, Case
from tests.system.contract.bad_input.stage import Stage
from tests.system.policy.runner import fill

LANGUAGES = {"zh": "zh-CN", "en": "en"}
_HOST = "127.0.0.1:8000"
_CSRF = "k" * 32
_WITHIN = 10.0
_PROBLEM = re.compile(r'data-problem="(\w+)">\s*<h1>(.*?)</h1>\s*<p>(.*?)</p>', re.DOTALL)
_ANSWERS = ("welcome", "state", "ack", "pong")


def ask(stage: Stage, case: Case, language: str) -> Answer:
    """What the door says to this case in one language; an exception is an answer of its own."""
    try:
        return _asked(stage, case, language)
    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - a fault is a finding
        return Answer(f"fault {type(error).__name__}: {error}"[:200])


def _asked(stage: Stage, case: Case, language: str) -> Answer:
    places = {**stage.places_of(case.who), "op_id": str(uuid.uuid4())}
    headers = {"Accept-Language": LANGUAGES[language]}
    headers |= {name: fill(value, places) for name, value in case.headers.items()}
    content = _content(case.body, places)
    if case.verb == "HANDSHAKE":
        return asyncio.run(_handshake(_cookie(stage, case), headers))
    if case.verb in {"SOCKET", "FRAME"}:
        text = _frame(case, places)
        return asyncio.run(_exchange(_cookie(stage, case), headers, text))
    path = fill(case.target, places)
    if _is_raw(path):
        return asyncio.run(_raw(case, path, _cookie(stage, case), headers, content))
    return _rest(stage, case, path, headers, content)


def _content(body: Any, places: dict[str, str]) -> bytes:
    if isinstance(body, bytes):
        return body
    if isinstance(body, str):
        return fill(body, places).encode("utf-8", "surrogatepass")
    return b"" if body is None else json.dumps(fill(body, places)).encode()


def _is_raw(path: str) -> bool:
    return path.endswith("/score-operations") or "/parts/" in path or path.startswith("/sse/")


def _cookie(stage: Stage, case: Case) -> str:
    kept = [f"{name}={value}" for name, value in stage.cookies_of(case.who).items()]
    return "; ".join([*kept, f"yisai_csrf={_CSRF}"])


# REST ---------------------------------------------------------------------------------------


def _rest(stage: Stage, case: Case, path: str, headers: dict[str, str], body: bytes) -> Answer:
    client = stage.client
    client.cookies = SimpleCookie()
    for name, value in stage.cookies_of(case.who).items():
        client.cookies[name] = value
    client.cookies["yisai_csrf"] = _CSRF
    if case.csrf:
        headers = {"X-CSRFToken": _CSRF, **headers}
    kind = headers.pop("Content-Type", "application/json")
    response: Any = client.generic(case.verb, path, body, content_type=kind, headers=headers)
    answered = response.headers.get("Content-Type", "").split(";")[0]
    if answered == "text/html":
        return _answered(response.status_code, _told(response), "")
    content = json.loads(response.content or b"null") if answered.endswith("json") else None
    return _answered(response.status_code, content, answered)


def _told(response: Any) -> dict[str, Any] | None:
    """The problem that a page of the basic card tells to people."""
    found = _PROBLEM.search(response.content.decode())
    if found is None:
        return None
    code, title, detail = (unescape(part) for part in found.groups())
    return {"code": code, "title": title, "detail": detail, "status": response.status_code}


def _answered(status: int, content: Any, kind: str) -> Answer:
    if isinstance(content, dict) and "outcomes" in content and status == 200:
        return _outcome(content)
    if isinstance(content, dict) and "code" in content and status >= 400:
        return Answer(f"{status} {content['code']}", content, kind)
    return Answer(str(status), content if isinstance(content, dict) else None, kind)


def _outcome(content: dict[str, Any]) -> Answer:
    [outcome] = content["outcomes"]
    assert outcome["outcome"] in OUTCOMES
    return Answer(f"{outcome['outcome']} {outcome.get('code', '')}".strip(), outcome)


# Raw routes ---------------------------------------------------------------------------------


async def _raw(case: Case, path: str, cookie: str, headers: dict[str, str], body: bytes) -> Answer:
    given = {
        "host": _HOST,
        "cookie": cookie,
        "content-length": str(len(body)),
        "content-type": "application/json",
        **({"x-csrftoken": _CSRF} if case.csrf else {}),
        **{name.lower(): value for name, value in headers.items()},
    }
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": case.verb,
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "headers": [(name.encode(), value.encode()) for name, value in given.items() if value],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    caller = ApplicationCommunicator(application, scope)
    await caller.send_input({"type": "http.request", "body": body})
    start = await caller.receive_output(_WITHIN)
    sent = await caller.receive_output(_WITHIN)
    await caller.wait(_WITHIN)
    kind = dict(start["headers"])[b"content-type"].decode()
    return _answered(start["status"], json.loads(sent["body"]), kind)


# The socket ---------------------------------------------------------------------------------


def _socket(cookie: str, headers: dict[str, str]) -> Socket:
    protocol = headers.pop("Protocol", "yisai.v1")
    given = {"host": _HOST, "origin": settings.SITE_URL, "cookie": cookie}
    given |= {name.lower(): value for name, value in headers.items()}
    pairs = [(name.encode(), value.encode()) for name, value in given.items() if value]
    return Socket(application, "/ws/v1/live", headers=pairs, subprotocols=[protocol])


def socket_of(stage: Stage, who: str) -> Socket:
    """A socket of this person's browser, not connected yet."""
    kept = [f"{name}={value}" for name, value in stage.cookies_of(who).items()]
    return _socket("; ".join(kept), {})


async def _handshake(cookie: str, headers: dict[str, str]) -> Answer:
    socket = _socket(cookie, headers)
    connected, _protocol = await socket.connect(_WITHIN)
    if not connected:
        return Answer("denied")
    answer = await _hear(socket)
    await socket.disconnect()
    return answer


def _frame(case: Case, places: dict[str, str]) -> str | bytes:
    if case.verb == "FRAME":
        body = case.body
        if isinstance(body, str | bytes):
            return fill(body, places) if isinstance(body, str) else body
        return json.dumps(fill(body, places))
    frame = {"t": case.target, "id": "asked", "body": fill(case.body, places)}
    if case.target in {"watch", "unwatch"}:
        frame["room"] = fill(case.body, places)["room"]
        frame["body"] = {}
    return json.dumps(frame)


async def _exchange(cookie: str, headers: dict[str, str], frame: str | bytes) -> Answer:
    socket = _socket(cookie, headers)
    connected, _protocol = await socket.connect(_WITHIN)
    assert connected, "the handshake itself was refused"
    kind = "bytes" if isinstance(frame, bytes) else "text"
    try:
        await socket.send_input({"type": "websocket.receive", kind: frame})
        answer = await _hear(socket)
        if not answer.said.startswith("close"):
            await socket.send_json_to({"t": "ping", "id": "after"})
            after = await _hear(socket)
            assert after.said == "pong", f"the socket did not stay: {after.said}"
        return answer
    finally:
        await socket.disconnect()


async def _hear(socket: Socket) -> Answer:
    """The next frame that answers; a closing one announces the close that follows it."""
    while True:
        output = await socket.receive_output(_WITHIN)
        if output["type"] == "websocket.close":
            return Answer(f"close {output['code']}")
        said = json.loads(output["text"])
        if said["t"] == "refused":
            problem = said["body"]["problem"]
            return Answer(f"{problem['status']} {problem['code']}", problem)
        if said["t"] == "ack" and "outcomes" in said["body"]:
            return _outcome(said["body"])
        if said["t"] in _ANSWERS:
            return Answer(said["t"])
