"""The open sockets of this process by person: how many, and from which device.

A judge scores from one device at a time: where the session of a newer socket is bound to
another device, the older device is told so and may take over again by a tap. Tabs of one device
stand beside each other; the client elects the one that sends.
"""

import asyncio
from typing import Final

from api.live.loops import PerLoop
from api.live.rights import Member, Presence, watch_rights

# A console, its second screen and a few tabs: more is a loop that opens and forgets.
SOCKETS_PER_PERSON = 24


class Crowd:
    """Sockets of one event loop; while there are any, their rights are watched."""

    def __init__(self) -> None:
        self._members: dict[Member, Presence] = {}
        self._by_person: dict[int, set[Member]] = {}
        self._watch: asyncio.Task[None] | None = None

    def enter(self, member: Member, presence: Presence) -> bool:
        """Count the socket in; False where the person has too many already."""
        theirs = self._by_person.setdefault(presence.person_id, set())
        if member not in theirs and len(theirs) >= SOCKETS_PER_PERSON:
            return False
        theirs.add(member)
        self._members[member] = presence
        if self._watch is None:
            self._watch = asyncio.get_running_loop().create_task(watch_rights(self._members))
        return True

    def leave(self, member: Member) -> None:
        """The socket is gone."""
        presence = self._members.pop(member, None)
        if presence is None:
            return
        theirs = self._by_person[presence.person_id]
        theirs.discard(member)
        if not theirs:
            del self._by_person[presence.person_id]
        if not self._members and self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def others(self, member: Member) -> list[Member]:
        """The same person's sockets on another device; none for a socket without device."""
        mine = self._members.get(member)
        if mine is None or mine.device_id is None:
            return []
        theirs = self._by_person[mine.person_id]
        return [
            each for each in theirs if self._members[each].device_id not in {None, mine.device_id}
        ]


crowd: Final = PerLoop(Crowd)
