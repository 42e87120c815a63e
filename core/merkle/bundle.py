"""What somebody needs to check leaves without us: openings, proofs, a checkpoint, the key.

    {"v": 1, "public_key": "<hex>", "checkpoint": "<signed note>",
     "leaves": [{"seq": 4, "leaf_hash": "<hex>", "proof": ["<hex>", …],
                 "opening": {"salt": "<hex>", "body": "<RFC 8785 text>"}}],
     "older": {"checkpoint": "<signed note>", "proof": ["<hex>", …]}}

An opening that was erased is null: the leaf's place can still be proved, its content never
again. ``older`` is there where a reader brought a checkpoint of her own.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from core.merkle.checkpoint import Checkpoint, CheckpointRefused, checkpoint_read
from core.merkle.leaf import LeafRefused, salted_leaf_hash
from core.merkle.proofs import consistency_verify, inclusion_verify

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and with which leaf; ``seq`` is None where it is not about one."""

    code: str
    seq: int | None = None


def bundle_findings(bundle: Json, *, public_key: bytes | None = None) -> list[Finding]:
    """Everything that is wrong with a bundle; nothing wrong is an empty list.

    ``public_key`` is the key that the reader knows from elsewhere; without it the bundle's own
    is believed. Codes: ``bundle_malformed``, ``key_other``, ``checkpoint_malformed``,
    ``checkpoint_key_unknown``, ``checkpoint_signature_wrong``, ``opening_hash_wrong``,
    ``opening_place_wrong``, ``inclusion_wrong``, ``older_log_other``, ``consistency_wrong``.
    """
    try:
        return list(_findings(bundle, public_key))
    except (KeyError, TypeError, ValueError, AttributeError):
        return [Finding("bundle_malformed")]


def _findings(bundle: Json, known: bytes | None) -> Iterator[Finding]:
    key = bytes.fromhex(bundle["public_key"])
    if bundle["v"] != 1 or not bundle["leaves"]:
        yield Finding("bundle_malformed")
        return
    if known is not None and known != key:
        yield Finding("key_other")
        key = known
    try:
        checkpoint = checkpoint_read(bundle["checkpoint"], public_key=key)
    except CheckpointRefused as refused:
        yield Finding(refused.code)
        return
    for leaf in bundle["leaves"]:
        yield from _leaf_findings(leaf, checkpoint)
    if bundle.get("older") is not None:
        yield from _older_findings(bundle["older"], checkpoint, key)


def _leaf_findings(leaf: Json, checkpoint: Checkpoint) -> Iterator[Finding]:
    seq, digest = leaf["seq"], bytes.fromhex(leaf["leaf_hash"])
    if leaf["opening"] is not None:
        code = opening_problem(leaf["opening"], seq=seq, leaf_hash=digest)
        if code is not None:
            yield Finding(code, seq)
    proof = [bytes.fromhex(step) for step in leaf["proof"]]
    if not inclusion_verify(
        leaf=digest, index=seq, size=checkpoint.size, proof=proof, expected=checkpoint.root
    ):
        yield Finding("inclusion_wrong", seq)


def opening_problem(opening: Json, *, seq: int, leaf_hash: bytes) -> str | None:
    """Why an opening is not this leaf's: another hash or spelling, or another place."""
    try:
        content = json.loads(opening["body"])
        same = salted_leaf_hash(bytes.fromhex(opening["salt"]), content) == leaf_hash
        canonical = rfc8785.dumps(content).decode() == opening["body"]
    except (LeafRefused, ValueError, rfc8785.CanonicalizationError):
        return "opening_hash_wrong"
    if not (same and canonical):
        return "opening_hash_wrong"
    return None if content.get("seq") == seq else "opening_place_wrong"


def _older_findings(older: Json, checkpoint: Checkpoint, key: bytes) -> Iterator[Finding]:
    try:
        before = checkpoint_read(older["checkpoint"], public_key=key)
    except CheckpointRefused as refused:
        yield Finding(refused.code)
        return
    code = consistency_problem(before, checkpoint, [bytes.fromhex(each) for each in older["proof"]])
    if code is not None:
        yield Finding(code)


def consistency_problem(older: Checkpoint, newer: Checkpoint, proof: list[bytes]) -> str | None:
    """Why the newer checkpoint is not of the same log grown; None where it is."""
    if older.origin != newer.origin:
        return "older_log_other"
    grown = consistency_verify(
        old_size=older.size,
        old_root=older.root,
        size=newer.size,
        new_root=newer.root,
        proof=proof,
    )
    return None if grown else "consistency_wrong"
