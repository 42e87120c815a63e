"""The open sockets of this process by person: how many, and from which device.

A judge scores from one device at a time: where the session of a newer socket is bound to
another device, the older device is told so and may take over again by a tap. Tabs of one device
stand beside each other; the client elects the one that sends.
"""

import asyncio
from typing import Protocol
from weakref import WeakKeyDictionary

# A console, its second screen and a few tabs: more is a loop that opens and forgets.
SOCKETS_PER_PERSON = 24


class Member(Protocol):
    """A socket as the crowd sees it."""

    async def close(self, code: int) -> None:
        """Close it with a code."""


class Crowd:
    """Sockets of one event loop."""

    def __init__(self) -> None:
        self._by_person: dict[int, dict[Member, int | None]] = {}

    def enter(self, member: Member, person_id: int, device_id: int | None) -> bool:
        """Count the socket in; False where the person has too many already."""
        theirs = self._by_person.setdefault(person_id, {})
        if member not in theirs and len(theirs) >= SOCKETS_PER_PERSON:
            return False
        theirs[member] = device_id
        return True

    def leave(self, member: Member, person_id: int) -> None:
        """The socket is gone."""
        theirs = self._by_person.get(person_id, {})
        theirs.pop(member, None)
        if not theirs:
            self._by_person.pop(person_id, None)

    def others(self, member: Member, person_id: int) -> list[Member]:
        """The person's sockets on another device than this one's; none for an unbound socket."""
        theirs = self._by_person.get(person_id, {})
        mine = theirs.get(member)
        if mine is None:
            return []
        return [each for each, device in theirs.items() if device not in {None, mine}]


_crowds: WeakKeyDictionary[asyncio.AbstractEventLoop, Crowd] = WeakKeyDictionary()


def crowd() -> Crowd:
    """The crowd of the running loop."""
    return _crowds.setdefault(asyncio.get_running_loop(), Crowd())
