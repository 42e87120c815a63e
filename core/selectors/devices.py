"""Bound devices."""

from datetime import datetime

from django.db.models import Q, QuerySet

from core.models import Device
from core.viewer import Viewer


def devices_live(*, at: datetime) -> QuerySet[Device]:
    """Devices that speak for their person at this moment."""
    return Device.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), revoked_at=None)


def device_of(*, viewer: Viewer) -> Device | None:
    """The live device behind the viewer's session."""
    if viewer.device_id is None:
        return None
    return Device.objects.filter(pk=viewer.device_id).first()


def device_known(*, pk: int) -> Device | None:
    """A device by its key, ended or not."""
    return Device.objects.filter(pk=pk).first()
