"""Do something to the database in one transaction: and leave no trace, or keep it all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def together() -> Iterator[None]:
    """One commit at the end, however many services ran; durable ones run as in any test."""
    atomic = transaction.atomic()
    # As django.test.TestCase marks its own blocks: `durable=True` may stand inside them.
    atomic._from_testcase = True  # type: ignore[attr-defined]
    with atomic:
        yield


@contextmanager
def undone() -> Iterator[None]:
    """Everything inside is rolled back."""
    with together():
        try:
            yield
        finally:
            transaction.set_rollback(True)
