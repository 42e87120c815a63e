"""Proofs that a leaf is in a log, and that a log only grew (RFC 9162, 2.1.3-2.1.4)."""

from collections.abc import Sequence

from core.merkle.hashing import node_hash, root, split

Proof = list[bytes]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> Proof:
    """The audit path of the leaf at ``index``; IndexError where there is none."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path: Proof = []
    first, last = 0, len(leaves)
    while last - first > 1:
        middle = first + split(last - first)
        if index < middle:
            path.append(root(leaves[middle:last]))
            last = middle
        else:
            path.append(root(leaves[first:middle]))
            first = middle
    return path[::-1]


def inclusion_verify(
    *, leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes
) -> bool:
    """Whether the leaf hash stands at ``index`` of the log of that size and root."""
    if not 0 <= index < size:
        return False
    node, last, reached = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            reached = node_hash(step, reached)
            node, last = _up_past_lone(node, last)
        else:
            reached = node_hash(reached, step)
        node, last = node >> 1, last >> 1
    return last == 0 and reached == expected


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> Proof:
    """That the log of ``old_size`` is a beginning of this one.

    Empty for the empty and for the same log; IndexError beyond the end.
    """
    if not 0 <= old_size <= len(leaves):
        raise IndexError(old_size)
    path: Proof = []
    first, last, whole = 0, len(leaves), True
    while 0 < old_size < last:
        middle = first + split(last - first)
        if old_size <= middle:
            path.append(root(leaves[middle:last]))
            last = middle
        else:
            path.append(root(leaves[first:middle]))
            first, whole = middle, False
    # The old root itself is what the reader already has.
    if not whole:
        path.append(root(leaves[first:last]))
    return path[::-1]


def consistency_verify(
    *, old_size: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the newer log keeps all of the older one."""
    if not 0 <= old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == root([])
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        # A full tree is its own first node.
        steps.insert(0, old_root)
    return bool(steps) and _climb(old_size, size, steps) == (old_root, new_root)


def _climb(old_size: int, size: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots that the steps lead to; None where they do not fit the sizes."""
    node, last = old_size - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            node, last = _up_past_lone(node, last)
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None


def _up_past_lone(node: int, last: int) -> tuple[int, int]:
    """Skip the levels on which the rightmost node has no neighbor."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last
