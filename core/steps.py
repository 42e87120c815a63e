"""Work that higher packages do inside core's commands; config.wiring fills the ports."""

from datetime import datetime
from uuid import UUID

from core.models import Host, Person
from core.ports import port

Scope = tuple[str, UUID] | None


def office_checks(*, person: Person, host: Host, role: str, scope: Scope, at: datetime) -> None:
    """Ask the wired packages whether the person may hold the office; raises what they raise."""
    for check in port("core.office_given"):
        check(person=person, host=host, role=role, scope=scope, at=at)
