"""Do something to the database and leave no trace, inside an ordinary test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Everything inside is rolled back; durable transactions run in it as in any test."""
    atomic = transaction.atomic()
    # As django.test.TestCase marks its own blocks: `durable=True` may stand inside them.
    atomic._from_testcase = True  # type: ignore[attr-defined]
    with atomic:
        try:
            yield
        finally:
            transaction.set_rollback(True)
