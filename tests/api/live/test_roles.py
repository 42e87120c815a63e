"""A `live` process of a role answers its own routes and no other's."""

from __future__ import annotations

from typing import Any

import pytest

from config.live_routes import LIVE_ROUTES, LiveRoute, application_of
from tests.api.live.events import Spectator
from tests.api.live.sockets import Socket
from tests.production import production_env, run, setting

ROOM = "/sse/v1/rooms/00000000-0000-4000-8000-000000000000"


async def threads(scope: Any, receive: Any, send: Any) -> None:
    """Stands for the WSGI application."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def own(scope: Any, receive: Any, send: Any) -> None:
    """Stands for a live route."""
    await send({"type": "http.response.start", "status": 298, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def plain_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every raw route answers 298 by itself, without a database."""
    made = tuple(
        LiveRoute(each.kind, each.path, each.verbs, own, role=each.role)
        for each in LIVE_ROUTES
        if each.kind == "http"
    )
    monkeypatch.setattr("config.live_routes.LIVE_ROUTES", made)


async def asked(role: str, path: str, method: str = "GET") -> int:
    one = Spectator(path, method=method, application=application_of(role, threads))
    await one.open()
    await one.receive_output(5)
    await one.wait(5)
    return one.status


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("all", [298, 298, 298, 299, 299, 299]),
        ("judges", [404, 298, 298, 299, 299, 299]),
        ("spectators", [298, 404, 404, 299, 299, 404]),
    ],
)
async def test_each_role_answers_its_own(
    plain_routes: None, role: str, statuses: list[int]
) -> None:
    parts = "/api/v1/uploads/00000000-0000-4000-8000-000000000000/parts/1"
    paths = [ROOM, "/api/v1/score-operations", parts, "/healthz", "/readyz", "/api/v1/session"]
    assert [await asked(role, path) for path in paths] == statuses


async def test_no_judge_gets_a_socket_where_spectators_are() -> None:
    application = application_of("spectators", threads)
    socket = Socket(application, "/ws/v1/live", headers=[], subprotocols=["yisai.v1"])
    accepted, _code = await socket.connect(5)
    assert not accepted


def test_every_route_has_a_role_and_each_role_a_route() -> None:
    assert {each.role for each in LIVE_ROUTES} == {"judges", "spectators"}
    streams = {each.path for each in LIVE_ROUTES if each.path.startswith("sse/")}
    assert {each.path for each in LIVE_ROUTES if each.role == "spectators"} == streams


def test_production_reads_the_role_and_refuses_another(tmp_path: Any) -> None:
    assert setting("LIVE_ROLE", production_env(tmp_path / "a")) == "all"
    assert setting("LIVE_ROLE", production_env(tmp_path / "b", LIVE_ROLE="judges")) == "judges"
    done = run("manage.py", "check", env=production_env(tmp_path / "c", LIVE_ROLE="judge"))
    assert done.returncode
    assert "LIVE_ROLE must be one of all, judges, spectators." in done.stderr
