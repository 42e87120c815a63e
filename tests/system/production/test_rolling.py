"""A real nginx with our configuration, our units behind it, and our script that restarts them."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import psycopg
import pytest
import websockets

from tests.production import run
from tests.servers.ports import free_port
from tests.system.production.hall import Hall, hall_open
from tests.system.production.nginx import Nginx, installed
from tests.system.production.tablets import Tablet

pytestmark = [
    pytest.mark.skipif(not installed(), reason="there is no nginx (apt-get install nginx)"),
    pytest.mark.timeout(600),
]


@dataclass(frozen=True)
class Site:
    """The hall behind nginx."""

    hall: Hall
    proxy: Nginx
    tls: ssl.SSLContext
    http: int

    @property
    def url(self) -> str:
        """Where people reach it."""
        return f"https://localhost:{self.proxy.https}"


@pytest.fixture(scope="module")
def site(rack, tmp_path_factory) -> Iterator[Site]:
    """Units, nginx and a certificate, on the rack's PostgreSQL and Valkey."""
    folder = tmp_path_factory.mktemp("hall")
    https, http = free_port(), free_port()
    facts = production_facts(rack.env, folder)
    done = run("-m", "deploy.dev.authority", str(folder / "tls"), "localhost", env=facts)
    assert done.returncode == 0, done.stderr
    trust = ssl.create_default_context(cafile=str(folder / "tls" / "ca.pem"))
    with hall_open(folder, facts, f"https://localhost:{https}") as hall:
        proxy = Nginx(folder / "nginx", hall.behind, http, https, folder / "tls")
        with proxy:
            yield Site(hall, proxy, trust, http)


def production_facts(servers: dict[str, str], folder: Any) -> dict[str, str]:
    """Every variable that the production settings ask for."""
    from deploy.dev.paths import child_env

    return child_env(
        var=folder,
        settings="config.settings.production",
        SITE_URL="https://localhost",
        ALLOWED_HOSTS="localhost",
        TRUSTED_PROXIES="1",
        FILES_ORIGIN="https://127.0.0.1:1",
        **servers,
    )


async def test_pages_sockets_and_streams_through_our_nginx(site):
    async with httpx.AsyncClient(base_url=site.url, verify=site.tls, trust_env=False) as web:
        page = await web.get("/login")
        assert page.status_code == 200
        assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert (await web.get("/metrics")).status_code == 404
        plain = await web.get(f"http://127.0.0.1:{site.http}/login?x=1")
        assert plain.status_code == 301
        # Each event comes when it is said: nginx gathers nothing.
        async with web.stream("GET", f"/sse/v1/rooms/{site.hall.world.on_air}") as stream:
            assert stream.headers["Content-Type"].startswith("text/event-stream")
            assert "Content-Encoding" not in stream.headers
            async with asyncio.timeout(8):
                told = [line async for line in until_state(stream)]
        assert any(line.startswith("retry: ") for line in told)
    judge = site.hall.world.judges[0]
    tablet = Tablet(site.url, judge, site.tls)
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(2.0, over.set)
    await tablet.play(over, 0.1)
    assert tablet.refused == []
    assert tablet.reconnects == 0
    assert not [line for line in site.proxy.requests if "/join/" in line.replace("/join/-", "")]


async def until_state(stream: httpx.Response):
    """The stream's lines up to the first state."""
    async for line in stream.aiter_lines():
        yield line
        if line == "event: state":
            return


async def test_a_foreign_page_gets_no_socket_through_nginx(site):
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(
            site.url.replace("https", "wss") + "/ws/v1/live",
            subprotocols=[websockets.Subprotocol("yisai.v1")],
            origin=websockets.Origin("https://evil.example"),
            ssl=site.tls,
        )
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    ("rounds", "most_s"), [(1, 4.0), pytest.param(20, 2.0, marks=pytest.mark.slow)]
)
async def test_a_rolling_restart_under_load(site, rounds, most_s):
    """No mark goes unanswered, none counts twice, and no judge waits for long."""
    judges = site.hall.world.judges
    before = stored(site)
    tablets = [Tablet(site.url, judge, site.tls) for judge in judges]
    over = asyncio.Event()
    playing = [asyncio.create_task(each.play(over, 0.1)) for each in tablets]
    await asyncio.sleep(1)
    for _ in range(rounds):
        done = await asyncio.to_thread(site.hall.restart, "yisai-live")
        assert done.returncode == 0, done.stderr
    await asyncio.sleep(1)
    over.set()
    async with asyncio.timeout(30):
        await asyncio.gather(*playing)
    took = sorted(each for tablet in tablets for each in tablet.took)
    figures = {
        "marks": len(took),
        "p50_s": round(took[len(took) // 2], 3),
        "longest_s": round(took[-1], 3),
        "reconnects": sum(each.reconnects for each in tablets),
        "posts": sum(each.posts for each in tablets),
        "longest_tried": max(tablets, key=lambda each: max(each.took)).longest,
    }
    print(json.dumps(figures))  # noqa: T201 - the figures of the run
    assert [each.refused for each in tablets] == [[]] * len(tablets)
    assert stored(site) - before == len(took)
    assert figures["reconnects"] >= rounds * len(tablets) // 2, figures
    assert took[-1] <= most_s, figures


def stored(site: Site) -> int:
    """How many operations the database has."""
    with psycopg.connect(site.hall.env["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT count(*) FROM judging_scoreoperation").fetchone()
    assert row is not None
    return int(row[0])
