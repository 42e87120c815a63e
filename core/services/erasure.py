"""Erase what a leaf said, with a leaf that says so; its hash and every proof stay."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from core.errors import Problem
from core.models import LogOpening, LogTree, Person
from core.selectors.log_checked import ERASURE
from core.services.log import LeafRef, LogEvent, log_append

_MOST: Final = 500


@transaction.atomic
def opening_erase(
    *, tree: LogTree, seqs: Sequence[int], reason: str, actor: Person, at: datetime
) -> LeafRef:
    """Delete the openings of these leaves; returns the leaf that names them.

    The database refuses to delete any that no erasure of the same log names. Raises
    reason_missing, not_found where a leaf has no opening (any more) or is itself an erasure.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    named = sorted(set(seqs))
    openings = LogOpening.objects.filter(leaf__tree=tree, leaf__seq__in=named)
    erasable = openings.exclude(leaf__type=ERASURE)
    if not named or len(named) > _MOST or erasable.count() != len(named):
        raise Problem("not_found")
    body = {"seqs": named, "reason": reason.strip(), "by": str(actor.uid)}
    owner = (tree.owner_kind, tree.owner_id)
    leaf = log_append(owner=owner, events=[LogEvent(ERASURE, body)], at=at)[0]
    # By key: SQLite would read the rows of a join again after each deletion.
    LogOpening.objects.filter(pk__in=list(erasable.values_list("pk", flat=True))).delete()
    return leaf
