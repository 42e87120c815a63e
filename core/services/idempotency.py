"""A request that is sent again has one effect: its record is written with the effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from core.errors import Problem
from core.models import IdempotencyRecord, Person

# Longer than a weekend's phone stays without a link; the client gives up far earlier.
LIFE: Final = timedelta(hours=48)
# What one transaction of the sweep removes, so that no writer waits for long.
_SLICE: Final = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is told from another: who, under which key, where and what.

    `status` is the HTTP status that its success has.
    """

    person: Person
    key: str
    route: str
    body_hash: str
    status: int


@transaction.atomic
def command_once(
    *, asked: Asked, command: Callable[[], UUID], at: datetime
) -> tuple[IdempotencyRecord, bool]:
    """Carry a command out unless its key has been used; returns its record and whether it was.

    `command` returns the public id of what it made or changed. It runs in this transaction, so
    the record and the effect are there together or not at all; whatever it raises leaves none.
    Of two at the same moment the second waits for the first. Raises idempotency_key_reused.
    """
    ours = IdempotencyRecord(
        person=asked.person,
        key=asked.key,
        route=asked.route,
        body_hash=asked.body_hash,
        status=asked.status,
        at=at,
    )
    # Before the command's own locks: a twin waits here, and not half way through.
    IdempotencyRecord.objects.bulk_create([ours], ignore_conflicts=True)
    record = IdempotencyRecord.objects.get(person=asked.person, key=asked.key)
    if record.uid != ours.uid:
        require_same(record=record, asked=asked)
        return record, False
    record.object = command()
    record.save(update_fields=["object"])
    return record, True


def require_same(*, record: IdempotencyRecord, asked: Asked) -> None:
    """Raises idempotency_key_reused where the key stood for another request."""
    if (record.route, record.body_hash) != (asked.route, asked.body_hash):
        raise Problem("idempotency_key_reused")


def idempotency_sweep(*, at: datetime) -> int:
    """Forget the keys of requests that came 48 hours ago or earlier; returns how many."""
    forgotten = 0
    while removed := _slice_forget(at - LIFE):
        forgotten += removed
    return forgotten


@transaction.atomic
def _slice_forget(before: datetime) -> int:
    over = IdempotencyRecord.objects.filter(at__lte=before).order_by("at").values("pk")[:_SLICE]
    removed, _by_table = IdempotencyRecord.objects.filter(
        pk__in=list(over.values_list("pk", flat=True))
    ).delete()
    return removed
