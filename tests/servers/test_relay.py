"""The relay carries, breaks and joins again."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.servers.relay import Relay


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that sends back what it is sent; yields its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(client,), daemon=True).start()

    def answer(client: socket.socket) -> None:
        with closing(client):
            while data := client.recv(1024):
                client.sendall(data)

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def ask(line: socket.socket, words: bytes) -> bytes:
    line.sendall(words)
    return line.recv(1024)


def test_a_cut_breaks_what_is_open_and_refuses_what_is_new(echo):
    with Relay(echo) as relay:
        line = socket.create_connection(("127.0.0.1", relay.port), timeout=5)
        assert ask(line, b"before") == b"before"
        relay.cut()
        assert line.recv(1024) == b""
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", relay.port), timeout=5)
        relay.restore()
        with closing(socket.create_connection(("127.0.0.1", relay.port), timeout=5)) as again:
            assert ask(again, b"after") == b"after"
        line.close()
