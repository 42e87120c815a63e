"""A browser without a person becomes a device: it shows a code, somebody with a right types it."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from core.errors import Problem
from core.models import Device, DeviceKind, Pairing
from core.selectors.pairings import pairings_waiting

CODE_LIVES: Final = timedelta(minutes=10)
# Nothing that is read as something else from the back of a hall.
LETTERS: Final = "ACDEFHJKLMNPQRTUVWXY34679"
_LENGTH: Final = 4


@transaction.atomic
def pairing_open(*, label: str, at: datetime) -> Pairing:
    """A fresh code of this browser; those that ran out a day ago are cleared away."""
    Pairing.objects.filter(ends_at__lt=at - timedelta(days=1)).delete()
    code = _code()
    while pairings_waiting(code=code, at=at).exists():
        code = _code()
    return Pairing.objects.create(code=code, label=label, asked_at=at, ends_at=at + CODE_LIVES)


@transaction.atomic
def pairing_take(*, code: str, label: str, at: datetime, ends_at: datetime) -> Device:
    """The browser that shows the code becomes a screen until `ends_at`, nobody's device.

    Raises pairing_code_unknown where no browser shows it, or more than one.
    """
    waiting = list(pairings_waiting(code=code, at=at).select_for_update()[:2])
    if len(waiting) != 1:
        raise Problem("pairing_code_unknown")
    device = Device.objects.create(
        person=None,
        kind=DeviceKind.SCREEN,
        label=label or waiting[0].label,
        bound_at=at,
        ends_at=ends_at,
    )
    waiting[0].device = device
    waiting[0].save(update_fields=["device"])
    return device


def code_read(text: str) -> str:
    """What somebody typed, as codes are kept: k7 2q is K72Q."""
    return "".join(each for each in text.upper() if each.isalnum())


def code_shown(code: str) -> str:
    """A code as people read it: K7-2Q."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(_LENGTH))
