"""A loopback relay in front of a server: a line that breaks, hangs, is slow, loses or repeats.

A browser's own offline switch leaves open sockets open and proves nothing; here connections
really break and new ones are refused. It knows bytes only, so it stands before any server.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Self

from .line import Done, Line, Mode, break_off
from .ports import free_port


class Relay:
    """Carries bytes between its own port and the server's, until it is told to do harm.

    One harm at a time; `restore()` ends each of them.
    """

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._mode = Mode()
        self._done = Done()
        self._target = target
        self._listener: socket.socket | None = None
        self._lines: set[Line] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self.restore()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()

    def restore(self) -> None:
        """Carry again, on the same port; what was held goes on its way."""
        self._change(Mode())
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
            break_off(listener)
        with self._lock:
            lines, self._lines = self._lines, set()
        for line in lines:
            line.end()
        self._change(Mode())

    def hold(self) -> None:
        """A black hole: connections stay, new ones are taken, nothing arrives at either side.

        As on a dead line, what was sent meanwhile arrives after `restore()`, if the connection
        is still there then.
        """
        self._change(Mode(held=True))

    def slow(self, seconds: float) -> None:
        """Each piece waits so long on its way, in both directions."""
        self._change(Mode(delay_s=seconds))

    def shuffle(self, most_s: float) -> None:
        """Each piece waits by chance, up to so long: connections overtake each other."""
        self._change(Mode(shuffle_s=most_s))

    def lose_answers(self, *, to: bytes = b"") -> None:
        """Drop after commit: the server gets the request, whose answer is lost with the line.

        Only connections that ask something containing `to` from now on; `lost()` counts.
        """
        self._change(Mode(losing=to))

    def repeat(self) -> None:
        """What a new connection sends reaches the server twice, on two connections at once.

        The client hears the one, `repeated()` holds what the other was answered. A client that
        asks for the connection to be closed after the answer ends both.
        """
        self._change(Mode(twice=True))

    def lost(self) -> int:
        """How many answers were lost so far."""
        return self._done.lost

    def repeated(self) -> list[bytes]:
        """What the second connections were answered so far, one after the other."""
        return [bytes(answer) for answer in self._done.repeated]

    def _change(self, mode: Mode) -> None:
        """From now on that one."""
        with self._lock:
            before, self._mode = self._mode, mode
            for line in self._lines:
                line.mode = mode
        before.over.set()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(listener, client), daemon=True).start()

    def _carry(self, listener: socket.socket, client: socket.socket) -> None:
        with self._lock:
            line = Line(client, self._target, self._mode, self._done)
            if self._listener is not listener:  # cut while this one was arriving
                line.end()
                return
            self._lines.add(line)
        with suppress(OSError):
            line.carry()
        line.end()
        with self._lock:
            self._lines.discard(line)
