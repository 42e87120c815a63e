"""The bundle that lets somebody check leaves offline."""

from collections.abc import Sequence
from typing import Any

from core import signing
from core.merkle.proofs import consistency_proof, inclusion_proof
from core.models import LogLeaf, LogOpening, LogTree
from core.selectors.checkpoints import last_checkpoint, leaf_hashes


def leaves_bundle(
    *, tree: LogTree, seqs: Sequence[int], older: int | None = None
) -> dict[str, Any] | None:
    """Openings and proofs of these leaves under the last checkpoint of their log.

    `older` is the size of a checkpoint that the reader has. None where a leaf or that size is
    not covered by a checkpoint yet. Who may have an opening is for the caller's policy.
    """
    checkpoint = last_checkpoint(tree)
    rows = {leaf.seq: leaf for leaf in _leaves(tree, seqs)}
    if checkpoint is None or not seqs or any(seq not in rows for seq in seqs):
        return None
    if max(seqs) >= checkpoint.size:
        return None
    hashes = leaf_hashes(tree, checkpoint.size)
    bundle = {
        "v": 1,
        "public_key": signing.public_key(),
        "checkpoint": checkpoint.text,
        "leaves": [_leaf(rows[seq], hashes) for seq in seqs],
    }
    if older is None:
        return bundle
    before = tree.checkpoints.filter(size=older).first()
    if before is None:
        return None
    proof = [step.hex() for step in consistency_proof(hashes, older)]
    return bundle | {"older": {"checkpoint": before.text, "proof": proof}}


def _leaves(tree: LogTree, seqs: Sequence[int]) -> list[LogLeaf]:
    return list(tree.leaves.filter(seq__in=seqs).select_related("opening"))


def _leaf(leaf: LogLeaf, hashes: list[bytes]) -> dict[str, Any]:
    opening: LogOpening | None = getattr(leaf, "opening", None)
    return {
        "seq": leaf.seq,
        "leaf_hash": leaf.leaf_hash,
        "proof": [step.hex() for step in inclusion_proof(hashes, leaf.seq)],
        "opening": None if opening is None else {"salt": opening.salt, "body": opening.body},
    }
