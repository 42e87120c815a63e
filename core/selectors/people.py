"""People and organizations as others may look them up."""

from datetime import datetime

from django.db.models import Q

from core.models import Account, Host, Membership, Person
from core.viewer import Viewer


def person_has_email(*, person: Person, email: str) -> bool:
    """Whether one of the person's accounts signs in with the address."""
    return Account.objects.filter(person=person, email__iexact=email.strip()).exists()


def memberships_of(*, viewer: Viewer, at: datetime) -> list[Membership]:
    """The viewer's own live memberships with their hosts."""
    if viewer.person_id is None or viewer.by_link:
        return []
    return list(
        Membership.objects.filter(
            Q(until__isnull=True) | Q(until__gt=at), person_id=viewer.person_id, since__lte=at
        )
        .select_related("host")
        .order_by("pk")
    )


def host_by_slug(*, slug: str) -> Host | None:
    """The host of a slug."""
    return Host.objects.filter(slug=slug).first()
