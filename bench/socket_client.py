"""A websocket client that costs next to nothing, so that what is measured is the server.

Text frames only, no extensions; our frames carry a mask of zeros, which the protocol allows and
which leaves the text as it is. One client for every server that is compared.
"""

import asyncio
import base64
import os
from collections import deque
from collections.abc import Callable
from typing import cast

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
_MASK = b"\0\0\0\0"


class Closed(Exception):
    """The server ended the socket; the message holds its close code."""


class Socket(asyncio.Protocol):
    """One open socket. `on_text` takes each frame; without it `answer()` hands them out."""

    def __init__(self, request: bytes) -> None:
        self.on_text: Callable[[bytes], None] = self._keep
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone = asyncio.Event()
        self._request = request
        self._buffer = b""
        self._parts: list[bytes] = []
        self._kept: deque[bytes] = deque()
        self._waiter: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None
        self.ended = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the handshake."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        self.ended = self.ended or f"lost: {exc}"
        for waiter in (self.opened, self._waiter):
            if waiter is not None and not waiter.done():
                waiter.set_exception(Closed(self.ended))
        self.gone.set()

    def data_received(self, data: bytes) -> None:
        """Take the handshake's answer, then frames."""
        self._buffer += data
        if not self.opened.done() and not self._handshake():
            return
        start = 0
        while (frame := _frame(self._buffer, start)) is not None:
            first, body, start = frame
            self._take(first, body)
        self._buffer = self._buffer[start:]

    def send(self, text: bytes) -> None:
        """Send one text frame."""
        assert self._transport is not None
        self._transport.write(_client_frame(TEXT, text))

    async def answer(self) -> bytes:
        """The next frame. Raises Closed where the server ends instead."""
        if self._kept:
            return self._kept.popleft()
        if self.ended:
            raise Closed(self.ended)
        self._waiter = asyncio.get_running_loop().create_future()
        return await self._waiter

    async def ask(self, text: bytes) -> bytes:
        """Send and wait for the next frame."""
        self.send(text)
        return await self.answer()

    def pause(self) -> None:
        """Take nothing from the line until `resume`."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.pause_reading()

    def resume(self) -> None:
        """Take again."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()

    def _handshake(self) -> bool:
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.opened.set_exception(Closed(head.partition(b"\r\n")[0].decode("latin1")))
            self.close()
            return False
        self._buffer = rest
        self.opened.set_result(None)
        return True

    def _take(self, first: int, body: bytes) -> None:
        opcode = first & 15
        if opcode <= TEXT:
            self._parts.append(body)
            if first & 128:
                text, self._parts = b"".join(self._parts), []
                self.on_text(text)
        elif opcode == PING and self._transport is not None:
            self._transport.write(_client_frame(PONG, body))
        elif opcode == CLOSE:
            self.ended = f"closed {int.from_bytes(body[:2], 'big')}"
            self.close()

    def _keep(self, text: bytes) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(text)
        else:
            self._kept.append(text)


def _frame(data: bytes, at: int) -> tuple[int, bytes, int] | None:
    """First byte, body and end of the frame at `at`; None where it is not whole yet."""
    if len(data) < at + 2:
        return None
    size, head = data[at + 1] & 127, 2
    if size > 125:
        head = 4 if size == 126 else 10
        if len(data) < at + head:
            return None
        size = int.from_bytes(data[at + 2 : at + head], "big")
    end = at + head + size
    return None if len(data) < end else (data[at], data[at + head : end], end)


def _client_frame(opcode: int, body: bytes) -> bytes:
    size = len(body)
    if size < 126:
        head = bytes((128 | opcode, 128 | size))
    elif size < 65536:
        head = bytes((128 | opcode, 254)) + size.to_bytes(2, "big")
    else:
        head = bytes((128 | opcode, 255)) + size.to_bytes(8, "big")
    return head + _MASK + body


async def connect(port: int, path: str, cookie: str = "") -> Socket:
    """An open socket to this machine's port. Raises Closed where the server refuses it."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: yisai.v1",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: Socket(request), "127.0.0.1", port)
    await asyncio.wait_for(socket.opened, 30)
    return socket
