"""Letters in place of judges: which one is whose follows from the result, and not from seats."""

import hashlib
from collections.abc import Iterable
from string import ascii_uppercase

_COUNT = len(ascii_uppercase)


def letters_of(judges: Iterable[str], *, seed: str) -> dict[str, str]:
    """A letter for each judge, in an order that only `seed` decides."""

    def place(judge: str) -> bytes:
        return hashlib.sha256(f"{seed}\n{judge}".encode()).digest()

    return {judge: _letter(at) for at, judge in enumerate(sorted(judges, key=place))}


def _letter(at: int) -> str:
    """A, B … Z, AA, AB …"""
    more = _letter(at // _COUNT - 1) if at >= _COUNT else ""
    return more + ascii_uppercase[at % _COUNT]
