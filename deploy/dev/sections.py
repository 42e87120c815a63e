"""The sections of `dev.py test` and what each may cost (seconds on two cores)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .paths import ROOT


@dataclass(frozen=True)
class Section:
    """One pytest run. `only_database` leaves out tests that touch no database.

    `profile` names the stores beside the database: one process's own, or the real servers. With
    `groups` tests of one group (`xdist_group`) share a worker, and all begin in their own order;
    with `steals` a worker that is done takes over what waits at another. Up to `again` tests that
    failed are asked a second time, alone: what a person's browser does beside a busy machine may
    be late once. The table names them, whatever the second answer is.
    """

    name: str
    ceiling: int
    database: str
    paths: tuple[str, ...]
    markers: str
    workers: int = 0
    groups: bool = False
    steals: bool = False
    ignore: tuple[str, ...] = ()
    only_database: bool = False
    again: int = 0
    profile: str = "embedded"

    def existing(self) -> list[str]:
        """Return the folders that are there; the others come with the code they test."""
        return [path for path in self.paths if Path(ROOT, path).exists()]


SYSTEM = "tests/system"


def sections(*, full: bool) -> Iterator[Section]:
    """Yield the sections in the order in which they run."""
    quick = "" if full else " and not slow"
    once = "" if full else " and not one_database"
    yield Section(
        "pure and unit, SQLite",
        180,
        "sqlite",
        ("tests",),
        f"not pg and not browser{quick}",
        workers=2,
        ignore=(SYSTEM,),
    )
    yield Section(
        "services, api in production",
        210,
        "pg",
        ("tests",),
        f"not browser{quick}{once}",
        workers=2,
        ignore=(SYSTEM,),
        only_database=True,
        profile="production",
    )
    for database in ("sqlite", "pg") if full else ("sqlite",):
        yield from _policy_and_secrecy(database, quick)
    # The harness starts its own durable cluster and does both databases itself.
    yield Section("faults", 120, "pg", (f"{SYSTEM}/faults",), f"not browser{quick}", workers=2)
    # Whole days by robots through the public doors of real servers.
    days = (f"{SYSTEM}/day", f"{SYSTEM}/stories")
    yield Section("days by robots", 120, "pg", days, f"not browser{quick}", workers=2)
    # It starts every server and process itself; `sqlite` only keeps the run from starting one more.
    yield Section(
        "production profile",
        90 + 180 * full,
        "sqlite",
        (f"{SYSTEM}/production",),
        f"not browser{quick}",
    )
    for database in ("pg", "sqlite") if full else ("pg",):
        yield _browser(database, quick)


def _policy_and_secrecy(database: str, quick: str) -> Iterator[Section]:
    """Who sees what: the same answers on both databases, so CI asks the quicker one."""
    suffix = "" if database == "sqlite" else " on PostgreSQL"
    markers = f"not browser{quick}" + (" and not pg" if database == "sqlite" else "")
    yield Section(
        f"policy{suffix}", 150, database, (f"{SYSTEM}/policy",), markers, workers=2, groups=True
    )
    yield Section(
        f"secrecy, contract, invariants{suffix}",
        240,
        database,
        (f"{SYSTEM}/secrecy", f"{SYSTEM}/contract", f"{SYSTEM}/invariants"),
        markers,
        workers=2,
        steals=True,
    )


def _browser(database: str, quick: str) -> Section:
    suffix = "" if database == "pg" else ", SQLite"
    paths = (f"{SYSTEM}/browser", "tests/servers")
    return Section(
        f"browser{suffix}",
        360,
        database,
        paths,
        f"browser{quick}",
        workers=2,
        groups=True,
        again=2,
    )
