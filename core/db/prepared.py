"""Statements that one thread repeats all day: planned once, sent together, with little in between.

PostgreSQL plans a statement anew with each execution unless it is prepared, and the plan of a batch
of marks costs more than carrying it out. Each statement that is waited for is a turn between two
processes; those that do not need each other's answers go in one (libpq's pipeline). SQLite's driver
keeps compiled statements by itself and has no turns. Django's own cursor is used where somebody
looks at its statements: while it records them, or where they are wrapped.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from typing import Any, Protocol

from django.db import connection
from django.db.backends.utils import CursorWrapper

Rows = Sequence[Sequence[Any]]
Values = Sequence[Any]


class PreparedCursor(Protocol):
    """Executes a few statements whose text never changes; placeholders are `%s`."""

    def ask(self, statement: str, values: Values) -> Callable[[], Rows]:
        """Execute; the rows are there at once, or after `together` where it stands inside."""

    def execute(self, statement: str, values: Values) -> None:
        """Execute what gives no rows."""

    def together(self) -> AbstractContextManager[None]:
        """What is asked inside goes in one turn; an error comes at the end of it at the latest.

        Each statement still sees what the one before it did and waited for.
        """


@contextmanager
def prepared_cursor() -> Iterator[PreparedCursor]:
    """A cursor that prepares what it executes, inside a transaction of this thread.

    What the connection executes otherwise is left as it was. A plan that rests on a table's size
    is made anew after the table was analyzed, which PostgreSQL does by itself.
    """
    # Django cannot tell the text of what was prepared: while it records, nothing is.
    if connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as cursor:
            yield _Watched(cursor)
        return
    connection.ensure_connection()
    driver: Any = connection.connection
    if connection.vendor != "postgresql":
        yield _Sqlite(driver, connection.wrap_database_errors)
        return
    before, driver.prepare_threshold = driver.prepare_threshold, 0
    try:
        yield _Postgres(driver, connection.wrap_database_errors)
    finally:
        driver.prepare_threshold = before


class _Watched:
    """By Django's cursor, one statement after the other."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor

    def ask(self, statement: str, values: Values) -> Callable[[], Rows]:
        self._cursor.execute(statement, values)
        rows = self._cursor.fetchall()
        return lambda: rows

    def execute(self, statement: str, values: Values) -> None:
        self._cursor.execute(statement, values)

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()


class _Sqlite:
    """By the driver itself."""

    def __init__(self, driver: Any, errors: AbstractContextManager[None]) -> None:
        self._execute = driver.execute
        self._errors = errors

    def ask(self, statement: str, values: Values) -> Callable[[], Rows]:
        with self._errors:
            rows: Rows = self._execute(_by_position(statement), values).fetchall()
        return lambda: rows

    def execute(self, statement: str, values: Values) -> None:
        with self._errors:
            self._execute(_by_position(statement), values)

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()


class _Postgres:
    """By the driver itself, which binds on the server."""

    def __init__(self, driver: Any, errors: AbstractContextManager[None]) -> None:
        from django.db.backends.postgresql.base import ServerBindingCursor

        self._driver = driver
        self._errors = errors
        self._cursor: Any = ServerBindingCursor

    def ask(self, statement: str, values: Values) -> Callable[[], Rows]:
        cursor = self._cursor(self._driver)
        with self._errors:
            cursor.execute(statement, values)

        def rows() -> Rows:
            with self._errors:
                found: Rows = cursor.fetchall()
            return found

        return rows

    def execute(self, statement: str, values: Values) -> None:
        with self._errors:
            self._cursor(self._driver).execute(statement, values)

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._errors, self._driver.pipeline():
            yield


@lru_cache(maxsize=64)
def _by_position(statement: str) -> str:
    return statement.replace("%s", "?").replace("%%", "%")
