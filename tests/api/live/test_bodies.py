"""No thread waits for a client: bodies are whole before the application sees them."""

import asyncio
import json

import pytest
from asgiref.testing import ApplicationCommunicator

from api.live import bodies
from api.live.bodies import WholeBody

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/api/v1/session",
    "query_string": b"",
    "headers": [(b"accept-language", b"en")],
}


class App:
    """Notes what it is given."""

    def __init__(self):
        self.bodies = []

    async def __call__(self, scope, receive, send):
        message = await receive()
        self.bodies.append((message["body"], message["more_body"]))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def app():
    return App()


def called(app):
    return ApplicationCommunicator(WholeBody(app), dict(SCOPE))


def part(body, *, more):
    return {"type": "http.request", "body": body, "more_body": more}


async def test_parts_arrive_as_one(app):
    caller = called(app)
    for index, letter in enumerate((b"a", b"b", b"c")):
        await caller.send_input(part(letter, more=index < 2))
    assert (await caller.receive_output(2))["status"] == 200
    await caller.wait(2)
    assert app.bodies == [(b"abc", False)]


async def test_a_body_that_does_not_come_takes_no_thread(app, monkeypatch):
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.05)
    caller = called(app)
    await caller.send_input(part(b"{", more=True))
    await asyncio.sleep(0)
    assert app.bodies == []
    assert (await caller.receive_output(2))["status"] == 408
    await caller.wait(2)
    assert app.bodies == []


async def test_too_large_a_body_is_a_problem_that_the_application_never_sees(app, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    caller = called(app)
    await caller.send_input(part(b"x" * 11, more=True))
    assert (await caller.receive_output(2))["status"] == 413
    assert json.loads((await caller.receive_output(2))["body"])["code"] == "body_too_large"
    await caller.wait(2)
    assert app.bodies == []


async def test_a_client_that_leaves_is_forgotten(app):
    caller = called(app)
    await caller.send_input(part(b"{", more=True))
    await caller.send_input({"type": "http.disconnect"})
    await caller.wait(2)
    assert app.bodies == []


def test_the_server_puts_it_before_its_threads():
    from config.asgi import application

    last = application.application_mapping["http"].routes[-1]
    assert isinstance(last.callback, WholeBody)
