"""The right edge of a tree: all that appending one more leaf needs."""

from dataclasses import dataclass
from functools import reduce

from core.merkle.hashing import EMPTY_ROOT, HASH_BYTES, node_hash


class FrontierRefused(ValueError):
    """Stored bytes that are no frontier of that size."""

    def __init__(self) -> None:
        super().__init__("frontier_malformed")
        self.code = "frontier_malformed"


@dataclass(frozen=True, slots=True)
class Frontier:
    """Roots of the full subtrees of a log of ``size`` leaves, largest first.

    There is one for each binary one of ``size``, so a log of a million leaves
    keeps at most twenty hashes.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier with one more leaf hash, in O(log size)."""
        nodes, size = list(self.nodes), self.size
        while size & 1:
            leaf = node_hash(nodes.pop(), leaf)
            size >>= 1
        return Frontier(self.size + 1, (*nodes, leaf))

    def root(self) -> bytes:
        """The root of the whole log."""
        if not self.nodes:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), reversed(self.nodes))

    def to_bytes(self) -> bytes:
        """The nodes in a row, for the log's head row (which keeps the size too)."""
        return b"".join(self.nodes)

    @classmethod
    def from_bytes(cls, size: int, stored: bytes) -> "Frontier":
        """The frontier as ``to_bytes`` stored it; raises ``FrontierRefused``."""
        if size < 0 or len(stored) != size.bit_count() * HASH_BYTES:
            raise FrontierRefused
        starts = range(0, len(stored), HASH_BYTES)
        return cls(size, tuple(stored[at : at + HASH_BYTES] for at in starts))
