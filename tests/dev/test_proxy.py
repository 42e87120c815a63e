"""The development proxy routes by path, says honestly what it saw, and mixes no two requests up."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from deploy.dev.http1 import Head, body_relay, head_read
from deploy.dev.proxy import Upstreams, forwarded, serve_client
from tests.servers.ports import free_port
from tests.system.policy.routes import http_routes, live_routes

WEB, LIVE, SSE = 1, 2, 9


@dataclass
class Upstream:
    """A server of the test's own: keeps what came, answers what it is told to."""

    answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    heads: list[Head] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    port: int = field(default_factory=free_port)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await head_read(reader)
        if head is not None:
            self.heads.append(head)
            kept = Kept()
            await body_relay(head, reader, kept, of_request=True)  # type: ignore[arg-type]
            self.bodies.append(bytes(kept.taken))
            writer.write(self.answer)
            if head.value("upgrade"):
                writer.write(await reader.readexactly(4))
            await writer.drain()
        writer.close()


@dataclass
class Kept:
    taken: bytearray = field(default_factory=bytearray)

    def write(self, block: bytes) -> None:
        self.taken += block

    async def drain(self) -> None:
        await asyncio.sleep(0)


@asynccontextmanager
async def proxied(web: Upstream, live: Upstream) -> AsyncIterator[int]:
    """The proxy, without TLS, in front of two servers; its port."""
    port, upstreams = free_port(), Upstreams(web.port, itertools.repeat(live.port), free_port())
    servers = [
        await asyncio.start_server(each.serve, "127.0.0.1", each.port) for each in (web, live)
    ]
    servers.append(
        await asyncio.start_server(
            lambda reader, writer: serve_client(upstreams, reader, writer), "127.0.0.1", port
        )
    )
    try:
        yield port
    finally:
        for server in servers:
            server.close()


async def said(port: int, *requests: bytes, ends: bool = True) -> bytes:
    """Everything that one connection answers to these, sent at once."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"".join(requests))
    if ends:
        writer.write_eof()
    async with asyncio.timeout(10):
        taken = await reader.read()
    writer.close()
    return taken


def test_live_routes_go_to_live_and_all_others_to_web():
    def paths(routes: set[str]) -> set[str]:
        return {each.split(" ")[1].replace("{", "").replace("}", "") for each in routes}

    upstreams = Upstreams(WEB, itertools.repeat(LIVE), SSE)
    live = paths({each for each in live_routes() if not each.startswith("SOCKET")})
    asked = {path: upstreams.port_for(path + "?a=/b") for path in live | {"/ws/v1/live"}}
    streams = {path for path in asked if path.startswith("/sse/")}
    assert streams
    # No judge is sent where spectators are, and no spectator where judges are.
    assert {path for path, port in asked.items() if port == SSE} == streams
    assert {path for path, port in asked.items() if port == LIVE} == set(asked) - streams
    web = paths(http_routes()) - live | {"/", "/ws", "/judge", "/static/ws/x", "/api/v1/uploads/x"}
    assert {path for path in web if upstreams.port_for(path) != WEB} == set()


def test_each_live_has_its_turn():
    upstreams = Upstreams(WEB, itertools.cycle([LIVE, LIVE + 1]), SSE)
    found = [
        upstreams.port_for(path) for path in ("/ws/v1/live", "/", "/ws/v1/live", "/ws/v1/live")
    ]
    assert found == [LIVE, WEB, LIVE + 1, LIVE]


def test_what_was_seen_is_added_and_what_was_claimed_does_not_count():
    head = Head(
        "GET / HTTP/1.1",
        (
            ("Host", "match.example.cn"),
            ("X-Forwarded-For", "9.9.9.9"),
            ("X-Forwarded-Proto", "http"),
            ("Forwarded", "for=9.9.9.9"),
            ("Connection", "keep-alive"),
        ),
    )
    sent = forwarded(head, "127.0.0.1")
    assert sent.headers == (
        ("Host", "match.example.cn"),
        ("X-Forwarded-For", "9.9.9.9, 127.0.0.1"),
        ("X-Forwarded-Proto", "https"),
        ("Connection", "close"),
    )


CHUNKED = b"3\r\nabc\r\n4;x=y\r\nd\r\ne\r\n0\r\nTrailer: 1\r\n\r\n"


async def test_requests_on_one_connection_keep_apart():
    web, live = Upstream(), Upstream()
    async with proxied(web, live) as port:
        answers = await said(
            port,
            b"POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nGET /",
            b"PUT /api/v1/uploads/u/parts/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            + CHUNKED,
            b"GET /two HTTP/1.1\r\nHost: x\r\n\r\n",
        )
    assert answers.count(b"HTTP/1.1 200 OK") == 3
    assert [head.target for head in web.heads] == ["/one", "/two"]
    assert web.bodies == [b"GET /", b""]
    assert [head.target for head in live.heads] == ["/api/v1/uploads/u/parts/1"]
    assert live.bodies == [CHUNKED]


@pytest.mark.parametrize(
    ("method", "answer", "times"),
    [
        (b"GET", b"HTTP/1.1 204 No Content\r\n\r\n", 2),
        (b"GET", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 2),
        (b"HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", 2),
        (b"GET", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED, 2),
        (b"GET", b"HTTP/1.1 200 OK\r\n\r\nuntil the end", 1),
    ],
)
async def test_an_answers_end_is_known(method, answer, times):
    web, live = Upstream(answer), Upstream()
    request = method + b" / HTTP/1.1\r\nHost: x\r\n\r\n"
    async with proxied(web, live) as port:
        taken = await said(port, request, request)
    assert taken.count(answer.split(b"\r\n")[0]) == times
    assert taken.endswith(answer.partition(b"\r\n\r\n")[2])


@pytest.mark.parametrize(
    "request_",
    [
        b"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST / HTTP/1.1\r\nContent-Length: +3\r\n\r\nabc",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\nabc",
        b"GET / HTTP/1.1\r\nContent-Length : 3\r\n\r\nabc",
        b"GET / HTTP/1.1\r\n folded: 3\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
async def test_a_request_with_two_ends_goes_nowhere(request_):
    web, live = Upstream(), Upstream()
    async with proxied(web, live) as port:
        assert (await said(port, request_)).startswith(b"HTTP/1.1 400 ")
    assert web.heads == []


async def test_an_upgraded_connection_is_carried_as_it_is():
    live = Upstream(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
    async with proxied(Upstream(), live) as port:
        taken = await said(
            port,
            b"GET /ws/v1/live HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            b"\x00\xffGE",
            ends=False,
        )
    assert taken.endswith(b"\r\n\r\n\x00\xffGE")
    assert live.heads[0].values("connection") == ["Upgrade"]


async def test_a_server_that_is_away_is_said():
    port, gone = free_port(), Upstreams(free_port(), itertools.repeat(free_port()), free_port())
    server = await asyncio.start_server(
        lambda reader, writer: serve_client(gone, reader, writer), "127.0.0.1", port
    )
    async with server:
        assert (await said(port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")).startswith(b"HTTP/1.1 502 ")
