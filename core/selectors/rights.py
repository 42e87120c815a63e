"""Whose sign-in or roles have just ended: asked for many open sockets at once."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Q

from core.models import Device, Membership


def sessions_gone(*, keys: Collection[str], at: datetime) -> set[str]:
    """Those of the session keys that were ended or have run out."""
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=at)
    return set(keys) - set(alive.values_list("session_key", flat=True))


def devices_gone(*, ids: Collection[int], at: datetime) -> set[int]:
    """Those of the devices that may no longer speak for their person."""
    gone = Device.objects.filter(Q(revoked_at__isnull=False) | Q(ends_at__lte=at), pk__in=ids)
    return set(gone.values_list("pk", flat=True))


def people_moved(*, ids: Collection[int], since: datetime, at: datetime) -> set[int]:
    """Those of the people whose memberships began or ended after `since`."""
    moved = Membership.objects.filter(
        Q(until__gt=since, until__lte=at) | Q(ended_at__gt=since) | Q(since__gt=since),
        person_id__in=ids,
    )
    return set(moved.values_list("person_id", flat=True))


def memberships_due(*, at: datetime) -> list[Membership]:
    """Roles whose agreed end has come and that nobody has written down as over."""
    rows = Membership.objects.filter(until__lte=at, ended_at__isnull=True)
    return list(rows.select_related("person", "host", "organization").order_by("pk"))
