"""Whose sockets are open, and which of them another device replaces."""

import asyncio

from api.live.crowd import SOCKETS_PER_PERSON, Crowd, crowd


class Peer:
    """A socket that only closes."""

    def __init__(self):
        self.closed = []

    async def close(self, code):
        self.closed.append(code)


def test_another_device_of_the_same_person_is_named_and_nobody_else():
    here, old, tab, console, colleague = (Peer() for _ in range(5))
    all_of = Crowd()
    for member, person, device in (
        (old, 1, 10),
        (here, 1, 11),
        (tab, 1, 11),
        (console, 1, None),
        (colleague, 2, 12),
    ):
        assert all_of.enter(member, person, device)
    assert all_of.others(here, 1) == [old]
    assert all_of.others(console, 1) == []


def test_a_person_has_so_many_and_no_more():
    all_of, peers = Crowd(), [Peer() for _ in range(SOCKETS_PER_PERSON)]
    assert all(all_of.enter(peer, 1, None) for peer in peers)
    late = Peer()
    assert not all_of.enter(late, 1, None)
    assert all_of.enter(late, 2, None)
    all_of.leave(peers[0], 1)
    assert all_of.enter(Peer(), 1, None)


def test_leaving_twice_harms_nobody():
    all_of, peer = Crowd(), Peer()
    all_of.enter(peer, 1, None)
    all_of.leave(peer, 1)
    all_of.leave(peer, 1)


async def test_one_crowd_for_each_loop():
    here = crowd()
    assert crowd() is here
    elsewhere = await asyncio.to_thread(lambda: asyncio.run(_theirs()))
    assert elsewhere is not here


async def _theirs():
    return crowd()
