"""The relay carries, breaks, holds, is slow, loses and repeats, and says what it did."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from redis import Redis

from tests.servers.process import wait_until
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


def opened(relay: Relay) -> socket.socket:
    """A connection through the relay; closed at the end of a `with`."""
    return socket.create_connection(("127.0.0.1", relay.port), timeout=5)


def ask(line: socket.socket, words: bytes) -> bytes:
    line.sendall(words)
    return line.recv(1024)


def test_a_cut_breaks_what_is_open_and_refuses_what_is_new(echo):
    with Relay(echo) as relay:
        line = opened(relay)
        assert ask(line, b"before") == b"before"
        relay.cut()
        assert line.recv(1024) == b""
        with pytest.raises(ConnectionRefusedError):
            opened(relay)
        relay.restore()
        with opened(relay) as again:
            assert ask(again, b"after") == b"after"
        line.close()


def test_connections_overtake_each_other(echo, monkeypatch):
    """The first piece draws the longest wait, so the second one is back before it."""
    waits = iter([0.6])
    draw = lambda _least, _most: next(waits, 0.0)  # noqa: E731
    monkeypatch.setattr("tests.servers.line.random.uniform", draw)
    with Relay(echo) as relay, opened(relay) as first, opened(relay) as second:
        assert [ask(each, b"before") for each in (first, second)] == [b"before"] * 2
        relay.shuffle(0.6)
        first.sendall(b"first")
        time.sleep(0.1)
        assert ask(second, b"second") == b"second"
        first.settimeout(0.01)
        with pytest.raises(TimeoutError):
            first.recv(1024)
        first.settimeout(5)
        assert first.recv(1024) == b"first"


def test_a_cut_breaks_what_is_held(valkey_server):
    with Relay(valkey_server.port) as relay, opened(relay) as line:
        assert ask(line, b"PING\r\n") == b"+PONG\r\n"
        relay.hold()
        line.sendall(b"PING\r\n")
        relay.cut()
        assert gone(line)


def test_a_held_line_says_nothing_and_then_everything(valkey_server):
    """The server is alive all the time: only the line is not."""
    with Relay(valkey_server.port) as relay, opened(relay) as line:
        assert ask(line, b"PING\r\n") == b"+PONG\r\n"
        relay.hold()
        new = opened(relay)
        for each in (line, new):
            each.settimeout(0.2)
            each.sendall(b"PING\r\n")
            with pytest.raises(TimeoutError):
                each.recv(1024)
        assert valkey_server.answers()
        relay.restore()
        for each in (line, new):
            each.settimeout(5)
            assert each.recv(1024) == b"+PONG\r\n"
        new.close()


def test_a_slow_line_is_late_and_whole(valkey_server):
    with Relay(valkey_server.port) as relay, opened(relay) as line:
        relay.slow(60)
        line.settimeout(0.2)
        line.sendall(b"PING\r\n")
        with pytest.raises(TimeoutError):
            line.recv(1024)
        relay.restore()
        line.settimeout(5)
        assert line.recv(1024) == b"+PONG\r\n"
        relay.slow(0.02)
        assert [ask(line, b"PING\r\n") for _ in range(3)] == [b"+PONG\r\n"] * 3


def test_a_lost_answer_was_given(valkey_server):
    """The server did it, the client does not know, and only what was asked for is hit."""
    with Relay(valkey_server.port) as relay, Redis.from_url(valkey_server.url) as past:
        past.set("count", 0)
        other = opened(relay)
        line = opened(relay)
        relay.lose_answers(to=b"INCR")
        assert ask(other, b"PING\r\n") == b"+PONG\r\n"
        line.sendall(b"INCR count\r\n")
        assert gone(line)
        assert (past.get("count"), relay.lost()) == (b"1", 1)
        relay.restore()
        assert ask(other, b"INCR count\r\n") == b":2\r\n"
        assert relay.lost() == 1
        other.close()
        line.close()


def test_what_is_repeated_is_done_twice(valkey_server):
    with Relay(valkey_server.port) as relay, Redis.from_url(valkey_server.url) as past:
        past.set("count", 0)
        relay.repeat()
        with opened(relay) as line:
            line.sendall(b"INCR count\r\nQUIT\r\n")
            heard = b""
            while data := line.recv(1024):
                heard += data
        until(lambda: b"OK" in b"".join(relay.repeated()))
        both = {heard, *relay.repeated()}
        assert both == {b":1\r\n+OK\r\n", b":2\r\n+OK\r\n"}
        assert past.get("count") == b"2"


def gone(line: socket.socket) -> bool:
    """Whether the line ended without another word; a reset is an end as well."""
    try:
        return line.recv(1024) == b""
    except ConnectionResetError:
        return True


def until(holds: Callable[[], bool]) -> None:
    """Ask again and again, for a while."""
    wait_until(holds, alive=lambda: True, log=Path("no log"))
