"""Heads and checkpoints compared with the leaves that they speak of."""

from collections.abc import Iterator

from core import signing
from core.clock import instant_text
from core.merkle.checkpoint import Checkpoint, CheckpointRefused, checkpoint_read
from core.merkle.frontier import Frontier
from core.merkle.hashing import root
from core.models import LogCheckpoint, LogTree
from core.selectors.checkpoints import leaf_hashes, origin_of


def frontiers_unlike_leaves() -> Iterator[str]:
    """Logs whose head row's frontier is not that of their leaves."""
    for tree in LogTree.objects.order_by("pk"):
        frontier = Frontier()
        for leaf in leaf_hashes(tree, tree.size):
            frontier = frontier.append(leaf)
        if frontier.to_bytes().hex() != tree.frontier:
            yield str(tree)


def checkpoints_unlike_leaves() -> Iterator[str]:
    """Checkpoints of a root that the log does not have at that size: it was rewritten."""
    for tree in LogTree.objects.order_by("pk"):
        signed = list(tree.checkpoints.order_by("size"))
        leaves = leaf_hashes(tree, signed[-1].size) if signed else []
        for row in signed:
            if row.size > len(leaves) or root(leaves[: row.size]).hex() != row.root:
                yield f"{tree}@{row.size}"


def checkpoints_unsigned() -> Iterator[str]:
    """Checkpoints that our key did not sign, or whose text says something else than the row."""
    key = bytes.fromhex(signing.public_key())
    for row in LogCheckpoint.objects.select_related("tree").order_by("pk"):
        said = Checkpoint(
            origin_of(row.tree), row.size, bytes.fromhex(row.root), instant_text(row.at)
        )
        try:
            same = checkpoint_read(row.text, public_key=key) == said
        except CheckpointRefused:
            same = False
        signed = signing.verifies(said.body().encode(), row.signature)
        if not (same and signed and row.key_id == signing.key_id()):
            yield f"{row.tree}@{row.size}"
