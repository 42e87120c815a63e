"""Room changes become coalesced frames of absolute state, encoded once per audience.

A frame is a hint, the database is the truth: the hub may lose anything and still converges,
because it compares the watched rooms' versions once a second in one query. A hint of a version
that never was holds up a room's frames until then and no longer.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from django.db import Error

from api.live.frames import frame
from api.live.loops import PerLoop
from api.live.outbox import Outbox
from api.live.presence import NOBODY, Here
from api.live.threads import in_thread
from core import bus, clock, tempo
from judging.models import Room
from judging.selectors.room_state import (
    Audience,
    Kind,
    hidden_entries,
    room_by_uid,
    room_snapshot,
    room_versions,
)
from judging.services.presence import presence_keep, presence_turn
from judging.services.screen_presence import screens_keep, screens_turn

YIELD_EVERY = 50
RECHECKS_PER_TICK = 20
# Consoles and emcees' pages of one room: each costs a send for every change.
WATCHERS_PER_ROOM = 1_000
_ALWAYS: Final = ("judge", "stage", "public")
_log = logging.getLogger("yisai.live")

Frames = dict[Audience, tuple[int, str]]


@dataclass(eq=False, slots=True)
class Watcher:
    """One socket watching one room; `recheck` asks again whether it still may."""

    room: UUID
    person_id: int | None
    audience: Audience
    outbox: Outbox
    recheck: Callable[[], Awaitable[None]]
    checked_at: float = 0.0
    # Whose presence the socket carries, and when it last said anything.
    here: Here = NOBODY
    heard_at: datetime | None = None


def frames_of(room_id: UUID, audiences: set[Audience]) -> Frames:
    """Each audience's frame with its version, encoded once (in a thread)."""
    made: Frames = {}
    for audience in audiences:
        shot = room_snapshot(room_id=room_id, audience=audience)
        if audience.kind == "public":
            # Without a version, which rises with what spectators are not told.
            text = orjson.dumps(shot["body"]).decode()
        else:
            text = frame("state", shot["body"], room=room_id, version=shot["v"])
        made[audience] = (shot["v"], text)
    return made


def _current(
    room_id: UUID, others: set[Audience], judges: list[int]
) -> tuple[Frames, dict[int, Audience]]:
    """Frames, and each judge's audience as the recusals stand now."""
    by_person: dict[int, Audience] = {}
    room = room_by_uid(room_id) if judges else None
    if room is not None:
        hidden = hidden_entries(room=room, person_ids=judges)
        by_person = {who: Audience("judge", hidden.get(who, frozenset())) for who in judges}
    return frames_of(room_id, others | set(by_person.values())), by_person


def _pace(kind: Kind) -> float:
    """Seconds between two frames of an audience."""
    return tempo.TEMPO.spectator_frame_s if kind == "public" else tempo.TEMPO.operator_frame_s


@dataclass(eq=False, slots=True)
class _Feed:
    """A watched room: who watches, which kinds of audience are due a frame and when."""

    room: UUID
    watchers: set[Watcher] = field(default_factory=set)
    version: int = -1
    dirty: set[Kind] = field(default_factory=set)
    next_at: dict[Kind, float] = field(default_factory=dict)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    # One object for each audience: a thousand watchers of one are told by a look which it is.
    audiences: dict[Audience, Audience] = field(default_factory=dict)

    def mark(self, version: int) -> None:
        """A newer version exists, as somebody says."""
        if version > self.version:
            self.correct(version)

    def correct(self, version: int) -> None:
        """The database says so, whatever a hint said before."""
        if version != self.version:
            self.version = version
            self.dirty |= {watcher.audience.kind for watcher in self.watchers}
            self.wake.set()


class Hub:
    """All watched rooms of one event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._feeds: dict[UUID, _Feed] = {}
        self._ticker: asyncio.Task[None] | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._kept_at = 0.0

    def join(self, watcher: Watcher) -> None:
        """Start watching; the caller sends the first state itself."""
        feed = self._feeds.get(watcher.room)
        if feed is None:
            feed = self._feeds[watcher.room] = _Feed(watcher.room)
            feed.task = self._loop.create_task(self._run(feed))
        watcher.checked_at = self._loop.time()
        watcher.audience = feed.audiences.setdefault(watcher.audience, watcher.audience)
        feed.watchers.add(watcher)
        if self._unsubscribe is None:
            self._unsubscribe = bus.subscribe(self._heard)
            self._ticker = self._loop.create_task(self._tick())

    def leave(self, watcher: Watcher) -> None:
        """Stop watching."""
        feed = self._feeds.get(watcher.room)
        if feed is None:
            return
        feed.watchers.discard(watcher)
        watcher.outbox.forget(watcher.room)
        if not feed.watchers:
            del self._feeds[watcher.room]
            if feed.task is not None:
                feed.task.cancel()
        if not self._feeds:
            self._rest()

    def has_place(self, watcher: Watcher) -> bool:
        """Whether one more may look on: judges and the hall's screens always may."""
        if watcher.audience.kind in _ALWAYS:
            return True
        feed = self._feeds.get(watcher.room)
        return feed is None or len(feed.watchers) < WATCHERS_PER_ROOM

    def _rest(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self._ticker is not None:
            self._ticker.cancel()
            self._ticker = None

    def _heard(self, room: UUID, version: int) -> None:
        """The bus calls this in the thread that committed."""
        with contextlib.suppress(RuntimeError):  # the loop is closing
            self._loop.call_soon_threadsafe(self._mark, room, version)

    def _mark(self, room: UUID, version: int) -> None:
        feed = self._feeds.get(room)
        if feed is not None:
            feed.mark(version)

    async def _run(self, feed: _Feed) -> None:
        """One room's frames: at once when it was quiet, else at the audience's pace."""
        while True:
            if not feed.dirty:
                feed.wake.clear()
                await feed.wake.wait()
            now = self._loop.time()
            due = {kind for kind in feed.dirty if feed.next_at.get(kind, 0.0) <= now}
            if not due:
                await asyncio.sleep(min(feed.next_at[kind] for kind in feed.dirty) - now)
                continue
            feed.dirty -= due
            for kind in due:
                feed.next_at[kind] = now + _pace(kind)
            try:
                await self._send(feed, due)
            except (Error, Room.DoesNotExist):
                _log.warning("hub.frame_failed", exc_info=True)
                feed.dirty |= due
                await asyncio.sleep(tempo.TEMPO.version_poll_s)

    async def _send(self, feed: _Feed, kinds: set[Kind]) -> None:
        watchers = [each for each in feed.watchers if each.audience.kind in kinds]
        judges = [
            each.person_id
            for each in watchers
            if each.audience.kind == "judge" and each.person_id is not None
        ]
        others = {id(each.audience): each.audience for each in watchers}
        distinct = {audience for audience in others.values() if audience.kind != "judge"}
        frames, by_person = await in_thread(_current, feed.room, distinct, judges)
        last: Audience | None = None
        made: tuple[int, str] | None = None
        for count, watcher in enumerate(watchers, 1):
            if watcher not in feed.watchers:
                continue
            if watcher.audience.kind == "judge" and watcher.person_id is not None:
                watcher.audience = by_person.get(watcher.person_id, watcher.audience)
            if watcher.audience is not last:
                last = watcher.audience
                made = frames.get(last)
            if made is not None:
                watcher.outbox.put_state(feed.room, *made)
            if count % YIELD_EVERY == 0:
                await asyncio.sleep(0)

    async def _tick(self) -> None:
        """The backstop for lost hints and for sockets that say nothing."""
        while True:
            await asyncio.sleep(tempo.TEMPO.version_poll_s)
            try:
                versions = await in_thread(room_versions, list(self._feeds))
                for room, version in versions.items():
                    if (feed := self._feeds.get(room)) is not None:
                        feed.correct(version)
                await self._presence()
                await self._recheck_silent()
            except Error:
                _log.warning("hub.poll_failed", exc_info=True)

    async def _presence(self) -> None:
        """Once a heartbeat who was heard here; each tick who fell silent, wherever they were."""
        rooms = [
            room
            for room, feed in self._feeds.items()
            if any(watcher.audience.kind != "public" for watcher in feed.watchers)
        ]
        if not rooms:
            return  # spectators alone: whoever holds the tablets' sockets looks after them
        heard: dict[int, datetime] = {}
        screens: dict[int, datetime] = {}
        if self._loop.time() - self._kept_at >= tempo.TEMPO.heartbeat_s:
            self._kept_at = self._loop.time()
            for watcher in [each for feed in self._feeds.values() for each in feed.watchers]:
                if watcher.heard_at is not None:
                    heard |= dict.fromkeys(watcher.here.seats, watcher.heard_at)
                    if watcher.here.screen is not None:
                        screens[watcher.here.screen] = watcher.heard_at
                    watcher.heard_at = None
        await in_thread(_presence_write, rooms, heard, screens)

    async def _recheck_silent(self) -> None:
        before = self._loop.time() - 2 * tempo.TEMPO.heartbeat_s
        silent = [
            watcher
            for feed in self._feeds.values()
            for watcher in feed.watchers
            if watcher.checked_at < before
        ]
        for watcher in silent[:RECHECKS_PER_TICK]:
            watcher.checked_at = self._loop.time()
            await watcher.recheck()


def _presence_write(
    rooms: list[UUID], heard: dict[int, datetime], screens: dict[int, datetime]
) -> None:
    now = clock.now()
    presence_keep(heard=heard)
    screens_keep(heard=screens)
    presence_turn(rooms=rooms, at=now)
    screens_turn(rooms=rooms, at=now)


hub: Final = PerLoop(Hub)
