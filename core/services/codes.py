"""Table codes: issued for a session, tried by anybody, guarded when too many go wrong.

Wrong tries are counted per edition, in one row that several processes share; never per address
or person, for a hall has one address and an attacker has many. Nobody is locked out: a right
code that is guarded waits for the desk.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from core.models import (
    CodeRequest,
    CodeRequestReason,
    CodeRequestState,
    CodeSpace,
    Host,
    Person,
    TableCode,
)
from core.selectors.codes import (
    FAILURES,
    code_hash,
    code_match,
    is_guarded,
    requests_beyond,
    space_of,
)
from core.services.audit import audit_record
from core.tokens import LEGIBLE

Named = tuple[str, UUID]
# What people try first: one digit six times, and rows of digits up or down.
_GUESSED: Final = frozenset(
    {str(digit) * 6 for digit in range(10)}
    | {"0123456789"[start : start + 6] for start in range(5)}
    | {"9876543210"[start : start + 6] for start in range(5)}
)
# So many browsers wait at one code; a newer one takes the place of the oldest.
WAITING_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class CodeFor:
    """Whom a code lets in, and where."""

    subject: Named
    person: Person


@dataclass(frozen=True, slots=True)
class Issued:
    """A code with its digits, which are never readable again."""

    code: TableCode
    digits: str


@transaction.atomic
def codes_issue(
    *,
    host: Host,
    owner: Named,
    scope: Named,
    people: Sequence[CodeFor],
    window: tuple[datetime, datetime],
    issued_by: Person,
    at: datetime,
) -> list[Issued]:
    """A code for each, good in the window; it takes the place of the one before."""
    CodeSpace.objects.get_or_create(owner_kind=owner[0], owner_id=owner[1], defaults={"host": host})
    space = _space_lock(owner)
    assert space is not None
    for each in people:
        TableCode.objects.filter(
            space=space,
            subject_kind=each.subject[0],
            subject_id=each.subject[1],
            revoked_at=None,
        ).update(revoked_at=at)
    taken = set(
        TableCode.objects.filter(space=space, revoked_at=None).values_list("code_hash", flat=True)
    )
    issued = []
    for each in people:
        digits = _digits(space, taken)
        code = TableCode.objects.create(
            space=space,
            scope_kind=scope[0],
            scope_id=scope[1],
            subject_kind=each.subject[0],
            subject_id=each.subject[1],
            person=each.person,
            code_hash=code_hash(space_id=space.uid, digits=digits),
            opens_at=window[0],
            closes_at=window[1],
            issued_by=issued_by,
        )
        issued.append(Issued(code, digits))
    return issued


def _digits(space: CodeSpace, taken: set[str]) -> str:
    while True:
        digits = f"{secrets.randbelow(10**6):06d}"
        hashed = code_hash(space_id=space.uid, digits=digits)
        if digits not in _GUESSED and hashed not in taken:
            taken.add(hashed)
            return digits


@transaction.atomic
def code_revoke(*, code: TableCode, at: datetime) -> TableCode:
    """Take a code back; who waits with it waits no longer."""
    code.revoked_at = at
    code.save(update_fields=["revoked_at"])
    return code


@transaction.atomic
def code_try(*, owner: Named, digits: str, at: datetime) -> TableCode | None:
    """The code of these digits, or None; the same work and the same None whatever is wrong.

    A wrong try is written down. A right one while ten wrong ones came in within ten minutes is
    guarded from now on: what a guesser finds then never lets in without the desk.
    """
    space = _space_lock(owner)
    code = code_match(space=space, digits=digits, at=at)
    if space is None:
        return None
    guarded = is_guarded(space, at=at)
    if code is None:
        _failure_note(space, guarded, at)
        return None
    if guarded and code.guarded_at is None:
        code.guarded_at = at
        code.save(update_fields=["guarded_at"])
    return code


def _space_lock(owner: Named) -> CodeSpace | None:
    """One try of an edition at a time: a thousand at once are counted like a thousand in a row."""
    found = space_of(owner=owner)
    return found and CodeSpace.objects.select_for_update().get(pk=found.pk)


def _failure_note(space: CodeSpace, guarded: bool, at: datetime) -> None:
    space.failures = [*space.failures, at.isoformat()][-FAILURES:]
    space.save(update_fields=["failures"])
    if not guarded and is_guarded(space, at=at):
        audit_record(
            host=space.host,
            type="table_code.guard",
            person_id=None,
            subject=(space.owner_kind, space.owner_id),
            at=at,
        )


@transaction.atomic
def request_open(*, code: TableCode, label: str, is_bound: bool, at: datetime) -> CodeRequest:
    """A browser with a right code: ready, or waiting for the desk."""
    reason = ""
    if code.guarded_at is not None:
        reason = CodeRequestReason.GUARDED
    elif is_bound:
        reason = CodeRequestReason.BOUND
    letters = "".join(secrets.choice(LEGIBLE) for _ in range(4))
    request = CodeRequest.objects.create(
        code=code,
        tag=f"{letters[:2]}-{letters[2:]}",
        label=label,
        state=CodeRequestState.WAITING if reason else CodeRequestState.READY,
        reason=reason,
        asked_at=at,
    )
    if reason:
        crowded_out = requests_beyond(code=code, beyond=WAITING_AT_ONCE)
        CodeRequest.objects.filter(pk__in=crowded_out).update(
            state=CodeRequestState.REFUSED, decided_at=at
        )
    return request
