"""Binding a browser to a person, until when, and ending it before."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from core.models import Device, Person
from core.selectors.devices import devices_live

# Seen within a minute is near enough for a person's eye, and one write a minute costs nothing.
SEEN_EVERY: Final = timedelta(minutes=1)


@transaction.atomic
def device_bind(
    *,
    person: Person,
    kind: str,
    key: str,
    label: str,
    at: datetime,
    ends_at: datetime | None = None,
) -> Device:
    """The device of this key, bound once: pressing the button again returns the same one.

    A device that is bound for something that ends later lives as long as that.
    """
    known = devices_live(at=at).filter(person=person, kind=kind, key=key).first() if key else None
    if known is None:
        return Device.objects.create(
            person=person, kind=kind, key=key, label=label, bound_at=at, ends_at=ends_at
        )
    if known.ends_at is not None and (ends_at is None or ends_at > known.ends_at):
        known.ends_at = ends_at
        known.save(update_fields=["ends_at"])
    return known


@transaction.atomic
def device_revoke(*, device: Device, at: datetime) -> Device:
    """End a device's right to speak for its person."""
    device.revoked_at = at
    device.save(update_fields=["revoked_at"])
    return device


@transaction.atomic
def devices_seen(*, ids: Collection[int], at: datetime) -> int:
    """Note that the devices were there; at most once a minute each. Returns how many it noted."""
    stale = Q(seen_at__isnull=True) | Q(seen_at__lt=at - SEEN_EVERY)
    return Device.objects.filter(stale, pk__in=ids).update(seen_at=at)
