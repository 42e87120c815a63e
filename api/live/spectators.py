"""GET /sse/v1/rooms/<room>: what anybody may see of a room, as server-sent events.

`state` is the whole state and carries its id; `time` is the server's clock and the heartbeat;
`over` says that there is nothing more to see, and the stream ends.
"""

import asyncio
import secrets
from functools import cache
from typing import Final
from urllib.parse import parse_qs
from uuid import UUID

from api.headers import on_raw_answers
from api.live.addresses import address_of
from api.live.gallery import gallery
from api.live.http import Receive, Send, answer_problem, require_method
from api.live.loops import PerLoop
from api.live.seats import Seat
from api.live.sessions import Scope, header, language_asked
from api.live.threads import in_thread
from core.errors import Problem
from judging.policy import room_spectate
from judging.selectors.room_state import room_by_uid

SEND_SECONDS = 10.0
# A restart sends everybody away at once. Each comes back at a moment of its own within these
# milliseconds, evenly spread: no instant has more of them than another.
_RETRY_WITHIN_MS: Final = 10_000
_asking: Final[PerLoop[dict[UUID, asyncio.Task[None]]]] = PerLoop(dict)
_LANGUAGES: Final = {"zh-hans": "zh-hans", "zh": "zh-hans", "en": "en"}


async def room_events(scope: Scope, receive: Receive, send: Send) -> None:
    """Stream until the spectator leaves, takes nothing, or the show is over."""
    try:
        require_method(scope, "GET")
        room: UUID = scope["url_route"]["kwargs"]["room"]
        # A room that is on is looked at again by the hub: a thousand who come back ask nothing.
        hall = gallery()
        if not hall.is_on(room):
            await _admitted(room)
        seat = Seat(
            send,
            address=address_of(scope),
            language=_language(scope),
            seen=header(scope, b"last-event-id"),
            seconds=SEND_SECONDS,
        )
        show = hall.enter(room, seat)
    except Problem as problem:
        await answer_problem(send, problem, language_asked(scope))
        return
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _headers()})
        seat.open(b"retry: %d\n\n" % retry_ms(), caught_up=lambda: show.tell(seat))
        show.tell(seat)
        await seat.until_gone(receive)
    finally:
        hall.leave(show, seat)


async def _admitted(room: UUID) -> None:
    """Ask whether there is anything to see, once for all who come in the same instant.

    After a restart that is everybody, before the first of them has turned the show on.
    """
    asked = _asking().get(room)
    if asked is None:
        asked = asyncio.get_running_loop().create_task(in_thread(_admit, room))
        _asking()[room] = asked
        asked.add_done_callback(lambda _: _asking().pop(room, None))
    await asyncio.shield(asked)


def _admit(uid: UUID) -> None:
    """Raises not_found where there is nothing for spectators (in a thread)."""
    room = room_by_uid(uid)
    if room is None:
        raise Problem("not_found")
    room_spectate(room=room).enforce()


def retry_ms() -> int:
    """After how many milliseconds this one browser comes back when its stream breaks."""
    return secrets.randbelow(_RETRY_WITHIN_MS)


@cache
def _headers() -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        # A proxy that gathers an answer before it passes it on would pass nothing on.
        (b"x-accel-buffering", b"no"),
        *((name.lower().encode(), value.encode()) for name, value in on_raw_answers().items()),
    ]


def _language(scope: Scope) -> str | None:
    """In which language a picture is asked for; none: the body alone."""
    if not scope["query_string"]:
        return None
    asked = parse_qs(scope["query_string"].decode("latin1")).get("lang", [""])[0]
    return _LANGUAGES.get(asked.lower())
