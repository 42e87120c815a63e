"""Connections that no request closes: writer thread, consumers, jobs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection


@contextmanager
def fresh() -> Iterator[None]:
    """Wrap every use of the ORM outside a request.

    Before: drop the thread's connection if it is unusable or past its age. After an
    OperationalError or InterfaceError: close it, so that the next use heals. The error
    itself goes on to the caller.
    """
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    try:
        yield
    except (OperationalError, InterfaceError):
        if not connection.in_atomic_block:
            connection.close()
        raise
