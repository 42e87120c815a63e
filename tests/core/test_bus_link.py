"""Hints between processes: they arrive, cost nobody time, and a dead server is only silence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from redis import Redis

from core import bus_link
from core.bus_link import DEVICE, MOST_WAITING, ROOM, Hint, Link, channel_of, hints_of, message_of
from tests.servers.process import wait_until

SECONDS = 20.0


class Ear:
    """What one link heard."""

    def __init__(self) -> None:
        self.heard: list[Hint] = []

    def __call__(self, hint: Hint) -> None:
        self.heard.append(hint)

    def until(self, *hints: Hint) -> None:
        deadline = time.monotonic() + SECONDS
        while not set(hints) <= set(self.heard):
            assert time.monotonic() < deadline, self.heard
            time.sleep(0.01)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(bus_link, "LONGEST_WAIT_S", 0.2)


@pytest.fixture
def link(valkey_server):
    made = []

    def make(url: str = valkey_server.url) -> Link:
        made.append(Link(url))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def listening(link: Link, ear: Ear, valkey_server) -> None:
    """Start to listen and wait until the server knows it."""
    with Redis.from_url(valkey_server.url) as client:
        before = client.pubsub_numsub(link.channel)[0][1]
        link.listen(ear)
        deadline = time.monotonic() + SECONDS
        while client.pubsub_numsub(link.channel)[0][1] <= before:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_others_hear_it_and_nobody_hears_itself(link, valkey_server):
    here, there, own, theirs = link(), link(), Ear(), Ear()
    listening(here, own, valkey_server)
    listening(there, theirs, valkey_server)
    here.tell(Hint(ROOM, "a", (1,)))
    here.tell(Hint(DEVICE, "7", (11, 5)))
    theirs.until(Hint(ROOM, "a", (1,)), Hint(DEVICE, "7", (11, 5)))
    there.tell(Hint(ROOM, "b", (2,)))
    own.until(Hint(ROOM, "b", (2,)))
    assert [hint.key for hint in own.heard] == ["b"]


def test_another_installation_on_the_same_server_is_not_heard(link, valkey_server, settings):
    """A copy has the same people and rooms: by another key or another number it is elsewhere."""
    ear, ours, copy = Ear(), link(), link(f"{valkey_server.url}/1")
    listening(link(), ear, valkey_server)
    settings.SECRET_KEY = "another"
    staging = link()
    assert len({each.channel for each in (ours, copy, staging)}) == 3
    with Redis.from_url(valkey_server.url) as client:
        for each in (copy, staging, ours):
            told = published(client) + 1
            each.tell(Hint(ROOM if each is ours else DEVICE, "7", (11, 5)))
            until(partial(lambda count: published(client) >= count, told))
    ear.until(Hint(ROOM, "7", (11, 5)))
    assert [hint.kind for hint in ear.heard] == [ROOM]


def published(client: Redis) -> int:
    """How many messages the server was ever given."""
    return client.info("commandstats").get("cmdstat_publish", {}).get("calls", 0)


def until(holds: Callable[[], bool]) -> None:
    """Ask again and again, for a while."""
    wait_until(holds, alive=lambda: True, log=Path("no log"))


def test_a_message_that_makes_no_sense_harms_nobody(link, valkey_server):
    ear, other = Ear(), link()
    listening(link(), ear, valkey_server)
    with Redis.from_url(valkey_server.url) as client:
        for nonsense in (b"", b"{", b"[1]", b'["x", [["room"]]]', b'["x", [[1, 2, "y"]]]', b"\xff"):
            client.publish(channel_of(valkey_server.url), nonsense)
    other.tell(Hint(ROOM, "after", (1,)))
    ear.until(Hint(ROOM, "after", (1,)))


def test_what_waits_is_the_newest_of_each_and_bounded(link):
    away = link("redis://127.0.0.1:1/0")
    for version in range(50):
        for room in range(200):
            away.tell(Hint(ROOM, str(room), (version,)))
    assert away.waiting() <= 200
    for room in range(2 * MOST_WAITING):
        away.tell(Hint(ROOM, str(room), (1,)))
    assert away.waiting() <= MOST_WAITING


def test_a_killed_server_is_found_again(link, valkey_server):
    here, there, ear = link(), link(), Ear()
    listening(there, ear, valkey_server)
    here.tell(Hint(ROOM, "before", (1,)))
    ear.until(Hint(ROOM, "before", (1,)))
    valkey_server.kill()
    try:
        for number in range(100):
            here.tell(Hint(ROOM, str(number), (1,)))
    finally:
        valkey_server.start()
    deadline, number = time.monotonic() + SECONDS, 0
    while not any(hint.key.startswith("after") for hint in ear.heard):
        assert time.monotonic() < deadline
        here.tell(Hint(ROOM, f"after {(number := number + 1)}", (1,)))
        time.sleep(0.05)


def test_nobody_waits_for_a_server_that_hangs(link, valkey_server):
    """A thousand tellings while the sender is stuck in one: the caller returns from each."""
    here = link()
    here.tell(Hint(ROOM, "warm", (1,)))
    valkey_server.freeze()
    done = threading.Event()

    def tell() -> None:
        for number in range(1000):
            here.tell(Hint(ROOM, str(number), (1,)))
        done.set()

    try:
        threading.Thread(target=tell, daemon=True).start()
        # The server is frozen until we thaw it: whoever waited for its answer would not be back.
        assert done.wait(SECONDS)
        assert not valkey_server.answers()
    finally:
        valkey_server.thaw()
    until(lambda: here.waiting() == 0)


def test_a_message_and_back():
    hints = [Hint(ROOM, "a", (3,)), Hint(DEVICE, "1", (2, 9))]
    message = message_of("me", hints).encode()
    assert hints_of(message, without="me") == []
    assert hints_of(message, without="you") == hints
