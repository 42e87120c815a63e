"""What dev.py says, and how long things took. Its own words go to stderr only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class Refusal(Exception):
    """dev.py cannot go on; the message is the sentence the person reads."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def say(text: str = "") -> None:
    """Print one line of dev.py's own words."""
    print(text, file=sys.stderr, flush=True)


def clock(seconds: float) -> str:
    """Return a duration as people read it: 4.2 s, 1:05."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


@dataclass
class Steps:
    """The wall time of each step, printed as it ends and again as a table."""

    taken: list[tuple[str, float]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step; a step that raises is recorded too."""
        start = time.monotonic()
        say(f"· {name} …")
        try:
            yield
        finally:
            self.taken.append((name, time.monotonic() - start))
            say(f"  {name}: {clock(self.taken[-1][1])}")

    @property
    def total(self) -> float:
        """Seconds since the first step began."""
        return time.monotonic() - self.began

    def table(self) -> list[str]:
        """Return one aligned line a step, and the total."""
        rows = [*self.taken, ("total", self.total)]
        width = max(len(name) for name, _ in rows)
        return [f"  {name:<{width}}  {clock(seconds):>8}" for name, seconds in rows]
