"""Legal persons, known across hosts by their credit code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from core.errors import Problem
from core.models import Host, Organization
from core.selectors.memberships import guests_of

# GB 32100-2015: 17 characters without I, O, S, V, Z, and a check character.
_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHAPE: Final = re.compile(f"[{_ALPHABET}]{{18}}")


def credit_code_sound(code: str) -> bool:
    """Whether the 18 characters of a unified social credit code check out."""
    if not _SHAPE.fullmatch(code):
        return False
    total = sum(_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17]))
    return _ALPHABET[(31 - total % 31) % 31] == code[17]


@transaction.atomic
def organization_for(*, name: dict[str, str], credit_code: str = "") -> Organization:
    """The organization of a credit code, made on first use; a new one where no code is known.

    Raises field_invalid for a code whose check character is wrong.
    """
    code = credit_code.strip().upper()
    if not code:
        return Organization.objects.create(name=name)
    if not credit_code_sound(code):
        raise Problem("field_invalid", fields={"organization.credit_code": ["credit_code"]})
    organization, _ = Organization.objects.get_or_create(credit_code=code, defaults={"name": name})
    return organization


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest organization as it was named: one that was there before, or a new one's name."""

    known: UUID | None = None
    name: Mapping[str, str] | None = None
    credit_code: str = ""


@transaction.atomic
def guest_organization(*, host: Host, guest: Guest) -> Organization:
    """A host's guest: one that was there before, or one by its name, made on first use.

    Raises field_invalid for neither, for an id that was never a guest here, for a wrong code.
    """
    guests = guests_of(host=host)
    if guest.known is not None:
        for each in guests:
            if each.uid == guest.known:
                return each
        raise Problem("field_invalid", fields={"organization.id": ["unknown"]})
    if guest.name is None:
        raise Problem("field_invalid", fields={"organization.name": ["required"]})
    for each in guests:
        if not guest.credit_code and each.name.get("zh") == guest.name["zh"]:
            return each
    return organization_for(name=dict(guest.name), credit_code=guest.credit_code)
