"""The socket of judges, consoles and screens: transport, no rules."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import UUID

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer
from django.db import InterfaceError, OperationalError

from api.live import builds, schema
from api.live.addresses import address_of
from api.live.budget import Budget, Verdict
from api.live.commands import command_run
from api.live.crowd import crowd
from api.live.frames import frame, frame_id, refused, shaped
from api.live.hub import Watcher, hub
from api.live.lines import Line
from api.live.outbox import Outbox
from api.live.presence import somebody_is_here, tablet_says
from api.live.readings import readings
from api.live.rights import Presence
from api.live.scoring import operations_acknowledge
from api.live.server_frames import Crowded
from api.live.sessions import Identity, identify
from api.live.threads import in_thread
from api.parsers import strict_json
from core import clock, tempo
from core.db.faults import store_problem
from core.errors import Problem
from core.viewer import POLICY_VERSION
from judging.selectors.room_state import Audience, room_audience, room_by_uid

_log = logging.getLogger("yisai.live")

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
SEND_SECONDS = 5.0
# A tablet tells of itself once a minute; more often than this it is refused.
TELL_SECONDS = 5.0
MOST_TASKS = 16
# How old the session may be that a frame is trusted with; what is read or commanded is always
# checked anew, and every score operation is checked against its seat in the transaction.
_TRUSTED_S = {"ops": 1.0, "ping": 10.0, "hello": 10.0, "unwatch": 10.0, "device": 1.0}


class LiveConsumer(AsyncConsumer):  # type: ignore[misc]
    """One socket. `dispatch` is ours: no hop to a database thread for every frame."""

    scope: dict[str, Any]
    base_send: Send

    def __init__(self) -> None:
        self.identity: Identity | None = None
        self.outbox = Outbox()
        self.watching: dict[UUID, Watcher] = {}
        self._budget = Budget(time.monotonic())
        self._checked = 0.0
        self._told = float("-inf")
        self._closed = False
        # Mostly empty and never long: a list is a fourth of a set.
        self._tasks: list[asyncio.Task[None]] = []
        self._line: Line | None = None

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Nothing but the socket is listened to, so one task does it, where Channels takes two."""
        self.scope, self.base_send = scope, send
        with contextlib.suppress(StopConsumer):
            while True:
                await self.dispatch(await receive())

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Connect, read or end; everything else a server may send is ignored."""
        kind = message["type"]
        if kind == "websocket.connect":
            await self._connect()
        elif kind == "websocket.receive":
            await self._receive(message)
        elif kind == "websocket.disconnect":
            self._end()
            raise StopConsumer

    async def _connect(self) -> None:
        offered = self.scope.get("subprotocols", [])
        chosen = schema.SUBPROTOCOL if schema.SUBPROTOCOL in offered else None
        # Accepted first: a close code reaches a browser only on an open socket.
        await self.base_send({"type": "websocket.accept", "subprotocol": chosen})
        if chosen is None:
            await self.close(schema.CLOSE_BAD_FRAME)
            return
        try:
            known = await self._identified()
        except (OperationalError, InterfaceError):
            await self.close(schema.CLOSE_RESTART)
            return
        if not known:
            await self.close(schema.CLOSE_SIGN_IN)
        elif (why := self._enter()) is not None:
            await self.close(schema.CLOSE_TOO_MANY, why)
        else:
            self._begin_sending()

    def _begin_sending(self) -> None:
        self._line = Line(
            self.base_send, self.outbox, seconds=SEND_SECONDS, too_slow=self._close_too_slow
        )
        self._line.begin()

    def _enter(self) -> Crowded | None:
        """Take a place; what there is too much of where there is none."""
        assert self.identity is not None
        viewer, address = self.identity.viewer, address_of(self.scope)
        presence = Presence(viewer.person_id, viewer.device_id, self.identity.session_key)
        why = crowd().full(presence, address)
        if why is None:
            crowd().enter(self, presence, clock.now(), address)
        return why

    async def _receive(self, message: dict[str, Any]) -> None:
        if self._closed:
            return
        data = (message.get("text") or "").encode()
        if not data or len(data) > schema.MOST_BYTES_IN:
            await self.close(schema.CLOSE_BAD_FRAME)
            return
        for watcher in self.watching.values():
            watcher.heard_at = clock.now()
        verdict = self._budget.spend(time.monotonic())
        if verdict is Verdict.CLOSE:
            await self.close(schema.CLOSE_TOO_MANY, "frames")
            return
        if verdict is Verdict.REFUSE:
            self._refuse(Problem("too_many_requests"), frame_id(data))
            return
        try:
            sent = shaped(strict_json(data), schema.ClientFrame)
            body = self._body(sent)
        except Problem as problem:
            if problem.code == "request_malformed":
                await self.close(schema.CLOSE_BAD_FRAME)
            else:
                self._refuse(problem, frame_id(data))
            return
        await self._spawn(sent, body)

    def _body(self, sent: schema.ClientFrame) -> schema.Closed:
        shape = schema.CLIENT_BODIES.get(sent.t)
        if shape is None:
            raise Problem("field_invalid", fields={"t": ["unknown"]})
        if sent.t in {"watch", "unwatch"} and sent.room is None:
            raise Problem("field_invalid", fields={"room": ["required"]})
        return shaped(sent.body or {}, shape, "body.")

    async def _spawn(self, sent: schema.ClientFrame, body: schema.Closed) -> None:
        """Work on a frame beside the others: a commit never keeps a heartbeat waiting."""
        if len(self._tasks) >= MOST_TASKS:
            self._refuse(Problem("too_many_requests"), sent.id)
            return
        task = asyncio.create_task(self._work(sent, body))
        self._tasks.append(task)
        task.add_done_callback(self._tasks.remove)

    async def _work(self, sent: schema.ClientFrame, body: schema.Closed) -> None:
        try:
            if not await self._identified(_TRUSTED_S.get(sent.t, 0.0)):
                await self.close(schema.CLOSE_SIGN_IN)
                return
            await self._handler(sent, body)
        except Problem as problem:
            self._refuse(problem, sent.id)
        except Exception as error:  # noqa: BLE001 - our fault is told like any other refusal
            failed = store_problem(error)
            if failed is None:
                _log.exception("live.frame_failed", extra={"frame": sent.t})
            self._refuse(failed or Problem("server_fault"), sent.id)

    def _handler(self, sent: schema.ClientFrame, body: schema.Closed) -> Coroutine[Any, Any, None]:
        match body:
            case schema.HelloBody():
                return self._hello(sent, body)
            case schema.OpsBody():
                return self._ops(sent, body)
            case schema.CommandBody():
                return self._command(sent, body)
            case schema.DeviceBody():
                return self._device(sent, body)
        if sent.t == "ping":
            return self._ping(sent)
        assert sent.room is not None
        return self._watch(sent.room) if sent.t == "watch" else self._unwatch(sent.room)

    async def _hello(self, sent: schema.ClientFrame, body: schema.HelloBody) -> None:
        if builds.is_too_old(body.build) and body.pending == 0:
            await self.close(schema.CLOSE_TOO_OLD)
            return
        await self._replace_others()
        self.outbox.put(frame("welcome", self._welcome(), reply_to=sent.id))

    async def _replace_others(self) -> None:
        """A judge goes on here: what the same person left open on another device ends."""
        for other in crowd().others(self):
            await other.close(schema.CLOSE_REPLACED)
        crowd().goes_on(self, clock.now())

    def _welcome(self) -> dict[str, Any]:
        waits = {
            "heartbeat_s": str(tempo.TEMPO.heartbeat_s),
            "offline_s": str(tempo.TEMPO.offline_s),
            "undo_s": str(tempo.TEMPO.undo_s),
        }
        return {
            "server_time": clock.instant_text(clock.now()),
            "build": schema.BUILD,
            "policy_version": POLICY_VERSION,
            "tempo": waits,
        }

    async def _ping(self, sent: schema.ClientFrame) -> None:
        body = {"server_time": clock.instant_text(clock.now())}
        self.outbox.put(frame("pong", body, reply_to=sent.id))

    async def _device(self, sent: schema.ClientFrame, body: schema.DeviceBody) -> None:
        person_id, now = self._person(), time.monotonic()
        if now - self._told < TELL_SECONDS:
            raise Problem("too_many_requests")
        self._told = now
        await in_thread(tablet_says, body, person_id, clock.now())
        await self._ping(sent)

    async def _ops(self, sent: schema.ClientFrame, body: schema.OpsBody) -> None:
        assert self.identity is not None
        judge_id = self._person()
        outcomes = await operations_acknowledge(body.ops, judge_id=judge_id)
        answer = {"outcomes": outcomes, "server_time": clock.instant_text(clock.now())}
        self.outbox.put(frame("ack", answer, reply_to=sent.id))

    async def _command(self, sent: schema.ClientFrame, body: schema.CommandBody) -> None:
        assert self.identity is not None
        self._person()
        done = await in_thread(
            command_run,
            identity=self.identity,
            slot_id=body.slot,
            verb=body.verb,
            code=body.code,
            seen=body.seen,
            at=clock.now(),
        )
        answer = {**done, "server_time": clock.instant_text(clock.now())}
        self.outbox.put(frame("ack", answer, reply_to=sent.id))

    def _person(self) -> int:
        """Who acts. Raises sign_in_required: a hall's screen looks and does nothing."""
        assert self.identity is not None
        person_id = self.identity.viewer.person_id
        if person_id is None:
            raise Problem("sign_in_required")
        return person_id

    async def _watch(self, room: UUID) -> None:
        audience = await in_thread(self._audience, room)
        if audience is None:
            await self.close(schema.CLOSE_UNKNOWN_ROOM)
            return
        await self._show(room, audience)

    async def _show(self, room: UUID, audience: Audience) -> None:
        """Join first, then the snapshot: what changes in between is sent again."""
        assert self.identity is not None
        await self._unwatch(room)
        viewer = self.identity.viewer
        here = await in_thread(somebody_is_here, room, audience, viewer, clock.now())
        watcher = Watcher(room, viewer.person_id, audience, self.outbox, self.recheck, here=here)
        if not hub().has_place(watcher):
            await self.close(schema.CLOSE_TOO_MANY, "room")
            return
        self.watching[room] = watcher
        hub().join(watcher)
        version, text = await readings().state(room, audience)
        if self.watching.get(room) is watcher:
            self.outbox.put_state(room, version, text)

    async def _unwatch(self, room: UUID) -> None:
        watcher = self.watching.pop(room, None)
        if watcher is not None:
            hub().leave(watcher)

    def _audience(self, uid: UUID) -> Audience | None:
        room = room_by_uid(uid)
        if room is None or self.identity is None:
            return None
        return room_audience(viewer=self.identity.viewer, room=room)

    async def _identified(self, trusted_s: float = 0.0) -> bool:
        """Who this is, asked again unless that was known a moment ago."""
        now = time.monotonic()
        if self.identity is not None and now - self._checked < trusted_s:
            return True
        self.identity = await in_thread(identify, self.scope)
        self._checked = now
        for watcher in self.watching.values():
            watcher.checked_at = asyncio.get_running_loop().time()
        return self.identity is not None

    async def recheck(self) -> None:
        """Rights may have changed while nothing came in."""
        if not await self._identified():
            await self.close(schema.CLOSE_SIGN_IN)
            return
        for room, watcher in list(self.watching.items()):
            audience = await in_thread(self._audience, room)
            if audience is None:
                await self.close(schema.CLOSE_RIGHTS_CHANGED)
                return
            if audience != watcher.audience:
                await self._show(room, audience)

    def _refuse(self, problem: Problem, reply_to: str | int | None) -> None:
        language = self.identity.language if self.identity else "zh-hans"
        self.outbox.put(refused(problem, language, reply_to))

    async def _close_too_slow(self) -> None:
        await self.close(schema.CLOSE_TOO_SLOW)

    async def close(self, code: int, why: Crowded | None = None) -> None:
        """Say why and close, once."""
        if self._closed:
            return
        self._closed = True
        self._leave_all()
        if self._line is not None:
            self._line.stop()
        # A socket that takes nothing cannot be told either.
        with contextlib.suppress(Exception):
            async with asyncio.timeout(1.0):
                if code != schema.CLOSE_TOO_SLOW:
                    text = frame("closing", {"code": code} | ({"why": why} if why else {}))
                    await self.base_send({"type": "websocket.send", "text": text})
                await self.base_send({"type": "websocket.close", "code": code})

    def _end(self) -> None:
        self._closed = True
        self._leave_all()
        if self._line is not None:
            self._line.stop()

    def _leave_all(self) -> None:
        crowd().leave(self)
        for watcher in self.watching.values():
            hub().leave(watcher)
        self.watching.clear()
