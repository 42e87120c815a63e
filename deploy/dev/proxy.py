"""A small reverse proxy with TLS in front of `web` and `live`, for this machine only.

It shows what a real proxy has to do (docs/production.md) and keeps the production settings as they
are: TLS ends here, X-Forwarded-For and -Proto say what was seen. Standard library only.

    python -m deploy.dev.proxy --cert FILE --key FILE --port N --web N --live N [N …]
                               --spectators N [--files-port N --files N]

`--files` is the store's port: what comes to `--files-port` is handed to it byte by byte.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import re
import signal
import ssl
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .http1 import Broken, Head, body_relay, head_read

HOST: Final = "127.0.0.1"
# config/live_routes.py, as a proxy's configuration says it; a test compares the two.
LIVE: Final = re.compile(r"/ws/.*|/api/v1/score-operations|/api/v1/uploads/[^/]+/parts/[^/]+")
SPECTATORS: Final = re.compile(r"/sse/.*")
CHUNK: Final = 65_536
# A hop's own: said anew on the next one, or not at all.
_HOP: Final = {"connection", "keep-alive", "proxy-connection", "te", "upgrade"}

Reader = asyncio.StreamReader
Writer = asyncio.StreamWriter


@dataclass(frozen=True)
class Upstreams:
    """The ports of the processes: `web`, every `live` of judges in turn, one of spectators."""

    web: int
    live: Iterator[int]
    spectators: int

    def port_for(self, target: str) -> int:
        """Where a request goes by its path."""
        path = target.partition("?")[0]
        if SPECTATORS.fullmatch(path):
            return self.spectators
        return next(self.live) if LIVE.fullmatch(path) else self.web


async def serve_client(upstreams: Upstreams, reader: Reader, writer: Writer) -> None:
    """Answer one connection's requests in turn until either side ends it."""
    peer = str(writer.get_extra_info("peername")[0])
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        try:
            while (head := await head_read(reader)) is not None:
                if not await _exchange(upstreams, head, peer, reader, writer):
                    break
        except Broken as broken:
            await _answer(writer, f"400 {broken}")
    await _close(writer)


async def _exchange(
    upstreams: Upstreams, head: Head, peer: str, reader: Reader, writer: Writer
) -> bool:
    """One request and its answer; whether the connection may carry another one."""
    upgrade = head.value("upgrade")
    try:
        there, back = await asyncio.open_connection(HOST, upstreams.port_for(head.target))
    except OSError:
        await _answer(writer, "502 Bad Gateway")
        return False
    try:
        back.write(forwarded(head, peer).encode())
        if upgrade:
            await both_ways((reader, writer), (there, back))
            return False
        sending = asyncio.create_task(body_relay(head, reader, back, of_request=True))
        try:
            again = await _relay_answer(head.method, there, writer)
            return again and sending.done() and sending.exception() is None
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
    finally:
        await _close(back)


def forwarded(head: Head, peer: str) -> Head:
    """The request as the next hop gets it, with what was really seen of its sender."""
    upgrade = head.value("upgrade")
    seen = ", ".join([*head.values("x-forwarded-for"), peer])
    kept = head.without(_HOP | {"x-forwarded-for", "x-forwarded-proto", "forwarded"})
    hop = (
        [("Connection", "Upgrade"), ("Upgrade", upgrade)] if upgrade else [("Connection", "close")]
    )
    return kept.adding([("X-Forwarded-For", seen), ("X-Forwarded-Proto", "https"), *hop])


async def _relay_answer(method: str, there: Reader, writer: Writer) -> bool:
    """Hand the answer on as it comes; whether its end is known without closing."""
    while True:
        head = await head_read(there)
        if head is None:
            await _answer(writer, "502 Bad Gateway")
            return False
        interim = head.status < 200
        bare = interim or method == "HEAD" or head.status in {204, 304}
        ends = bare or head.is_framed
        hop = [] if ends else [("Connection", "close")]
        writer.write(head.without(_HOP).adding(hop).encode())
        if not bare:
            await body_relay(head, there, writer, of_request=False)
        await writer.drain()
        if not interim:
            return ends


async def both_ways(one: tuple[Reader, Writer], other: tuple[Reader, Writer]) -> None:
    """Copy bytes in both directions until either side ends."""
    ways = [
        asyncio.create_task(_copy(one[0], other[1])),
        asyncio.create_task(_copy(other[0], one[1])),
    ]
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for way in ways:
        way.cancel()
    await asyncio.gather(*ways, return_exceptions=True)


async def _copy(reader: Reader, writer: Writer) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()


async def serve_bytes(port: int, reader: Reader, writer: Writer) -> None:
    """Hand a connection to a local port as it is."""
    with contextlib.suppress(OSError):
        there, back = await asyncio.open_connection(HOST, port)
        await both_ways((reader, writer), (there, back))
        await _close(back)
    await _close(writer)


async def _answer(writer: Writer, status: str) -> None:
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    with contextlib.suppress(OSError):
        await writer.drain()


async def _close(writer: Writer) -> None:
    writer.close()
    with contextlib.suppress(OSError, asyncio.TimeoutError):
        await asyncio.wait_for(writer.wait_closed(), 2)


async def run(asked: argparse.Namespace) -> None:
    """Listen until a signal ends it."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(asked.cert, asked.key)
    upstreams = Upstreams(asked.web, itertools.cycle(asked.live), asked.spectators)

    async def client(reader: Reader, writer: Writer) -> None:
        await serve_client(upstreams, reader, writer)

    async def store(reader: Reader, writer: Writer) -> None:
        await serve_bytes(asked.files, reader, writer)

    listeners: list[tuple[int, Callable[[Reader, Writer], Awaitable[None]]]] = [
        (asked.port, client)
    ]
    if asked.files_port:
        listeners.append((asked.files_port, store))
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    servers = [await asyncio.start_server(each, HOST, port, ssl=tls) for port, each in listeners]
    await over.wait()
    for server in servers:
        server.close()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cert", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True)
    for name in ("port", "web", "spectators"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--live", type=int, nargs="+", required=True)
    for name in ("files-port", "files"):
        parser.add_argument(f"--{name}", type=int, default=0)
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
