"""The log as it lies in the tables, compared with what it says of itself."""

import json
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from core.clock import instant_text
from core.merkle.bundle import opening_problem
from core.models import LogLeaf, LogOpening, LogTree

ERASURE = "erasure"


def leaf_name(tree: LogTree, seq: int) -> str:
    """How a finding names a leaf: its log's owner and its place."""
    return f"{tree}/{seq}"


def seqs_with_gaps() -> Iterator[str]:
    """Trees whose leaves do not count from 0 to the head's size, at the first wrong place."""
    for tree in LogTree.objects.order_by("pk"):
        expected = 0
        for seq in tree.leaves.order_by("seq").values_list("seq", flat=True):
            if seq != expected:
                break
            expected += 1
        if expected != tree.size or tree.leaves.count() != tree.size:
            yield leaf_name(tree, expected)


def leaves_unlike_openings() -> Iterator[str]:
    """Leaves whose hash, place, type or time is not that of their opening."""
    rows = LogOpening.objects.select_related("leaf__tree").order_by("leaf_id")
    for opening in rows.iterator():
        if not opening_fits(opening):
            yield leaf_name(opening.leaf.tree, opening.leaf.seq)


def opening_fits(opening: LogOpening) -> bool:
    """Whether an opening is the one that its leaf commits to, down to the byte."""
    leaf, words = opening.leaf, {"salt": opening.salt, "body": opening.body}
    if opening_problem(words, seq=leaf.seq, leaf_hash=bytes.fromhex(leaf.leaf_hash)) is not None:
        return False
    content = json.loads(opening.body)
    return (content["type"], content["at"]) == (leaf.type, instant_text(leaf.at))


def openings_missing() -> Iterator[str]:
    """Leaves without an opening that no erasure in the same log names."""
    erased = {tree.pk: seqs_erased(tree) for tree in LogTree.objects.all()}
    bare = LogLeaf.objects.filter(opening__isnull=True).select_related("tree").order_by("pk")
    for leaf in bare:
        if leaf.seq not in erased[leaf.tree_id]:
            yield leaf_name(leaf.tree, leaf.seq)


def erased_moments(kind: str) -> set[tuple[UUID, datetime]]:
    """Owner and time of the leaves of a type whose opening is gone: all that is left of them."""
    bare = LogLeaf.objects.filter(type=kind, opening__isnull=True)
    return set(bare.values_list("tree__owner_id", "at"))


def seqs_erased(tree: LogTree) -> set[int]:
    """The places whose openings an erasure of this log names."""
    named: set[int] = set()
    leaves = tree.leaves.filter(type=ERASURE, opening__isnull=False)
    for body in leaves.values_list("opening__body", flat=True):
        named.update(json.loads(body)["body"]["seqs"])
    return named
