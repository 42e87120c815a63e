"""Logs and what was signed of them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Max, Q

from core.merkle.frontier import Frontier
from core.merkle.hashing import root
from core.models import LogCheckpoint, LogTree


def origin_of(tree: LogTree) -> str:
    """The name that a log signs with."""
    return f"yisai/{tree.owner_kind}/{tree.owner_id}"


def tree_of(owner: tuple[str, UUID]) -> LogTree | None:
    """The log of an owner (kind, public id); None before its first event."""
    kind, owner_id = owner
    return LogTree.objects.filter(owner_kind=kind, owner_id=owner_id).first()


def trees_with_news() -> list[LogTree]:
    """Logs that grew since their last checkpoint."""
    signed = LogTree.objects.annotate(signed=Max("checkpoints__size"))
    return list(signed.filter(Q(signed=None, size__gt=0) | Q(signed__lt=F("size"))).order_by("pk"))


def leaf_hashes(tree: LogTree, size: int) -> list[bytes]:
    """The first leaf hashes of a log, in order; fewer where some are missing."""
    rows = tree.leaves.filter(seq__lt=size).order_by("seq").values_list("leaf_hash", flat=True)
    return [bytes.fromhex(digest) for digest in rows]


def last_checkpoint(tree: LogTree) -> LogCheckpoint | None:
    """What was signed last of a log."""
    return tree.checkpoints.order_by("-size").first()


@dataclass(frozen=True, slots=True)
class TreeState:
    """A log as read: its size, the root of its leaves, whether all of it agrees."""

    size: int
    root: bytes
    agrees: bool


def tree_state(tree: LogTree) -> TreeState:
    """Read the whole log: leaves against the head row and against what was signed before."""
    head = LogTree.objects.get(pk=tree.pk)
    leaves = leaf_hashes(head, head.size)
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    agrees = len(leaves) == head.size and frontier.to_bytes().hex() == head.frontier
    last = last_checkpoint(head)
    if last is not None:
        agrees &= last.size <= len(leaves) and root(leaves[: last.size]).hex() == last.root
    return TreeState(head.size, frontier.root(), agrees)
