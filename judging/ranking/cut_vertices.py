"""Vertices without which a graph falls into more parts (Hopcroft and Tarjan 1973)."""

from collections.abc import Sequence
from dataclasses import dataclass, field


def cut_vertices(starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """The cut vertices of a graph without direction, in order.

    The neighbors of vertex ``v`` are ``ends[starts[v]:starts[v + 1]]``; a
    vertex may be its own neighbor.
    """
    search = _Search(starts, ends)
    for root in range(len(starts) - 1):
        if not search.seen[root]:
            search.tree(root)
    return sorted(search.found)


@dataclass(slots=True)
class _Search:
    """A depth-first search; ``low`` is the earliest vertex that a vertex's branch reaches."""

    starts: Sequence[int]
    ends: Sequence[int]
    seen: list[int] = field(init=False)
    low: list[int] = field(init=False)
    clock: int = 0
    found: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.seen = [0] * (len(self.starts) - 1)
        self.low = [0] * (len(self.starts) - 1)

    def tree(self, root: int) -> None:
        """Search all that hangs together with ``root``; a list in place of recursion."""
        children = 0
        path = [self._entered(root, -1)]
        while path:
            at, parent, edge = path[-1]
            if edge < self.starts[at + 1]:
                path[-1] = (at, parent, edge + 1)
                to = self.ends[edge]
                if not self.seen[to]:
                    path.append(self._entered(to, at))
                elif to != parent:
                    self.low[at] = min(self.low[at], self.seen[to])
                continue
            path.pop()
            children += parent == root
            self._left(at, parent, root)
        if children > 1:
            self.found.add(root)

    def _entered(self, at: int, parent: int) -> tuple[int, int, int]:
        self.clock += 1
        self.seen[at] = self.low[at] = self.clock
        return at, parent, self.starts[at]

    def _left(self, at: int, parent: int, root: int) -> None:
        if parent < 0:
            return
        self.low[parent] = min(self.low[parent], self.low[at])
        if parent != root and self.low[at] >= self.seen[parent]:
            self.found.add(parent)
