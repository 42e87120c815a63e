"""Browsers that offer themselves as a screen."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from core.models import Pairing


def pairing_of(*, uid: UUID) -> Pairing | None:
    """A pairing with the device that came of it."""
    return Pairing.objects.select_related("device").filter(uid=uid).first()


def pairings_waiting(*, code: str, at: datetime) -> QuerySet[Pairing]:
    """Those that show this code and that nobody has taken in."""
    return Pairing.objects.filter(code=code, ends_at__gt=at, device__isnull=True)
