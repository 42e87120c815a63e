"""What a failed store says to people: busy for a moment, or full until somebody makes room.

The counters of requests are a store as well, in Valkey where there are several processes.
"""

import errno
import sqlite3
import sys

from django.db import InterfaceError, OperationalError

from core.errors import Problem

_FULL_ERRNO = {errno.ENOSPC, errno.EDQUOT}
# PostgreSQL: disk_full. (53 as a class also holds too_many_connections, which passes.)
_FULL_SQLSTATE = "53100"


def is_full(error: BaseException | None) -> bool:
    """Whether there was no room, in this error or in what caused it."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL_ERRNO:
            return True
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        if getattr(error, "sqlstate", None) == _FULL_SQLSTATE:
            return True
        error = error.__cause__
    return False


def is_cache_away(error: BaseException | None) -> bool:
    """Whether the cache's server did not answer; nobody's data lies there."""
    redis = sys.modules.get("redis")  # loaded where it is used; not installed elsewhere
    return redis is not None and isinstance(error, redis.RedisError)


def store_problem(error: BaseException | None) -> Problem | None:
    """The problem of a store that failed; None where the error is something else."""
    if is_full(error):
        return Problem("storage_full")
    if is_cache_away(error):
        return Problem("limits_unavailable")
    if isinstance(error, OperationalError | InterfaceError):
        return Problem("database_busy")
    return None
