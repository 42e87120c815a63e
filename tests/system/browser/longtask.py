"""Long tasks of a page, each by the wall's clock and by what its thread computed in that time.

A task is long by the wall's clock where the browser says so. Where many browsers share few
processors the same task waits in line for one: of that the kernel keeps an account for each thread.
In a hall the page has a machine of its own; here its process goes first where that is allowed.
"""

from __future__ import annotations

import os
import threading
import time
from bisect import bisect_left, bisect_right
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.system.browser.person import Person

# What the browser calls long: more than 50 ms on the page's own thread.
_LISTEN = """window.__long = [];
new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
        window.__long.push([performance.timeOrigin + startTime, duration]);
    }
}).observe({ type: "longtask", buffered: true });"""
_SPIN = "(ms) => { const end = performance.now() + ms; while (performance.now() < end) {} }"
_EVERY_S = 0.01


@dataclass(frozen=True)
class LongTask:
    """Milliseconds: by the wall's clock, computing, and waiting in line for a processor."""

    wall: float
    cpu: float | None
    queued: float | None

    def __str__(self) -> str:
        parts = (self.cpu, "computing"), (self.queued, "in line")
        told = [f"{value:.0f} {name}" for value, name in parts if value is not None]
        return f"{self.wall:.0f} ms ({', '.join(told)})"


@dataclass
class Meter:
    """Listens to one page; `close` ends the account that it keeps of the page's thread."""

    person: Person
    thread: Path | None
    since: float = 0.0
    _account: list[tuple[float, float, float]] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """From now on."""
        self.since = time.time() * 1000
        if self.thread is not None:
            threading.Thread(target=self._keep, args=(self.thread,), daemon=True).start()

    def _keep(self, thread: Path) -> None:
        while not self._over.wait(_EVERY_S):
            try:
                self._account.append((time.time() * 1000, *_spent(thread)))
            except OSError:  # the page is gone
                return

    def tasks(self) -> list[LongTask]:
        """Every long task since `begin`, the longest first."""
        heard: list[tuple[float, float]] = self.person.page.evaluate("window.__long")
        tasks = [self._task(at, wall) for at, wall in heard if at >= self.since]
        return sorted(tasks, key=lambda task: -task.wall)

    def _task(self, at: float, wall: float) -> LongTask:
        account = list(self._account)
        first = bisect_right(account, (at,)) - 1
        last = bisect_left(account, (at + wall,))
        if first < 0 or last >= len(account):
            return LongTask(wall, None, None)
        before, after = account[first], account[last]
        return LongTask(wall, after[1] - before[1], after[2] - before[2])

    def close(self) -> None:
        """No more."""
        self._over.set()


def listen(person: Person) -> Meter:
    """Load the page that is open once more, and hear of its long tasks from then on."""
    person.page.add_init_script(_LISTEN)
    person.page.reload()
    thread = _thread_of(person)
    if thread is not None:
        _goes_first(thread.parent)
    return Meter(person, thread)


def spin(person: Person, milliseconds: float) -> None:
    """A task of the page that computes for so long."""
    person.page.evaluate(
        f"(ms) => new Promise((done) => setTimeout(() => done(({_SPIN})(ms))))", milliseconds
    )


def _goes_first(process: Path) -> None:
    """Before whatever else wants a processor; without the right to that, like everything."""
    for thread in (process / "task").iterdir():
        with suppress(PermissionError, ProcessLookupError):
            os.sched_setscheduler(int(thread.name), os.SCHED_RR, os.sched_param(1))


def _thread_of(person: Person) -> Path | None:
    """The account of the page's thread: of all pages' threads the one that computes when told."""
    browser = person.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    told = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    pages = [Path(f"/proc/{row['id']}/schedstat") for row in told if row["type"] == "renderer"]
    before = {page: _computed(page) for page in pages}
    person.page.evaluate(_SPIN, 300)
    grown = {page: _computed(page) - before[page] for page in pages}
    found = max(grown, key=lambda page: grown[page], default=None)
    return found if found is not None and grown[found] > 0 else None


def _computed(account: Path) -> float:
    """Milliseconds; 0 for a process that has gone, as spare ones do, and where no account is."""
    try:
        return _spent(account)[0]
    except OSError:
        return 0.0


def _spent(account: Path) -> tuple[float, float]:
    """Milliseconds that a thread has computed and has waited in line, from its beginning on."""
    computed, waited, _slices = account.read_text(encoding="ascii").split()
    return int(computed) / 1e6, int(waited) / 1e6
