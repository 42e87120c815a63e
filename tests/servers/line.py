"""One connection through the relay."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

CHUNK: Final = 65_536


@dataclass(frozen=True)
class Mode:
    """What the relay does to bytes; `over` is set when another one takes its place."""

    held: bool = False
    delay_s: float = 0.0
    shuffle_s: float = 0.0
    losing: bytes | None = None
    twice: bool = False
    over: threading.Event = field(default_factory=threading.Event)


@dataclass
class Done:
    """What harm was done so far."""

    lost: int = 0
    repeated: list[bytearray] = field(default_factory=list)


class Line:
    """A client's connection, the server's, and where asked a second one to the server."""

    def __init__(self, client: socket.socket, target: int, mode: Mode, done: Done) -> None:
        self.mode = mode
        self._done = done
        self._client = client
        self._target = target
        self._sockets = [client]
        self._asked: Mode | None = None  # the losing mode that this line has asked under
        self._ended = threading.Event()

    def carry(self) -> None:
        """Carry until either side ends. Raises OSError where the line breaks."""
        self._wait()
        twice = self.mode.twice
        servers = [self._connect() for _ in range(1 + twice)]
        keeping = _start(lambda: self._keep(servers[1])) if twice else None
        _start(lambda: self._up(servers))
        try:
            self._down(servers[0])
        finally:
            break_off(self._client)
            break_off(servers[0])
            if keeping is not None:  # the second one is answered in its own time
                keeping.join()

    def end(self) -> None:
        """Break it, from whichever thread."""
        self._ended.set()
        for each in tuple(self._sockets):
            break_off(each)

    def _connect(self) -> socket.socket:
        server = socket.create_connection(("127.0.0.1", self._target), timeout=10)
        server.settimeout(None)
        self._sockets.append(server)
        if self._ended.is_set():  # cut meanwhile
            break_off(server)
        return server

    def _up(self, servers: list[socket.socket]) -> None:
        """From the client to the server."""
        with suppress(OSError):
            while chunk := self._client.recv(CHUNK):
                self._wait()
                if (mode := self.mode).losing is not None and mode.losing in chunk:
                    self._asked = mode
                for server in servers:
                    server.sendall(chunk)
        self._wait()
        break_off(servers[0])

    def _down(self, server: socket.socket) -> None:
        """From the server to the client."""
        while chunk := server.recv(CHUNK):
            self._wait()
            if (mode := self.mode).losing is not None and self._asked is mode:
                self._done.lost += 1
                return
            self._client.sendall(chunk)
        self._wait()

    def _keep(self, server: socket.socket) -> None:
        """What the second one is answered; nobody hears it."""
        answer = bytearray()
        self._done.repeated.append(answer)
        with suppress(OSError):
            while chunk := server.recv(CHUNK):
                answer += chunk

    def _wait(self) -> None:
        """As long as a piece has to; a mode that ends lets everything go."""
        while (mode := self.mode).held and not self._ended.is_set():
            mode.over.wait()
        if mode.delay_s:
            mode.over.wait(mode.delay_s)
        if mode.shuffle_s:
            mode.over.wait(random.uniform(0, mode.shuffle_s))


def _start(run: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def break_off(side: socket.socket) -> None:
    """Shut and close it, once or again."""
    with suppress(OSError):
        side.shutdown(socket.SHUT_RDWR)
    side.close()
