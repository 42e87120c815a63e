"""Whose sockets are open, and which of them another device replaces."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from api.live import crowd as crowd_module
from api.live.crowd import SOCKETS_PER_PERSON, Crowd, crowd
from api.live.rights import Presence
from core import bus
from core.bus_link import DEVICE, Hint

T0 = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


class Peer:
    """A socket that only closes."""

    def __init__(self):
        self.closed = []

    async def close(self, code):
        self.closed.append(code)

    async def recheck(self):
        raise AssertionError("nobody's rights changed")


@pytest.fixture
async def all_of():
    made = Crowd()
    yield made
    for member in list(made._members):
        made.leave(member)


def at(person, device=None):
    return Presence(person, device, f"session-{person}-{device}")


async def test_another_device_of_the_same_person_is_named_and_nobody_else(all_of):
    here, old, tab, console, colleague = (Peer() for _ in range(5))
    for member, presence in (
        (old, at(1, 10)),
        (here, at(1, 11)),
        (tab, at(1, 11)),
        (console, at(1)),
        (colleague, at(2, 12)),
    ):
        assert all_of.enter(member, presence, T0)
    assert all_of.others(here) == [old]
    assert all_of.others(console) == []
    assert all_of.others(Peer()) == []


async def test_a_person_has_so_many_and_no_more(all_of):
    peers = [Peer() for _ in range(SOCKETS_PER_PERSON)]
    assert all(all_of.enter(peer, at(1), T0) for peer in peers)
    late = Peer()
    assert not all_of.enter(late, at(1), T0)
    assert all_of.enter(late, at(2), T0)
    all_of.leave(peers[0])
    assert all_of.enter(Peer(), at(1), T0)


async def test_an_address_is_full_for_browsers_and_never_for_bound_tablets(all_of, monkeypatch):
    monkeypatch.setattr(crowd_module, "SOCKETS_PER_ADDRESS", 2)
    first = Peer()
    assert all_of.enter(first, at(1), T0, "10.0.0.1")
    assert all_of.enter(Peer(), at(2, 7), T0, "10.0.0.1")
    assert all_of.full(at(3), "10.0.0.1") == "address"
    assert not all_of.enter(Peer(), at(3), T0, "10.0.0.1")
    assert all_of.enter(Peer(), at(3), T0, "10.0.0.2")
    assert all_of.enter(Peer(), at(4, 8), T0, "10.0.0.1")
    all_of.leave(first)
    assert all_of.full(at(3), "10.0.0.1") == "address"  # two tablets are there still


async def test_a_hall_behind_one_address_finds_places(all_of):
    """A hundred judges and three hundred viewers, each with a second socket as after a reload."""
    for person in range(400):
        for _ in range(2):
            assert all_of.enter(Peer(), at(person), T0, "10.0.0.1")


async def test_leaving_twice_harms_nobody(all_of):
    peer = Peer()
    all_of.enter(peer, at(1), T0)
    all_of.leave(peer)
    all_of.leave(peer)
    assert not all_of._addresses


async def test_a_device_in_another_process_closes_older_sockets_and_no_younger_ones(all_of):
    old, younger, same, console, colleague = (Peer() for _ in range(5))
    for member, presence, entered in (
        (old, at(1, 10), T0),
        (younger, at(1, 12), T0 + timedelta(seconds=5)),
        (same, at(1, 11), T0),
        (console, at(1), T0),
        (colleague, at(2, 10), T0),
    ):
        assert all_of.enter(member, presence, entered)
    said = Hint(DEVICE, "1", (11, int((T0 + timedelta(seconds=2)).timestamp() * 1e6)))
    await asyncio.to_thread(bus._heard, said)
    await asyncio.sleep(0.05)
    assert [peer.closed for peer in (old, younger, same, console, colleague)] == [
        [4409],
        [],
        [],
        [],
        [],
    ]


async def test_two_devices_that_begin_at_once_do_not_end_each_other(all_of):
    """Both are in before either says hello; the later hello wins in both processes."""
    here = Peer()
    assert all_of.enter(here, at(1, 10), T0)
    all_of.goes_on(here, T0 + timedelta(seconds=3))
    for second, closed in ((2, []), (4, [4409])):
        moment = int((T0 + timedelta(seconds=second)).timestamp() * 1e6)
        await asyncio.to_thread(bus._heard, Hint(DEVICE, "1", (11, moment)))
        await asyncio.sleep(0.05)
        assert here.closed == closed


async def test_one_crowd_for_each_loop():
    here = crowd()
    assert crowd() is here
    elsewhere = await asyncio.to_thread(lambda: asyncio.run(_theirs()))
    assert elsewhere is not here


async def _theirs():
    return crowd()
