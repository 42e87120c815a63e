"""The sections of `dev.py test` and what each may cost (seconds on two cores)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .paths import ROOT


@dataclass(frozen=True)
class Section:
    """One pytest run. `only_database` leaves out tests that touch no database."""

    name: str
    ceiling: int
    database: str
    paths: tuple[str, ...]
    markers: str
    workers: int = 0
    ignore: tuple[str, ...] = ()
    only_database: bool = False

    def existing(self) -> list[str]:
        """Return the folders that are there; the others come with the code they test."""
        return [path for path in self.paths if Path(ROOT, path).exists()]


SYSTEM = "tests/system"


def sections(*, full: bool) -> Iterator[Section]:
    """Yield the sections in the order in which they run."""
    quick = "" if full else " and not slow"
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
        "services, api on PostgreSQL",
        210,
        "pg",
        ("tests",),
        f"not browser{quick}",
        workers=2,
        ignore=(SYSTEM,),
        only_database=True,
    )
    for database in ("pg", "sqlite") if full else ("pg",):
        yield from _system(database, f" and not pg{quick}" if database == "sqlite" else quick)


def _system(database: str, more: str) -> Iterator[Section]:
    suffix = "" if database == "pg" else ", SQLite"
    yield Section(
        f"policy{suffix}", 150, database, (f"{SYSTEM}/policy",), f"not browser{more}", workers=2
    )
    yield Section(
        f"secrecy, faults{suffix}",
        240,
        database,
        (f"{SYSTEM}/secrecy", f"{SYSTEM}/faults", f"{SYSTEM}/contract"),
        f"not browser{more}",
        workers=2,
    )
    yield Section(
        f"browser{suffix}", 360, database, (f"{SYSTEM}/browser", "tests/servers"), f"browser{more}"
    )
