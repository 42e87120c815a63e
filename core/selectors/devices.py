"""Bound devices."""

from core.models import Device
from core.viewer import Viewer


def device_of(*, viewer: Viewer) -> Device | None:
    """The live device behind the viewer's session."""
    if viewer.device_id is None:
        return None
    return Device.objects.filter(pk=viewer.device_id).first()
