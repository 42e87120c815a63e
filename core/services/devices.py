"""Binding a browser to a person."""

from datetime import datetime

from django.db import transaction

from core.models import Device, Person


@transaction.atomic
def device_bind(*, person: Person, kind: str, key: str, label: str, at: datetime) -> Device:
    """The device of this key, bound once: pressing the button again returns the same one."""
    if key:
        known = Device.objects.filter(
            person=person, kind=kind, key=key, revoked_at__isnull=True
        ).first()
        if known is not None:
            return known
    return Device.objects.create(person=person, kind=kind, key=key, label=label, bound_at=at)


@transaction.atomic
def device_revoke(*, device: Device, at: datetime) -> Device:
    """End a device's right to speak for its person."""
    device.revoked_at = at
    device.save(update_fields=["revoked_at"])
    return device
