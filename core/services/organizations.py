"""Legal persons, known across hosts by their credit code."""

import re
from typing import Final

from django.db import transaction

from core.errors import Problem
from core.models import Organization

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
