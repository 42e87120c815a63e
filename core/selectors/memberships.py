"""Who holds what at a host, as far as the viewer may see it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from core.errors import Problem
from core.models import Account, Host, Membership, Organization, Role
from core.viewer import Viewer

# They see all of their host's people; whoever gives roles in one edition sees that edition's.
SEE_ALL = (Role.HOST_ADMIN, Role.AUDITOR, Role.PRIVACY_OFFICER, Role.ORGANIZER)
_SEE_EDITION = (Role.HOST_ADMIN, Role.ORGANIZER)


def host_visible_to(viewer: Viewer, *, host_id: UUID) -> Host:
    """A host whose people the viewer may look at. Raises not_found."""
    hosts = {
        seat.host_id
        for seat in viewer.memberships
        if seat.role in (SEE_ALL if seat.scope_id is None else _SEE_EDITION)
    }
    rows = Host.objects.filter(uid=host_id)
    if not _runs_platform(viewer):
        rows = rows.filter(pk__in={key for key in hosts if key is not None})
    found = rows.first()
    if found is None:
        raise Problem("not_found")
    return found


def sees_all(viewer: Viewer, host: Host) -> bool:
    """Whether the viewer sees all of the host's people."""
    return host.pk in viewer.hosts_with(*SEE_ALL)


def editions_of(viewer: Viewer, host: Host) -> set[UUID]:
    """The editions of the host whose people the viewer sees besides."""
    return {
        seat.scope_id
        for seat in viewer.memberships
        if seat.host_id == host.pk and seat.role in _SEE_EDITION and seat.scope_id is not None
    }


def reach_of(viewer: Viewer, host: Host) -> Q:
    """The rows of a host (with `role` and `scope_id`) that the viewer may see."""
    if sees_all(viewer, host):
        return Q()
    reach = Q(scope_id__in=editions_of(viewer, host))
    if _runs_platform(viewer):
        reach |= Q(role=Role.HOST_ADMIN, scope_id__isnull=True)
    return reach


def _runs_platform(viewer: Viewer) -> bool:
    return any(seat.role == Role.PLATFORM_ADMIN for seat in viewer.memberships)


def memberships_visible_to(
    viewer: Viewer, *, host: Host, at: datetime, ended: bool = False
) -> QuerySet[Membership]:
    """The host's roles in force, or those that are over."""
    live = Q(until__isnull=True) | Q(until__gt=at)
    live &= Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    rows = Membership.objects.filter(reach_of(viewer, host), host=host)
    rows = rows.exclude(live) if ended else rows.filter(live)
    return rows.select_related("person", "organization", "host")


def memberships_found(
    rows: QuerySet[Membership],
    *,
    words: str = "",
    role: str = "",
    scope_id: UUID | None = None,
) -> QuerySet[Membership]:
    """Those whose name or address holds the words, with the role, in the edition."""
    if words:
        named = Q(person__name__icontains=words) | Q(person__name_latin__icontains=words)
        addressed = Account.objects.filter(email__icontains=words).values("person_id")
        rows = rows.filter(named | Q(person_id__in=addressed))
    if role:
        rows = rows.filter(role=role)
    return rows if scope_id is None else rows.filter(scope_id=scope_id)


def membership_visible_to(viewer: Viewer, *, host: Host, membership_id: UUID) -> Membership:
    """One row of the host, in force or over. Raises not_found."""
    rows = Membership.objects.filter(reach_of(viewer, host), host=host, uid=membership_id)
    found = rows.select_related("person", "organization", "host").first()
    if found is None:
        raise Problem("not_found")
    return found


def emails_of(*, person_ids: Collection[int]) -> dict[int, str]:
    """The first address of each person's accounts."""
    accounts = Account.objects.filter(person_id__in=person_ids, email__isnull=False)
    return {
        account.person_id: account.email
        for account in accounts.order_by("-pk")
        if account.person_id is not None and account.email is not None
    }


def guests_of(*, host: Host) -> list[Organization]:
    """The guest organizations that the host has had people of, by name's age."""
    rows = Organization.objects.filter(memberships__host=host).distinct()
    return list(rows.order_by("pk"))


def role_held(*, role: str, host_id: int, edition_id: UUID, at: datetime) -> bool:
    """Whether anybody holds the role for the edition, or for all of its host."""
    rows = Membership.objects.filter(host_id=host_id, role=role, ended_at__isnull=True)
    rows = rows.filter(since__lte=at).exclude(until__lte=at)
    return rows.filter(Q(scope_id__isnull=True) | Q(scope_id=edition_id)).exists()
