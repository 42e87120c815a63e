"""Spectators of a room: one watcher in the hub however many look on, each frame made once.

A spectator holds no queue. Whoever falls behind is sent the newest state when the line takes it
again, and whoever takes nothing for a while is let go.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable
from operator import methodcaller
from typing import Any, Final
from uuid import UUID

import orjson
from django.db import Error

from api.live.hub import YIELD_EVERY, Watcher, frames_of, hub
from api.live.loops import PerLoop
from api.live.outbox import Outbox
from api.live.seats import Seat, time_event
from api.live.threads import in_thread
from api.pages.scene import scene_html, state_id
from core import tempo
from core.errors import Problem
from judging.models import Room
from judging.policy import room_spectate
from judging.selectors.room_state import Audience, room_by_uid

# 10 KB each: a process of its own holds these and stays below 150 MB.
MOST_IN_ALL = 5_000
# A hall shares one address, so this only keeps one machine from taking every place.
MOST_OF_ONE = 2_000
# One room's crowd leaves places to the rooms beside it.
MOST_OF_ROOM = 4_000
PUBLIC: Final = Audience("public")
_log = logging.getLogger("yisai.live")


class Show:
    """A room on air for its spectators: the newest state, drawn once per language."""

    def __init__(self, room: UUID) -> None:
        self.room = room
        self.is_over = False
        self.state_id = ""
        self.seats: set[Seat] = set()
        self._text = ""
        self._chunks: dict[str | None, bytes] = {}
        self._drawing: dict[str, asyncio.Task[None]] = {}
        self._outbox = Outbox()
        self._watcher = Watcher(room, None, PUBLIC, self._outbox, self.recheck)
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        """Join first, then read: what changes in between is read again."""
        hub().join(self._watcher)
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._run()), loop.create_task(self._beat())]

    def end(self) -> None:
        """Nobody looks on, or nobody may any more."""
        self.is_over = True
        hub().leave(self._watcher)
        for task in (*self._tasks, *self._drawing.values()):
            task.cancel()
        for seat in list(self.seats):
            seat.finish()

    def tell(self, seat: Seat) -> None:
        """Send one spectator what it has not; where there is nothing yet it comes of itself."""
        if self.is_over:
            seat.finish()
        elif self.state_id and self.state_id == seat.seen:
            seat.put()
        elif (chunk := self._chunks.get(seat.language)) is not None:
            seat.put(self.state_id, chunk)
        elif self.state_id and seat.language is not None:
            self._draw(seat.language)

    async def recheck(self) -> None:
        """The hub asks now and then: may they still, and has a team taken its name back?"""
        room = await in_thread(room_by_uid, self.room)
        if room is None or not room_spectate(room=room):
            gallery().close(self)
        else:
            await self._read()

    async def _run(self) -> None:
        """Take what the hub says and tell everybody; a store that is away is asked again."""
        try:
            await self._read()
        except (Error, Room.DoesNotExist):
            # The hub's poll brings the state; until then there is none.
            _log.warning("gallery.read_failed", exc_info=True)
        while (text := await self._outbox.take()) is not None:
            self._text = text
            self.state_id = state_id(text)
            self._chunks = {None: _event(self.state_id, text.encode())}
            await self._each(self.tell)

    async def _beat(self) -> None:
        """The server's time to everybody, and with it a sign that the line is open."""
        while True:
            await asyncio.sleep(tempo.TEMPO.spectator_beat_s)
            await self._each(methodcaller("beat", time_event()))

    async def _read(self) -> None:
        version, text = (await in_thread(frames_of, self.room, {PUBLIC}))[PUBLIC]
        self._outbox.put_state(self.room, version, text)

    async def _each(self, do: Callable[[Seat], None]) -> None:
        for count, seat in enumerate(list(self.seats), 1):
            do(seat)
            if count % YIELD_EVERY == 0:
                await asyncio.sleep(0)

    def _draw(self, language: str) -> None:
        if language not in self._drawing:
            drawing = asyncio.get_running_loop().create_task(self._drawn(language))
            self._drawing[language] = drawing

    async def _drawn(self, language: str) -> None:
        """Draw the newest picture, once however many look, and send it."""
        try:
            while language not in self._chunks:
                text, of = self._text, self.state_id
                made = _event(of, await in_thread(_picture, text, language))
                if of == self.state_id:
                    self._chunks[language] = made
        finally:
            del self._drawing[language]
        await self._each(lambda seat: self.tell(seat) if seat.language == language else None)


class Gallery:
    """All spectators of one event loop."""

    def __init__(self) -> None:
        self._shows: dict[UUID, Show] = {}
        self._addresses: Counter[str] = Counter()

    def enter(self, room: UUID, seat: Seat) -> Show:
        """A place before a room's show. Raises spectators_full."""
        if self._addresses.total() >= MOST_IN_ALL or self._addresses[seat.address] >= MOST_OF_ONE:
            raise Problem("spectators_full")
        show = self._shows.get(room)
        if show is not None and len(show.seats) >= MOST_OF_ROOM:
            raise Problem("spectators_full")
        if show is None:
            show = self._shows[room] = Show(room)
            show.begin()
        show.seats.add(seat)
        self._addresses[seat.address] += 1
        return show

    def is_on(self, room: UUID) -> bool:
        """Whether somebody looks at the room already."""
        return room in self._shows

    def leave(self, show: Show, seat: Seat) -> None:
        """The place is free; the last one to go turns the show off."""
        if seat not in show.seats:
            return
        show.seats.discard(seat)
        self._addresses[seat.address] -= 1
        if self._addresses[seat.address] <= 0:
            del self._addresses[seat.address]
        if not show.seats and not show.is_over:
            self.close(show)

    def close(self, show: Show) -> None:
        """End a show; whoever comes later begins another one."""
        if self._shows.get(show.room) is show:
            del self._shows[show.room]
        with contextlib.suppress(RuntimeError):  # the loop is closing
            show.end()


def _picture(text: str, language: str) -> bytes:
    """The event's data for who asked for a picture of the body in a language (in a thread)."""
    body: dict[str, Any] = orjson.loads(text)
    return orjson.dumps({"picture": scene_html(body, language)})


def _event(name: str, data: bytes) -> bytes:
    return b"id: %b\nevent: state\ndata: %b\n\n" % (name.encode(), data)


gallery: Final = PerLoop(Gallery)
