"""Open sockets lose what their person lost, within a second and without a frame from them.

Three queries a second for all sockets of the process, however many they are. A socket that any
of them names asks again who it is, which closes it or shows it what it may still see.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import Error

from api.live.threads import in_thread
from core import clock, tempo
from core.selectors.rights import devices_gone, people_moved, sessions_gone
from core.services.devices import devices_seen

# Far longer than a transaction may take: a role that ended `at` its arrival is seen after its
# commit. Asking a socket again a few times costs little.
LOOK_BACK = timedelta(seconds=10)
# The desk reads when a tablet was last there; half a minute is near enough.
SEEN_EVERY_TURNS = 30
_log = logging.getLogger("yisai.live")


@dataclass(frozen=True, slots=True)
class Presence:
    """Who sits behind a socket: what of it may end. A screen has no person."""

    person_id: int | None
    device_id: int | None
    session_key: str

    @property
    def owner(self) -> tuple[int | None, int | None]:
        """Whose sockets are counted together: a person's, or a screen's own."""
        return (self.person_id, None if self.person_id is not None else self.device_id)


class Member(Protocol):
    """A socket as the watch sees it."""

    async def recheck(self) -> None:
        """Ask again who this is and what it may see."""

    async def close(self, code: int) -> None:
        """Close it with a code."""


def presences_moved(presences: set[Presence], at: datetime) -> set[Presence]:
    """Those whose session, device or memberships changed (in a thread)."""
    sessions = sessions_gone(keys={each.session_key for each in presences}, at=at)
    devices = devices_gone(ids={each.device_id for each in presences if each.device_id}, at=at)
    persons = {each.person_id for each in presences if each.person_id is not None}
    people = people_moved(ids=persons, since=at - LOOK_BACK, at=at)
    return {
        each
        for each in presences
        if each.session_key in sessions or each.device_id in devices or each.person_id in people
    }


def _seen(ids: set[int], at: datetime) -> None:
    """The tablets behind open sockets are there (in a thread)."""
    if ids:
        devices_seen(ids=ids, at=at)


async def watch_rights(members: dict[Member, Presence]) -> None:
    """Look at `members` (which others change meanwhile) once a second, for ever."""
    turn = 0
    while True:
        await asyncio.sleep(tempo.TEMPO.version_poll_s)
        presences = set(members.values())
        if not presences:
            continue
        try:
            moved = await in_thread(presences_moved, presences, clock.now())
            if turn % SEEN_EVERY_TURNS == 0:
                ids = {each.device_id for each in presences if each.device_id}
                await in_thread(_seen, ids, clock.now())
            turn += 1
        except Error:
            _log.warning("rights.watch_failed", exc_info=True)
            continue
        await _ask_again(each for each, who in list(members.items()) if who in moved)


async def _ask_again(members: Iterable[Member]) -> None:
    for member in members:
        try:
            await member.recheck()
        except Exception:  # noqa: BLE001 - one socket's fault keeps nobody else's rights open
            _log.warning("rights.recheck_failed", exc_info=True)
