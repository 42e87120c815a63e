"""Statements that one thread repeats all day, planned once for its connection.

PostgreSQL plans a statement anew with each execution unless it is prepared, and the plan of a batch
of marks costs more than carrying it out. SQLite's driver keeps compiled statements by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper


@contextmanager
def prepared_cursor() -> Iterator[CursorWrapper]:
    """A cursor that prepares what it executes. For a few statements whose text never changes.

    What the connection executes otherwise is left as it was. A plan that rests on a table's size
    is made anew after the table was analyzed, which PostgreSQL does by itself.
    """
    # Django cannot tell the text of what was prepared: while it records, nothing is.
    if connection.vendor != "postgresql" or connection.queries_logged:
        with connection.cursor() as cursor:
            yield cursor
        return
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.ensure_connection()
    driver = connection.connection
    assert driver is not None
    before, driver.prepare_threshold = driver.prepare_threshold, 0
    try:
        # The stubs know neither the driver's arguments nor that `make_cursor` wraps what it gets.
        bare: Any = ServerBindingCursor(driver)  # type: ignore[call-arg]
        with connection.make_cursor(bare) as cursor:
            yield cursor
    finally:
        driver.prepare_threshold = before
