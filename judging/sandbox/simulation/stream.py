"""Whole numbers drawn from a named seed; the same names give the same numbers everywhere.

Every number stands on the seed and on the names of what it is drawn for (round,
judge, entry, criterion), not on how many were drawn before it. So a change of
the rulebook in one place leaves what is drawn elsewhere as it was. The words
are SHA-256 over the names and a counter; a number below ``n`` is a 64-bit word
modulo ``n``, words from the incomplete last lap thrown away.
"""

import hashlib
from collections.abc import Sequence
from typing import Final, TypeVar

import rfc8785

T = TypeVar("T")
_DOMAIN: Final = b"yisai/simulation/1\x00"
_WORDS: Final = 1 << 64


class Stream:
    """Numbers for one purpose."""

    def __init__(self, seed: str, *names: str) -> None:
        self._names = (seed, *names)
        self._key = hashlib.sha256(_DOMAIN + rfc8785.dumps(list(self._names))).digest()
        self._counter = 0

    def of(self, *names: str) -> "Stream":
        """The numbers for something within this."""
        return Stream(*self._names, *names)

    def below(self, end: int) -> int:
        """0 to ``end`` - 1, each as likely."""
        last = _WORDS - _WORDS % end
        while True:
            block = self._counter.to_bytes(8, "big")
            self._counter += 1
            word = int.from_bytes(hashlib.sha256(self._key + block).digest()[:8], "big")
            if word < last:
                return word % end

    def between(self, low: int, high: int) -> int:
        """``low`` to ``high``, both of them too."""
        return low + self.below(high - low + 1)

    def around(self, width: int) -> int:
        """-3 x ``width`` to 3 x ``width``, the middle likelier: three draws added up."""
        return sum(self.between(-width, width) for _ in range(3))

    def one_in(self, count: int) -> bool:
        """True once in ``count`` times."""
        return self.below(count) == 0

    def pick(self, rows: Sequence[T]) -> T:
        """One of them."""
        return rows[self.below(len(rows))]

    def shuffled(self, rows: Sequence[T]) -> list[T]:
        """All of them in any order (Fisher-Yates)."""
        found = list(rows)
        for last in range(len(found) - 1, 0, -1):
            chosen = self.below(last + 1)
            found[last], found[chosen] = found[chosen], found[last]
        return found
