"""The registers at the door: phones, people in the closed room, secrecy statements."""

from datetime import datetime

from django.db import transaction

from contest.models import Edition
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import RegisterKind, RegisterLine


@transaction.atomic
def line_add(
    *,
    edition: Edition,
    kind: str,
    name: str,
    number: str = "",
    text: str = "",
    actor: Person,
    at: datetime,
) -> RegisterLine:
    """A new line, from now on. Raises reason_missing without a name."""
    if not name.strip():
        raise Problem("reason_missing")
    made = RegisterLine.objects.create(
        edition=edition,
        kind=kind,
        name=name.strip(),
        number=number.strip(),
        text=text.strip(),
        by=actor,
        at=at,
    )
    _log(made, "register.add", {"kind": kind}, actor, at)
    return made


@transaction.atomic
def line_end(*, line: RegisterLine, actor: Person, at: datetime) -> RegisterLine:
    """The phone was handed back, the person left. Raises register_line_state_refused."""
    locked = _open_line(line)
    if locked.kind == RegisterKind.SECRECY:
        raise Problem("register_line_state_refused")
    locked.ended_by, locked.ended_at = actor, at
    locked.save(update_fields=["ended_by", "ended_at"])
    _log(line, "register.end", {}, actor, at)
    return locked


@transaction.atomic
def line_strike(*, line: RegisterLine, reason: str, actor: Person, at: datetime) -> RegisterLine:
    """A line that was a mistake stays readable, struck, with the reason.

    Raises reason_missing, register_line_state_refused.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    locked = _open_line(line)
    locked.struck_by, locked.struck_at, locked.struck_for = actor, at, reason.strip()
    locked.save(update_fields=["struck_by", "struck_at", "struck_for"])
    _log(line, "register.strike", {"reason": locked.struck_for}, actor, at)
    return locked


def _open_line(line: RegisterLine) -> RegisterLine:
    locked = RegisterLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if locked.ended_at is not None or locked.struck_at is not None:
        raise Problem("register_line_state_refused")
    return locked


def _log(
    line: RegisterLine, event: str, facts: dict[str, str], actor: Person, at: datetime
) -> None:
    body = {"line": str(line.uid), **facts, "by": str(actor.uid)}
    edition_log(edition=line.edition, event=event, body=body, at=at)
