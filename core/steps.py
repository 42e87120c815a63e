"""Work that higher packages do inside core's commands; config.wiring fills the ports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.models import Host, Person
from core.ports import port

Scope = tuple[str, UUID] | None


def office_checks(*, person: Person, host: Host, role: str, scope: Scope, at: datetime) -> None:
    """Ask the wired packages whether the person may hold the office; raises what they raise."""
    for check in port("core.office_given"):
        check(person=person, host=host, role=role, scope=scope, at=at)


@dataclass(frozen=True, slots=True)
class Handed:
    """Something that was somebody's to do; `to` is None where nobody could take it."""

    kind: str
    id: UUID
    to: UUID | None


def handovers(
    *, host: Host, people: Sequence[Person], successor: Person | None, by: Person, at: datetime
) -> dict[int, list[Handed]]:
    """Let the wired packages hand over what was the people's at the host; by a person's key.

    A step takes all of its rows before it writes into the log.
    """
    found: dict[int, list[Handed]] = {}
    for step in port("core.people_left"):
        handed = step(host=host, people=people, successor=successor, by=by, at=at)
        for key, rows in handed.items():
            found.setdefault(key, []).extend(rows)
    return found


def log_owners(*, host: Host) -> list[tuple[str, UUID]]:
    """The logs that belong to a host: its own, and those that the wired packages keep for it."""
    owners: list[tuple[str, UUID]] = [("host", host.uid)]
    for known in port("core.host_logs"):
        owners += known(host=host)
    return owners
