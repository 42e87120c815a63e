"""Sign what a log says now. A job, a command or a commit's end calls this: never the score path."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from core import signing
from core.clock import instant_text
from core.merkle.checkpoint import Checkpoint, checkpoint_sign
from core.models import LogCheckpoint, LogTree
from core.selectors.checkpoints import origin_of, tree_of, tree_state, trees_with_news


class LogDamaged(RuntimeError):
    """The log is not what its head row or an earlier checkpoint says: nothing is signed."""

    def __init__(self, tree: LogTree) -> None:
        super().__init__(f"log_damaged: {tree}")
        self.code = "log_damaged"


def checkpoint_make(*, tree: LogTree, at: datetime) -> LogCheckpoint | None:
    """Sign the log's root at its present size; a size that was signed keeps its checkpoint.

    The root comes from the leaves, and the last checkpoint must be a beginning of it: a rewritten
    log gets no new signature. None for an empty log. Raises LogDamaged.
    """
    state = tree_state(tree)
    if not state.agrees:
        raise LogDamaged(tree)
    if state.size == 0:
        return None
    known = LogCheckpoint.objects.filter(tree=tree, size=state.size).first()
    if known is not None:
        return known
    said = Checkpoint(origin_of(tree), state.size, state.root, instant_text(at))
    text = checkpoint_sign(said, public_key=bytes.fromhex(signing.public_key()), sign=_sign)
    with transaction.atomic():
        made, _new = LogCheckpoint.objects.get_or_create(
            tree=tree,
            size=state.size,
            defaults={
                "root": state.root.hex(),
                "at": at,
                "signature": signing.sign(said.body().encode()),
                "key_id": signing.key_id(),
                "text": text,
            },
        )
    return made


def checkpoints_make(*, at: datetime) -> tuple[list[LogCheckpoint], list[str]]:
    """Sign every log with news; returns what was signed and the names of damaged logs."""
    made, damaged = [], []
    for tree in trees_with_news():
        try:
            checkpoint = checkpoint_make(tree=tree, at=at)
        except LogDamaged:
            damaged.append(str(tree))
        else:
            made += [checkpoint] if checkpoint else []
    return made, damaged


def checkpoint_after_commit(*, owner: tuple[str, UUID], at: datetime) -> None:
    """Sign the owner's log once this transaction is committed; a failure there undoes nothing."""
    transaction.on_commit(partial(_make_of, owner, at), robust=True)


def _make_of(owner: tuple[str, UUID], at: datetime) -> None:
    tree = tree_of(owner)
    if tree is not None:
        checkpoint_make(tree=tree, at=at)


def _sign(body: bytes) -> bytes:
    return bytes.fromhex(signing.sign(body))
