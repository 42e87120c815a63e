"""Append events to an owner's log inside the command's transaction."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from core.merkle.leaf import leaf_body, leaf_digest
from core.models import LogLeaf, LogOpening, LogTree


@dataclass(frozen=True, slots=True)
class LogEvent:
    """What happened: a dotted verb and its body. Numbers in the body are strings or ints."""

    type: str
    body: Mapping[str, Any]


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
    prepared = [_seal(event, seq, at) for seq, event in enumerate(events, start=first)]
    leaves = LogLeaf.objects.bulk_create(
        LogLeaf(tree=tree, seq=seq, leaf_hash=digest, type=event.type, at=at)
        for event, (seq, _salt, _body, digest) in zip(events, prepared, strict=True)
    )
    LogOpening.objects.bulk_create(
        LogOpening(leaf=leaf, salt=salt, body=body)
        for leaf, (_seq, salt, body, _digest) in zip(leaves, prepared, strict=True)
    )
    return [LeafRef(leaf.pk, leaf.seq, leaf.leaf_hash) for leaf in leaves]


def _reserve(owner: tuple[str, UUID], count: int) -> tuple[LogTree, int]:
    """Lock the head row and take `count` numbers; makes the tree on first use."""
    kind, owner_id = owner
    heads = LogTree.objects.filter(owner_kind=kind, owner_id=owner_id)
    if not heads.update(size=F("size") + count):
        LogTree.objects.get_or_create(owner_kind=kind, owner_id=owner_id)
        heads.update(size=F("size") + count)
    tree = heads.get()
    return tree, tree.size - count


def _seal(event: LogEvent, seq: int, at: datetime) -> tuple[int, str, str, str]:
    salt = secrets.token_hex(32)
    body = leaf_body(seq=seq, type=event.type, at=at, body=event.body, salt=salt)
    return seq, salt, body, leaf_digest(body)
