"""Nineteen tamperings by whoever owns the database: each is named.

What the database alone can tell is named by `check_invariants`; where the tamperer made
everything agree again, or signed anew with our own key, a checkpoint that a reader kept does it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from core import signing
from core.invariants import violations_find
from core.merkle.bundle import bundle_findings
from core.merkle.frontier import Frontier
from core.merkle.proofs import consistency_proof
from core.models import LogCheckpoint, LogLeaf, LogOpening, LogTree
from core.selectors.bundles import leaves_bundle
from core.selectors.checkpoints import leaf_hashes
from core.services.checkpoints import LogDamaged, checkpoint_make
from core.services.leaves import LogEvent, leaf_seal
from judging.models import ScoreCell
from tests.guarded import GUARDED, guards_drop

Tampering = Callable[[LogTree], None]
TAMPERINGS: dict[str, tuple[str, Tampering]] = {}


def named_by(invariant: str) -> Callable[[Tampering], Tampering]:
    """`check_invariants` names the tampering by this invariant."""

    def keep(tampering: Tampering) -> Tampering:
        TAMPERINGS[tampering.__name__] = (invariant, tampering)
        return tampering

    return keep


def sql(statement: str, *params: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def leaf_of(tree: LogTree, kind: str) -> LogLeaf:
    return tree.leaves.filter(type=kind).select_related("opening").order_by("seq")[0]


def make_agree(tree: LogTree) -> None:
    """Head size and frontier as the leaves now are: what a careful tamperer does."""
    frontier = Frontier()
    for digest in leaf_hashes(tree, 1 << 40):
        frontier = frontier.append(digest)
    edge = frontier.to_bytes().hex()
    sql(
        "UPDATE core_logtree SET size = %s, frontier = %s WHERE id = %s",
        frontier.size,
        edge,
        tree.pk,
    )


def rewrite(tree: LogTree) -> None:
    """Another history of the first NDA, with its hash and the head recomputed."""
    leaf = leaf_of(tree, "nda.sign")
    body = json.loads(leaf.opening.body)["body"] | {"text_version": 9}
    sealed = leaf_seal(event=LogEvent(leaf.type, body), seq=leaf.seq, at=leaf.at)
    sql(
        "UPDATE core_logopening SET salt = %s, body = %s WHERE leaf_id = %s",
        sealed.salt,
        sealed.body,
        leaf.pk,
    )
    sql("UPDATE core_logleaf SET leaf_hash = %s WHERE id = %s", sealed.leaf_hash, leaf.pk)
    make_agree(tree)


def truncate(tree: LogTree, size: int) -> None:
    """Cut the tail, with a head that agrees."""
    sql(
        "DELETE FROM core_logopening WHERE leaf_id IN "
        "(SELECT id FROM core_logleaf WHERE tree_id = %s AND seq >= %s)",
        tree.pk,
        size,
    )
    sql("DELETE FROM core_logleaf WHERE tree_id = %s AND seq >= %s", tree.pk, size)
    make_agree(tree)


@named_by("log_leaf_opens")
def edit_a_body(tree: LogTree) -> None:
    leaf = leaf_of(tree, "score.apply")
    sql(
        'UPDATE core_logopening SET body = replace(body, \'"value":"4\', \'"value":"5\') '
        "WHERE leaf_id = %s",
        leaf.pk,
    )


@named_by("log_leaf_opens")
def edit_a_salt(tree: LogTree) -> None:
    leaf = leaf_of(tree, "nda.sign")
    sql("UPDATE core_logopening SET salt = %s WHERE leaf_id = %s", "ab" * 32, leaf.pk)


@named_by("log_frontier")
def edit_a_hash(tree: LogTree) -> None:
    leaf = leaf_of(tree, "nda.sign")
    sql("UPDATE core_logleaf SET leaf_hash = %s WHERE id = %s", "ab" * 32, leaf.pk)


@named_by("log_seq_gap_free")
def delete_a_leaf(tree: LogTree) -> None:
    leaf = leaf_of(tree, "nda.sign")
    sql("DELETE FROM core_logopening WHERE leaf_id = %s", leaf.pk)
    sql("DELETE FROM core_logleaf WHERE id = %s", leaf.pk)


@named_by("log_opening_present")
def delete_an_opening(tree: LogTree) -> None:
    sql("DELETE FROM core_logopening WHERE leaf_id = %s", leaf_of(tree, "nda.sign").pk)


@named_by("log_frontier")
def swap_two_leaves(tree: LogTree) -> None:
    first, second = leaf_of(tree, "nda.sign"), leaf_of(tree, "score.apply")
    for pk, seq in ((first.pk, -1), (second.pk, first.seq), (first.pk, second.seq)):
        sql("UPDATE core_logleaf SET seq = %s WHERE id = %s", seq, pk)


@named_by("log_seq_gap_free")
def renumber_the_tail(tree: LogTree) -> None:
    sql("UPDATE core_logleaf SET seq = seq + 1000 WHERE tree_id = %s AND seq > 5", tree.pk)
    sql("UPDATE core_logtree SET size = size + 1000 WHERE id = %s", tree.pk)


@named_by("log_checkpoint_root")
def truncate_the_tail(tree: LogTree) -> None:
    truncate(tree, tree.size - 2)


@named_by("log_seq_gap_free")
def change_the_size(tree: LogTree) -> None:
    sql("UPDATE core_logtree SET size = size - 1 WHERE id = %s", tree.pk)


@named_by("log_frontier")
def forge_the_frontier(tree: LogTree) -> None:
    forged = "cd" * (len(tree.frontier) // 2)
    sql("UPDATE core_logtree SET frontier = %s WHERE id = %s", forged, tree.pk)


@named_by("log_leaf_opens")
def change_a_type(tree: LogTree) -> None:
    leaf = leaf_of(tree, "recusal.declare")
    sql("UPDATE core_logleaf SET type = 'nda.sign' WHERE id = %s", leaf.pk)


@named_by("log_leaf_opens")
def change_a_time(tree: LogTree) -> None:
    leaf = leaf_of(tree, "entry.submit")
    LogLeaf.objects.filter(pk=leaf.pk).update(at=F("at") - timedelta(days=1))


@named_by("score_leaf_has_operation")
def insert_a_leaf(tree: LogTree) -> None:
    """A mark that nobody gave, sealed as ours are, at the end, with a head that agrees."""
    event = LogEvent("score.apply", json.loads(leaf_of(tree, "score.apply").opening.body)["body"])
    sealed = leaf_seal(event=event, seq=tree.size, at=tree.created_at)
    row = LogLeaf.objects.create(
        tree=tree, seq=sealed.seq, leaf_hash=sealed.leaf_hash, type=sealed.type, at=sealed.at
    )
    LogOpening.objects.create(leaf=row, salt=sealed.salt, body=sealed.body)
    make_agree(tree)


@named_by("log_checkpoint_root")
def rewrite_the_whole(tree: LogTree) -> None:
    rewrite(tree)


@named_by("log_checkpoint_signed")
def alter_a_checkpoint(tree: LogTree) -> None:
    """The root of the rewritten log is put in; the key is not theirs."""
    rewrite(tree)
    leaves = leaf_hashes(tree, tree.size)
    for row in tree.checkpoints.all():
        frontier = Frontier()
        for digest in leaves[: row.size]:
            frontier = frontier.append(digest)
        root = frontier.root().hex()
        sql("UPDATE core_logcheckpoint SET root = %s WHERE id = %s", root, row.pk)


@named_by("log_seq_gap_free")
def move_a_leaf(tree: LogTree) -> None:
    host = LogTree.objects.get(owner_kind="host")
    leaf = leaf_of(tree, "nda.sign")
    sql("UPDATE core_logleaf SET tree_id = %s, seq = %s WHERE id = %s", host.pk, host.size, leaf.pk)
    make_agree(host)


@named_by("score_cell_projection")
def edit_a_projection(_tree: LogTree) -> None:
    cell = ScoreCell.objects.filter(rev__gt=0).order_by("pk")[0]
    sql("UPDATE judging_scorecell SET value = value + 50 WHERE id = %s", cell.pk)


@pytest.fixture
def tree(played):
    guards_drop(*GUARDED)
    return LogTree.objects.get(owner_kind="edition")


@pytest.mark.parametrize("name", sorted(TAMPERINGS))
def test_a_tampering_is_named(tree, name):
    invariant, tampering = TAMPERINGS[name]
    tampering(tree)
    assert invariant in {found.invariant for found in violations_find()}


def test_only_the_checkpoint_tells_of_a_careful_rewriting(tree):
    """Everything else agrees: this is what checkpoints are for; and we do not sign it again."""
    rewrite(tree)
    assert {found.invariant for found in violations_find()} == {"log_checkpoint_root"}
    with pytest.raises(LogDamaged):
        checkpoint_make(tree=tree, at=tree.created_at)


def _as_read(tree: LogTree, kept: str, size: int) -> set[str]:
    """What a reader is told who kept a checkpoint of that size."""
    bundle = leaves_bundle(tree=tree, seqs=[0])
    assert bundle is not None
    leaves = leaf_hashes(tree, 1 << 40)
    proof = consistency_proof(leaves, size) if size <= len(leaves) else []
    bundle["older"] = {"checkpoint": kept, "proof": [step.hex() for step in proof]}
    key = bytes.fromhex(signing.public_key())
    return {finding.code for finding in bundle_findings(bundle, public_key=key)}


def test_a_rewriting_signed_with_our_own_key_contradicts_a_kept_checkpoint(tree):
    """The key was stolen as well: nothing here knows, every reader with a checkpoint does."""
    kept = tree.checkpoints.order_by("size")[1]
    assert _as_read(tree, kept.text, kept.size) == set()
    rewrite(tree)
    sql("DELETE FROM core_logcheckpoint WHERE tree_id = %s", tree.pk)
    checkpoint_make(tree=tree, at=tree.created_at)
    assert violations_find() == []
    assert _as_read(tree, kept.text, kept.size) == {"consistency_wrong"}


def test_last_nights_copy_contradicts_todays_checkpoint(tree):
    """Log and checkpoints as they were: whole in themselves, but shorter than was signed."""
    night, today = list(tree.checkpoints.order_by("size"))[-2:]
    LogCheckpoint.objects.filter(pk=today.pk).delete()
    truncate(tree, night.size)
    log = {name.invariant for name in violations_find() if name.invariant.startswith("log_")}
    assert log == set()
    assert _as_read(tree, night.text, night.size) == set()
    assert _as_read(tree, today.text, today.size) == {"consistency_wrong"}


def test_there_are_enough():
    assert len(TAMPERINGS) >= 16
