"""What runs again and again. Time is cut into slots; the slot is the run's key, so however many
workers look, each slot's work is queued once, and slots that nobody was there for are skipped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.jobs.job import Job
from core.ports import port


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that takes `slot` (int, counted since 1970), once for each `every_s` seconds.

    `when` may say that there is nothing to do: then no run is made.
    """

    job: Job
    every_s: int
    when: Callable[[], bool] | None = None

    def slot_at(self, at: datetime) -> int:
        """The slot that the moment lies in."""
        return int(at.timestamp()) // self.every_s


def slot_key(*, slot: int) -> str:
    """The key of a periodic job."""
    return str(slot)


def periodics() -> list[Periodic]:
    """Every package's table; wired to the port `core.periodic`."""
    return [each for table in port("core.periodic") for each in table()]


class Schedule:
    """One worker's view of the tables: it looks at each slot once."""

    def __init__(self, table: Sequence[Periodic]) -> None:
        self._table = table
        self._seen: dict[str, int] = {}

    def look(self, at: datetime) -> None:
        """Queue what the present slots ask for."""
        for periodic in self._table:
            slot, name = periodic.slot_at(at), periodic.job.module_path
            if self._seen.get(name) == slot:
                continue
            if periodic.when is None or periodic.when():
                periodic.job.enqueue(slot=slot)
            self._seen[name] = slot
