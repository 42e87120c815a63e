"""Links: issued with a secret shown once, opened without consuming, used by a button."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.errors import Problem
from core.models import Host, Invitation, Person
from core.tokens import token_hash


@transaction.atomic
def invitation_issue(
    *,
    kind: str,
    host: Host,
    subject: tuple[str, UUID],
    issued_by: Person,
    expires_at: datetime,
    person: Person | None = None,
    email: str = "",
) -> tuple[Invitation, str]:
    """Make a link; returns it with its token, which is never readable again."""
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        kind=kind,
        token_hash=token_hash(token),
        host=host,
        subject_kind=subject[0],
        subject_id=subject[1],
        person=person,
        issued_by=issued_by,
        email=email,
        expires_at=expires_at,
    )
    return invitation, token


def invitations_revoke(*, kind: str, subject: tuple[str, UUID], at: datetime) -> int:
    """End the links to something that nobody has used yet; returns how many."""
    waiting = Invitation.objects.filter(
        kind=kind,
        subject_kind=subject[0],
        subject_id=subject[1],
        used_at__isnull=True,
        revoked_at__isnull=True,
    )
    return waiting.update(revoked_at=at)


def invitation_state(*, invitation: Invitation, person_id: int | None, at: datetime) -> str:
    """`ready`, `mine` (used by this person: may go on), `used`, `revoked` or `expired`."""
    if invitation.revoked_at is not None:
        return "revoked"
    if invitation.used_at is not None:
        return "mine" if person_id is not None and person_id == invitation.used_by_id else "used"
    return "expired" if invitation.expires_at <= at else "ready"


@transaction.atomic
def invitation_use(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """Consume the link for `by`.

    Raises link_used, link_expired, link_foreign (made for somebody else). The same person may
    press again: nothing changes.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.person_id is not None and locked.person_id != by.pk:
        raise Problem("link_foreign")
    state = invitation_state(invitation=locked, person_id=by.pk, at=at)
    if state == "mine":
        return locked
    _require_usable(state)
    locked.used_at = at
    locked.used_by = by
    locked.save(update_fields=["used_at", "used_by"])
    return locked


@transaction.atomic
def invitation_press(*, invitation: Invitation, presser_id: int | None, at: datetime) -> Invitation:
    """Lock a link that signs somebody in and check that its button may be pressed here.

    `presser_id` is the person signed in on this browser, if any. Raises link_foreign for
    another person than the link's, link_used, link_expired. Consumes nothing.
    """
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=invitation.pk)
    )
    if presser_id is not None and locked.person_id not in {None, presser_id}:
        raise Problem("link_foreign")
    state = invitation_state(invitation=locked, person_id=presser_id, at=at)
    _require_usable(state)
    return locked


def _require_usable(state: str) -> None:
    if state in {"used", "revoked"}:
        raise Problem("link_used")
    if state == "expired":
        raise Problem("link_expired")
