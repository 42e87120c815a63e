"""The open sockets of this process by person: how many, and from which device.

A judge scores from one device at a time: where the session of a newer socket is bound to
another device, the older device is told so and may take over again by a tap. Tabs of one device
stand beside each other; the client elects the one that sends.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final

from api.live import schema
from api.live.loops import PerLoop
from api.live.rights import Member, Presence, watch_rights
from api.live.server_frames import Crowded
from core import bus

# A console, its second screen and a few tabs: more is a loop that opens and forgets.
SOCKETS_PER_PERSON = 24
# A hall shares one address: a hundred judges and three hundred viewers have five each. Spectators
# without a sign-in hold no socket and are counted apart (`gallery`): they take no place here.
SOCKETS_PER_ADDRESS = 2_000


class Crowd:
    """Sockets of one event loop; while there are any, their rights are watched."""

    def __init__(self) -> None:
        self._members: dict[Member, Presence] = {}
        self._by_owner: dict[tuple[int | None, int | None], set[Member]] = {}
        self._addresses: Counter[str] = Counter()
        self._from: dict[Member, str] = {}
        self._since: dict[Member, int] = {}  # µs since 1970: entered, or went on here
        self._closing: set[asyncio.Task[None]] = set()
        self._watch: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()
        self._unsubscribe: Callable[[], None] | None = None

    def full(self, presence: Presence, address: str = "") -> Crowded | None:
        """Why one socket more has no place: the person's or the address's are taken.

        A tablet or screen that the desk bound always finds its place, whatever its address.
        """
        if len(self._by_owner.get(presence.owner, ())) >= SOCKETS_PER_PERSON:
            return "person"
        if presence.device_id is None and self._addresses[address] >= SOCKETS_PER_ADDRESS:
            return "address"
        return None

    def enter(self, member: Member, presence: Presence, at: datetime, address: str = "") -> bool:
        """Count the socket in; False where it has no place (`full` says why)."""
        if member in self._members:
            return True
        if self.full(presence, address) is not None:
            return False
        self._by_owner.setdefault(presence.owner, set()).add(member)
        self._addresses[address] += 1
        self._from[member] = address
        self._members[member] = presence
        self._since[member] = _moment(at)
        if self._watch is None:
            self._watch = self._loop.create_task(watch_rights(self._members))
            self._unsubscribe = bus.subscribe_devices(self._heard)
        return True

    def leave(self, member: Member) -> None:
        """The socket is gone."""
        presence = self._members.pop(member, None)
        if presence is None:
            return
        del self._since[member]
        address = self._from.pop(member)
        self._addresses[address] -= 1
        if not self._addresses[address]:
            del self._addresses[address]
        theirs = self._by_owner[presence.owner]
        theirs.discard(member)
        if not theirs:
            del self._by_owner[presence.owner]
        if not self._members and self._watch is not None:
            self._watch.cancel()
            self._watch = None
            if self._unsubscribe is not None:
                self._unsubscribe()
                self._unsubscribe = None

    def others(self, member: Member) -> list[Member]:
        """The same person's sockets on another device; none for a socket without device."""
        mine = self._members.get(member)
        if mine is None or mine.device_id is None:
            return []
        theirs = self._by_owner[mine.owner]
        return [
            each for each in theirs if self._members[each].device_id not in {None, mine.device_id}
        ]

    def goes_on(self, member: Member, at: datetime) -> None:
        """The person goes on here at that moment: what began elsewhere before it ends, this stays.

        Two devices that begin at once in two processes must not end each other.
        """
        presence = self._members.get(member)
        if presence is None or presence.person_id is None:
            return
        if presence.device_id is not None:
            self._since[member] = _moment(at)
            bus.device_goes_on(person_id=presence.person_id, device_id=presence.device_id, at=at)

    def _heard(self, person_id: int, device_id: int, moment: int) -> None:
        """The bus calls this in a thread of its own."""
        with contextlib.suppress(RuntimeError):  # the loop is closing
            self._loop.call_soon_threadsafe(self._replace, person_id, device_id, moment)

    def _replace(self, person_id: int, device_id: int, moment: int) -> None:
        """The person went on elsewhere at that moment: older sockets on other devices end."""
        for member in self._by_owner.get((person_id, None), ()):
            theirs = self._members[member].device_id
            if theirs not in {None, device_id} and self._since[member] < moment:
                closing = self._loop.create_task(member.close(schema.CLOSE_REPLACED))
                self._closing.add(closing)
                closing.add_done_callback(self._closing.discard)


def _moment(at: datetime) -> int:
    return int(at.timestamp() * 1e6)


crowd: Final = PerLoop(Crowd)
