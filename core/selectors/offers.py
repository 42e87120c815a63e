"""Roles offered by links that nobody has used yet."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from core.errors import Problem
from core.models import Host, Invitation, Membership, MembershipOffer, Person
from core.selectors.memberships import reach_of
from core.viewer import Viewer


def offers_open() -> QuerySet[MembershipOffer]:
    """Offers that were neither taken up nor taken back; some may have run out."""
    rows = MembershipOffer.objects.select_related(
        "invitation__issued_by", "host", "organization", "membership"
    )
    return rows.filter(invitation__used_at__isnull=True, invitation__revoked_at__isnull=True)


def offers_open_by(*, person: Person, host: Host) -> QuerySet[MembershipOffer]:
    """Those of them that one person made at a host."""
    return offers_open().filter(host=host, invitation__issued_by=person)


def offers_like(
    *, host: Host, email: str, role: str, scope: tuple[str, UUID] | None
) -> QuerySet[MembershipOffer]:
    """Open offers of the same role to the same address."""
    kind, scope_id = scope or ("", None)
    return offers_open().filter(
        host=host,
        invitation__email__iexact=email,
        role=role,
        scope_kind=kind,
        scope_id=scope_id,
    )


def offers_visible_to(viewer: Viewer, *, host: Host, at: datetime) -> list[MembershipOffer]:
    """The host's offers that can still be taken up and that the viewer may see, oldest first."""
    rows = offers_open().filter(host=host, invitation__expires_at__gt=at)
    return list(rows.filter(reach_of(viewer, host)).order_by("pk"))


def offer_visible_to(viewer: Viewer, *, host: Host, offer_id: UUID) -> MembershipOffer:
    """One offer of the host, whatever became of it. Raises not_found."""
    rows = MembershipOffer.objects.select_related(
        "invitation__issued_by", "host", "organization", "membership"
    )
    found = rows.filter(reach_of(viewer, host), host=host, uid=offer_id).first()
    if found is None:
        raise Problem("not_found")
    return found


def offer_of_link(*, invitation: Invitation) -> MembershipOffer | None:
    """What an office link gives; None where the link is of another kind."""
    rows = MembershipOffer.objects.select_related("host", "organization", "membership")
    return rows.filter(invitation=invitation).first()


def account_known_at(*, host: Host, email: str) -> Person | None:
    """Whoever signs in with the address and has held a role at this host before.

    Nobody else: an answer about strangers would tell one tenant who the others' people are.
    """
    held = Membership.objects.filter(host=host, person__accounts__email__iexact=email.strip())
    row = held.filter(Q(person__accounts__is_active=True)).select_related("person").first()
    return None if row is None else row.person
