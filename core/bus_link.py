"""Hints between processes by a Redis or Valkey server that may die at any time.

Two threads, started on first use: one sends, one listens. What waits to be sent is the newest
hint for each thing and no more, so a server that is away costs a bounded memory and nobody's
time. Both come back by themselves, after growing waits that differ from process to process.
"""

import json
import logging
import random
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

ROOM: Final = "room"
DEVICE: Final = "device"
MOST_WAITING: Final = 10_000
# Nobody waits for these; they bound how long a thread of ours hangs on a silent server.
CONNECT_S: Final = 1.0
ANSWER_S: Final = 2.0
SILENT_S: Final = 15.0
LONGEST_WAIT_S: Final = 5.0
_log = logging.getLogger("yisai.bus")


@dataclass(frozen=True, slots=True)
class Hint:
    """Something has news. A newer hint of the same kind and key replaces an older one."""

    kind: str
    key: str
    numbers: tuple[int, ...]


Heard = Callable[[Hint], None]


def message_of(origin: str, hints: Sequence[Hint]) -> str:
    """Hints as one message."""
    return json.dumps([origin, [[hint.kind, hint.key, *hint.numbers] for hint in hints]])


def hints_of(message: bytes, *, without: str) -> list[Hint]:
    """A message's hints; none of our own. Raises ValueError for anything else."""
    origin, rows = json.loads(message)
    if origin == without:
        return []
    return [Hint(str(kind), str(key), tuple(map(int, numbers))) for kind, key, *numbers in rows]


def channel_of(url: str) -> str:
    """Where processes with the same SECRET_KEY and the same number in BUS_URL meet.

    The server's own channels know no numbers, so a copy of an installation beside the real one
    would close its judges' sockets: ids of people and rooms are the same in both.
    """
    number = urlsplit(url).path.strip("/") or "0"
    return f"yisai:hints:{salted_hmac('core.bus_link', number).hexdigest()[:20]}"


class Link:
    """One process's way to the others."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.channel = channel_of(url)
        self._origin = uuid.uuid4().hex
        self._waiting: dict[tuple[str, str], Hint] = {}
        self._news = threading.Condition()
        self._over = threading.Event()
        self._threads: dict[str, threading.Thread] = {}
        self._away: set[str] = set()

    def tell(self, hint: Hint) -> None:
        """Let it be sent soon; a full queue forgets it, since it is a hint."""
        place = (hint.kind, hint.key)
        with self._news:
            if place in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting[place] = hint
            self._ensure("bus-send", self._send)
            self._news.notify()

    def listen(self, heard: Heard) -> None:
        """Call `heard` for what other processes tell, in a thread of the link's own."""
        with self._news:
            self._ensure("bus-listen", lambda: self._listen(heard))

    def waiting(self) -> int:
        """How many hints wait."""
        with self._news:
            return len(self._waiting)

    def stop(self) -> None:
        """End both threads; what waits is forgotten."""
        self._over.set()
        with self._news:
            self._news.notify()
        for thread in self._threads.values():
            thread.join(CONNECT_S + ANSWER_S)

    def _ensure(self, name: str, run: Callable[[], None]) -> None:
        if name not in self._threads:
            thread = threading.Thread(target=run, name=name, daemon=True)
            self._threads[name] = thread
            thread.start()

    def _client(self) -> Any:
        from redis import Redis  # only where the production packages are
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        return Redis.from_url(
            self._url,
            socket_connect_timeout=CONNECT_S,
            socket_timeout=ANSWER_S,
            retry=Retry(NoBackoff(), 0),
        )

    def _send(self) -> None:
        client, failures = self._client(), 0
        while hints := self._taken():
            try:
                client.publish(self.channel, message_of(self._origin, hints))
                failures = self._fine("send")
            except Exception as error:  # noqa: BLE001 - whatever it is, a hint is lost and no more
                failures = self._failed("send", error, failures)

    def _taken(self) -> list[Hint]:
        """What waits, as soon as something does; empty once over."""
        with self._news:
            self._news.wait_for(lambda: self._waiting or self._over.is_set())
            hints = [] if self._over.is_set() else list(self._waiting.values())
            self._waiting.clear()
            return hints

    def _listen(self, heard: Heard) -> None:
        failures = 0
        while not self._over.is_set():
            try:
                with self._client() as client, client.pubsub() as channel:
                    channel.subscribe(self.channel)
                    failures = self._fine("listen")
                    self._follow(channel, heard)
            except Exception as error:  # noqa: BLE001 - the poll of the versions goes on meanwhile
                failures = self._failed("listen", error, failures)

    def _follow(self, channel: Any, heard: Heard) -> None:
        """Hear messages; raises TimeoutError where the server falls silent."""
        last = time.monotonic()
        while not self._over.is_set():
            message = channel.get_message(timeout=1.0)
            if message is not None:
                last = time.monotonic()
                if message["type"] == "message":
                    _hear(message["data"], self._origin, heard)
            elif time.monotonic() - last > SILENT_S:
                raise TimeoutError("the bus is silent")
            else:
                channel.ping()

    def _fine(self, what: str) -> int:
        if what in self._away:
            self._away.discard(what)
            _log.warning("bus.back what=%s", what)
        return 0

    def _failed(self, what: str, error: Exception, failures: int) -> int:
        """Say it once, wait a while; the number of failures in a row."""
        if what not in self._away:
            self._away.add(what)
            _log.warning("bus.away what=%s error=%s", what, type(error).__name__)
        longest = min(0.2 * 2.0 ** min(failures, 16), LONGEST_WAIT_S)
        self._over.wait(random.uniform(longest / 2, longest))  # noqa: S311 - spreads processes
        return failures + 1


def _hear(data: bytes, origin: str, heard: Heard) -> None:
    try:
        for hint in hints_of(data, without=origin):
            heard(hint)
    except (TypeError, ValueError):
        _log.warning("bus.message_refused bytes=%d", len(data))


_guard = threading.Lock()
_link: Link | None = None


def tell(hint: Hint) -> None:
    """Tell the other processes; nothing where there are none."""
    if (link := _linked()) is not None:
        link.tell(hint)


def listen(heard: Heard) -> None:
    """Hear the other processes from now on."""
    if (link := _linked()) is not None:
        link.listen(heard)


def _linked() -> Link | None:
    """This process's link, made on first use."""
    global _link  # noqa: PLW0603 - one for each process, like the threads behind it
    if settings.BUS_URL == "local:":
        return None
    with _guard:
        if _link is None:
            _link = Link(settings.BUS_URL)
        return _link
