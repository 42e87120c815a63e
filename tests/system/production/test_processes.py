"""`web`, `live` and `worker` apart behind a proxy with TLS, on a real installation's servers."""

from __future__ import annotations

import asyncio
import itertools
import json
import re

import httpx
import pytest
import websockets

from demo.players.client import Refusal
from tests.production import run

SERVERS = {
    "database": r"PostgreSQL (1[5-9]|[2-9]\d)\.\d+",
    "bus": r"Valkey \d+\.\d+\.\d+",
    "cache": r"Valkey \d+\.\d+\.\d+",
    "files": r"S3 by SeaweedFS .+",
    "mail": r"SMTP by .+",
}
# An address of the right kind where nobody listens.
AWAY = {
    "DATABASE_URL": "postgres://postgres@127.0.0.1:1/yisai",
    "BUS_URL": "redis://127.0.0.1:1/0",
    "CACHE_URL": "redis://127.0.0.1:1/1",
    "FILES_URL": "s3://test:testsecret@127.0.0.1:1/pitches?tls=0",
    "MAIL_URL": "smtp://127.0.0.1:1?from=noreply%40example.org",
}

# What the proxy says of a request that came by TLS.
PROXIED = {
    "Host": "localhost",
    "Origin": "https://localhost",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "127.0.0.1",
}


def test_the_servers_are_the_real_ones(house):
    """Each is asked for its name by the code and the settings that use it."""
    done = run("manage.py", "servers", env=house.env)
    assert done.returncode == 0, done.stderr
    told = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert [name for name, shape in SERVERS.items() if not re.fullmatch(shape, told[name])] == []
    assert told.keys() == SERVERS.keys()


@pytest.mark.parametrize("name", AWAY)
def test_a_server_that_is_not_there_is_noticed(house, name):
    done = run("manage.py", "servers", env={**house.env, name: AWAY[name]})
    assert done.returncode, done.stdout


def test_the_deployment_check_is_clean_here_too(house):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", env=house.env)
    assert done.returncode == 0, done.stderr


def test_each_process_answers_for_itself_and_plain_http_is_sent_on(house):
    for port in (house.ports.web, *house.ports.live):
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"Host": "localhost"}
        ) as web:
            assert [web.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
            answer = web.get("/login")
            assert (answer.status_code, answer.headers["Location"]) == (
                301,
                "https://localhost/login",
            )
            assert web.get("/healthz", headers={"Host": "evil.example"}).status_code == 400


async def test_spectators_and_judges_do_not_meet(house):
    """Streams are the spectators' process's, and there is nothing else to be had of it."""
    room = "/sse/v1/rooms/00000000-0000-4000-8000-000000000000"
    where = {"web": house.ports.web, "live": house.ports.live[0], "sse": house.ports.spectators}
    told = {}
    for name, port in where.items():
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=PROXIED) as one:
            told[name] = [
                (await one.get(path)).status_code for path in ("/healthz", "/login", room)
            ]
    assert told == {"web": [200, 200, 404], "live": [200, 200, 404], "sse": [200, 404, 404]}
    browser = house.browser()
    answer = await browser.http.get(room)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    await browser.close()


async def test_somebody_signs_in_and_opens_a_socket_through_the_proxy(house):
    """The code comes by SMTP from the worker; both `live` processes know the session."""
    browser = house.browser()
    try:
        await browser.sign_in("organizer@example.org")
        session = await browser.send("GET", "/api/v1/session")
        assert session.json()["person"]
        assert session.headers["Strict-Transport-Security"] == "max-age=31536000"
        jar = {cookie.name: cookie for cookie in browser.http.cookies.jar}
        assert jar["yisai_session"].secure
        assert jar["yisai_csrf"].secure
        for _ in house.ports.live:
            async with browser.socket() as socket:
                await socket.send(json.dumps({"t": "hello", "body": {"build": "test"}}))
                async with asyncio.timeout(10):
                    assert json.loads(await socket.recv())["t"] == "welcome"
    finally:
        await browser.close()


async def test_a_foreign_page_gets_no_socket_through_the_proxy(house):
    browser = house.browser()
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(
            house.ports.url.replace("http", "ws", 1) + "/ws/v1/live",
            subprotocols=[websockets.Subprotocol("yisai.v1")],
            origin=websockets.Origin("https://evil.example"),
            ssl=browser.tls,
        )
    assert refused.value.response.status_code == 403
    await browser.close()


async def test_a_raw_route_is_answered_by_live_with_its_headers(house):
    browser = house.browser()
    await browser.get("session")
    answer = await browser.http.post(
        "/api/v1/score-operations", json={"ops": []}, headers={"X-CSRFToken": "x"}
    )
    assert answer.status_code in {401, 403}
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    await browser.close()


def test_a_limit_counts_over_all_processes(house):
    """Ten codes in five minutes for one address, whoever of ours is asked."""
    answers, address = [], {"email": "often@example.org"}
    ports = itertools.cycle((house.ports.web, *house.ports.live))
    for port in itertools.islice(ports, 12):
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=PROXIED) as client:
            client.get("/api/v1/session")
            token = next(c.value for c in client.cookies.jar if c.name == "yisai_csrf") or ""
            sent = {"X-CSRFToken": token, "Cookie": f"yisai_csrf={token}"}
            answer = client.post(
                "/_allauth/browser/v1/auth/code/request", json=address, headers=sent
            )
            answers.append("too_many" in answer.text or answer.status_code)
    assert answers == [401] * 10 + [True] * 2


async def test_without_valkey_the_signed_in_go_on_and_sign_in_waits(house, rack):
    """A killed server is missed by the limits of sign-in only, and is back when it is back."""
    browser, stranger = house.browser(), house.browser()
    ask = {"email": "patient@example.org"}
    try:
        await browser.sign_in("verifier@example.org")
        rack.valkey.kill()
        assert (await browser.get("session"))["signed_in"]
        await stranger.get("session")
        with pytest.raises(Refusal) as refused:
            await stranger.send("POST", "/_allauth/browser/v1/auth/code/request", json=ask)
        assert refused.value.code == "limits_unavailable"
        async with browser.socket() as socket:
            await socket.send(json.dumps({"t": "hello", "body": {"build": "test"}}))
            async with asyncio.timeout(10):
                assert json.loads(await socket.recv())["t"] == "welcome"
        rack.valkey.start()
        await stranger.sign_in(ask["email"])
    finally:
        await browser.close()
        await stranger.close()
