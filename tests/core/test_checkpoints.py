"""Checkpoints: signed once per size, from the leaves, and never over a damaged log."""

from __future__ import annotations

import io
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import TestCase

from core import signing
from core.merkle.checkpoint import checkpoint_read
from core.merkle.frontier import Frontier
from core.models import LogCheckpoint, LogLeaf, LogTree
from core.selectors.checkpoints import leaf_hashes
from core.services.checkpoints import (
    LogDamaged,
    checkpoint_after_commit,
    checkpoint_make,
    checkpoints_make,
)
from core.services.log import LogEvent, log_append

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
OWNER = ("edition", uuid.UUID(int=1))


def append(count: int) -> LogTree:
    log_append(owner=OWNER, events=[LogEvent("a.b", {"n": n}) for n in range(count)], at=AT)
    return LogTree.objects.get(owner_id=OWNER[1])


@pytest.mark.parametrize("sizes", [(1,), (2, 1), (3, 5, 1), (7, 1, 9, 2)])
def test_the_head_keeps_the_frontier_of_its_leaves(sizes):
    for size in sizes:
        tree = append(size)
        frontier = Frontier()
        for leaf in leaf_hashes(tree, tree.size):
            frontier = frontier.append(leaf)
        assert tree.frontier == frontier.to_bytes().hex()


def test_a_checkpoint_says_what_the_log_is_and_is_signed():
    tree = append(5)
    made = checkpoint_make(tree=tree, at=AT)
    assert made is not None
    said = checkpoint_read(made.text, public_key=bytes.fromhex(signing.public_key()))
    frontier = Frontier.from_bytes(5, bytes.fromhex(tree.frontier))
    assert (said.origin, said.size, said.root) == (
        f"yisai/edition/{OWNER[1]}",
        5,
        frontier.root(),
    )
    assert signing.verifies(said.body().encode(), made.signature)


def test_a_size_is_signed_once():
    tree = append(2)
    first = checkpoint_make(tree=tree, at=AT)
    assert checkpoint_make(tree=tree, at=AT + timedelta(minutes=1)) == first
    assert checkpoints_make(at=AT) == ([], [])
    append(1)
    assert [row.size for row in checkpoints_make(at=AT)[0]] == [3]
    assert LogCheckpoint.objects.count() == 2


def test_an_empty_log_has_nothing_to_sign():
    tree = LogTree.objects.create(owner_kind="host", owner_id=uuid.UUID(int=2))
    assert checkpoint_make(tree=tree, at=AT) is None
    assert checkpoints_make(at=AT) == ([], [])


@pytest.mark.parametrize("damage", [{"frontier": "00" * 64}, {"size": 5}, {"frontier": "junk"}])
def test_a_damaged_log_is_not_signed_and_still_takes_events(damage):
    """The command names it; a score is not refused because of it."""
    tree = append(3)
    LogTree.objects.filter(pk=tree.pk).update(**damage)
    with pytest.raises(LogDamaged):
        checkpoint_make(tree=tree, at=AT)
    log_append(owner=OWNER, events=[LogEvent("a.b", {})], at=AT)
    err = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("checkpoints", stderr=err)
    assert f"log_damaged {tree}" in err.getvalue()
    assert not LogCheckpoint.objects.exists()


def test_the_command_prints_the_notes():
    append(2)
    out = io.StringIO()
    call_command("checkpoints", stdout=out)
    assert LogCheckpoint.objects.get().text in out.getvalue()


def test_it_is_signed_after_the_commit():
    with TestCase.captureOnCommitCallbacks(execute=True):
        append(1)
        checkpoint_after_commit(owner=OWNER, at=AT)
        assert not LogCheckpoint.objects.exists()
    assert LogCheckpoint.objects.get().size == LogLeaf.objects.count()
