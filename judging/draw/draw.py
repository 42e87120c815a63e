"""A draw that nobody can bend: committed first, opened later, repeatable by anyone.

The seed's commitment is shown before the list of candidates closes; afterwards
seed and list give the order to whoever wants to check it. Nothing here is
secret but the seed, and nothing depends on the order in which candidates come.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import rfc8785

SEED_BYTES = 32
T = TypeVar("T")

_COMMITMENT = b"yisai/draw/1/commitment\x00"
_CANDIDATES = b"yisai/draw/1/candidates\x00"
_STREAM = b"yisai/draw/1/stream\x00"
_WORD_BYTES = 8
_WORDS = 1 << (8 * _WORD_BYTES)


class DrawRefused(ValueError):
    """Input that cannot be drawn from; ``code`` is the stable reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def commitment(seed: bytes) -> str:
    """What is published before the draw (hex); raises ``draw_seed_malformed``."""
    return hashlib.sha256(_COMMITMENT + _seed(seed)).hexdigest()


def candidates_hash(candidates: Iterable[str]) -> str:
    """The hash (hex) of the list, whatever its order; raises ``draw_candidate_doubled``."""
    return hashlib.sha256(_CANDIDATES + rfc8785.dumps(_sorted(candidates))).hexdigest()


def order(seed: bytes, candidates: Iterable[str]) -> list[str]:
    """The running order: Fisher-Yates over the sorted list, from HMAC-SHA-256.

    Raises ``DrawRefused`` for a seed that is not 32 bytes or a doubled candidate.
    """
    rows = _sorted(candidates)
    return shuffled(rows, _words(_seed(seed), _STREAM + bytes.fromhex(candidates_hash(rows))))


def verify(*, committed: str, seed: bytes, candidates: Iterable[str], drawn: Sequence[str]) -> bool:
    """Whether this seed was committed to and gives exactly this order."""
    rows = list(candidates)
    try:
        return commitment(seed) == committed and order(seed, rows) == list(drawn)
    except DrawRefused:
        return False


def _seed(seed: bytes) -> bytes:
    if len(seed) != SEED_BYTES:
        raise DrawRefused("draw_seed_malformed")
    return seed


def _sorted(candidates: Iterable[str]) -> list[str]:
    rows = sorted(candidates)
    if len(set(rows)) != len(rows):
        raise DrawRefused("draw_candidate_doubled")
    return rows


def stream(seed: bytes, about: bytes) -> Iterator[int]:
    """Words that nobody foresees without the seed; raises ``draw_seed_malformed``."""
    return _words(_seed(seed), about)


def shuffled(rows: Iterable[T], words: Iterator[int]) -> list[T]:
    """Fisher-Yates over the rows as they come."""
    turned = list(rows)
    for last in range(len(turned) - 1, 0, -1):
        chosen = _below(last + 1, words)
        turned[last], turned[chosen] = turned[chosen], turned[last]
    return turned


def _words(seed: bytes, about: bytes) -> Iterator[int]:
    """An endless stream of 64-bit words: HMAC(seed, what it is about, counter)."""
    counter = 0
    while True:
        block = hmac.digest(seed, about + counter.to_bytes(8, "big"), "sha256")
        for start in range(0, len(block), _WORD_BYTES):
            yield int.from_bytes(block[start : start + _WORD_BYTES], "big")
        counter += 1


def _below(limit: int, words: Iterator[int]) -> int:
    """A number below the limit; words past the last whole multiple are thrown away."""
    fair = _WORDS - _WORDS % limit
    return next(word for word in words if word < fair) % limit
