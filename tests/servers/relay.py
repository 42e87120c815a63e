"""A loopback relay in front of a server that can cut the line and join it again.

A browser's own offline switch leaves open sockets open and proves nothing; here connections
really break and new ones are refused.
"""

from __future__ import annotations

import selectors
import socket
import threading
from contextlib import closing, suppress
from typing import Self

from .ports import free_port

CHUNK = 65_536


class Relay:
    """Carries bytes between its own port and the server's; `cut()` and `restore()`."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._target = target
        self._listener: socket.socket | None = None
        self._pairs: set[socket.socket] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self.restore()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()

    def restore(self) -> None:
        """Accept connections again on the same port. Does nothing while the line is up."""
        if self._listener is not None:
            return
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self) -> None:
        """Break every connection and refuse new ones."""
        listener, self._listener = self._listener, None
        if listener is not None:
            _break(listener)
        with self._lock:
            pairs, self._pairs = self._pairs, set()
        for side in pairs:
            _break(side)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(listener, client), daemon=True).start()

    def _carry(self, listener: socket.socket, client: socket.socket) -> None:
        with closing(client), suppress(OSError):
            server = socket.create_connection(("127.0.0.1", self._target), timeout=10)
            server.settimeout(None)
            with closing(server):
                with self._lock:
                    if self._listener is not listener:  # cut while this one was arriving
                        return
                    self._pairs |= {client, server}
                _pump(client, server)
                with self._lock:
                    self._pairs -= {client, server}


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Copy both ways until either side ends."""
    with selectors.DefaultSelector() as ready:
        ready.register(one, selectors.EVENT_READ, other)
        ready.register(other, selectors.EVENT_READ, one)
        while True:
            for key, _ in ready.select():
                source, sink = key.fileobj, key.data
                assert isinstance(source, socket.socket)
                chunk = source.recv(CHUNK)
                if not chunk:
                    return
                sink.sendall(chunk)


def _break(side: socket.socket) -> None:
    with suppress(OSError):
        side.shutdown(socket.SHUT_RDWR)
    side.close()
