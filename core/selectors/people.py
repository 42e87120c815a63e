"""People and organizations as others may look them up."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from core.models import Account, Membership, Person
from core.viewer import Viewer


def person_has_email(*, person: Person, email: str) -> bool:
    """Whether one of the person's accounts signs in with the address."""
    return Account.objects.filter(person=person, email__iexact=email.strip()).exists()


def memberships_live(*, at: datetime) -> QuerySet[Membership]:
    """The roles that are held at a moment."""
    return Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gt=at),
        Q(ended_at__isnull=True) | Q(ended_at__gt=at),
        since__lte=at,
    )


def person_holds(
    *, person: Person, roles: Collection[str], host_id: int, scope_id: UUID, at: datetime
) -> bool:
    """Whether one of the roles is held at the host, for all of it or for this scope."""
    here = Q(scope_id__isnull=True) | Q(scope_id=scope_id)
    held = memberships_live(at=at).filter(here, person=person, role__in=roles, host_id=host_id)
    return held.exists()


def memberships_of(*, viewer: Viewer, at: datetime) -> list[Membership]:
    """The viewer's own live memberships with their hosts."""
    if viewer.person_id is None or viewer.by_link:
        return []
    own = memberships_live(at=at).filter(person_id=viewer.person_id)
    return list(own.select_related("host").order_by("pk"))
