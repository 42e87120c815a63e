"""Whose sockets are open, and which of them another device replaces."""

import asyncio

import pytest

from api.live.crowd import SOCKETS_PER_PERSON, Crowd, crowd
from api.live.rights import Presence


class Peer:
    """A socket that only closes."""

    async def close(self, code):
        raise AssertionError("nobody was to be closed")

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
        assert all_of.enter(member, presence)
    assert all_of.others(here) == [old]
    assert all_of.others(console) == []
    assert all_of.others(Peer()) == []


async def test_a_person_has_so_many_and_no_more(all_of):
    peers = [Peer() for _ in range(SOCKETS_PER_PERSON)]
    assert all(all_of.enter(peer, at(1)) for peer in peers)
    late = Peer()
    assert not all_of.enter(late, at(1))
    assert all_of.enter(late, at(2))
    all_of.leave(peers[0])
    assert all_of.enter(Peer(), at(1))


async def test_leaving_twice_harms_nobody(all_of):
    peer = Peer()
    all_of.enter(peer, at(1))
    all_of.leave(peer)
    all_of.leave(peer)


async def test_one_crowd_for_each_loop():
    here = crowd()
    assert crowd() is here
    elsewhere = await asyncio.to_thread(lambda: asyncio.run(_theirs()))
    assert elsewhere is not here


async def _theirs():
    return crowd()
