"""Append events to an owner's log inside the command's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from core.models import LogLeaf, LogOpening, LogTree
from core.services.leaves import LogEvent, frontier_grown, leaf_seal

__all__ = ["LeafRef", "LogEvent", "log_append"]


@dataclass(frozen=True, slots=True)
class LeafRef:
    """Where an event stands in the log."""

    id: int
    seq: int
    leaf_hash: str


def log_append(
    *, owner: tuple[str, UUID], events: Sequence[LogEvent], at: datetime
) -> list[LeafRef]:
    """Append the events, gap-free, and return where they stand.

    Call it last in the transaction: the head row is the last lock of the order
    round, cells, room, log head.
    """
    if not events:
        return []
    tree, first = _reserve(owner, len(events))
    sealed = [leaf_seal(event=event, seq=seq, at=at) for seq, event in enumerate(events, first)]
    rows = [
        LogLeaf(tree=tree, seq=leaf.seq, leaf_hash=leaf.leaf_hash, type=leaf.type, at=leaf.at)
        for leaf in sealed
    ]
    rows[-1].frontier = frontier_grown(size=first, stored=tree.frontier, leaves=sealed)
    leaves = LogLeaf.objects.bulk_create(rows)
    LogOpening.objects.bulk_create(
        LogOpening(leaf=row, salt=leaf.salt, body=leaf.body)
        for row, leaf in zip(leaves, sealed, strict=True)
    )
    return [LeafRef(row.pk, row.seq, row.leaf_hash) for row in leaves]


def _reserve(owner: tuple[str, UUID], count: int) -> tuple[LogTree, int]:
    """Lock the head row and take `count` numbers; makes the tree on first use."""
    kind, owner_id = owner
    heads = LogTree.objects.filter(owner_kind=kind, owner_id=owner_id)
    if not heads.update(size=F("size") + count):
        LogTree.objects.get_or_create(owner_kind=kind, owner_id=owner_id)
        heads.update(size=F("size") + count)
    tree = heads.get()
    return tree, tree.size - count
