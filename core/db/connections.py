"""Connections that no request closes: writer thread, consumers, jobs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

# PostgreSQL's classes: connection lost, server going down, rolled back to resolve a conflict.
_PASSING = ("08", "57P", "40")


@contextmanager
def fresh(*, keep: bool = False) -> Iterator[None]:
    """Wrap every use of the ORM outside a request.

    Before: drop the thread's connection if it is unusable or past its age; `keep` ignores the
    age, for a thread that lives as long as its work. After an OperationalError or
    InterfaceError: close it, so that the next use heals. The error itself goes on to the caller.
    """
    if not connection.in_atomic_block:
        if keep:
            connection.close_at = None
        connection.close_if_unusable_or_obsolete()
    try:
        yield
    except (OperationalError, InterfaceError):
        if not connection.in_atomic_block:
            connection.close()
        raise


def is_passing(error: Exception) -> bool:
    """Whether the same work may succeed at once on a new connection.

    True for a lost connection and for a transaction rolled back to end a deadlock; false where
    waiting was the trouble already (SQLite's lock, a statement's time limit).
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    if connection.vendor != "postgresql":
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or str(state).startswith(_PASSING)
