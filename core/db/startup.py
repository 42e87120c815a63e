"""What the database must be before anything is served from it, or works on it."""

from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from core.db.durability import durability_require

# As the server tells its version: major * 10000 + minor.
POSTGRES_FLOOR: Final = 150_000


def database_require() -> None:
    """Raises ImproperlyConfigured for a PostgreSQL before 15 and for one that may forget.

    A database that is away is not judged (`durability_require`), nor is one of the tests.
    """
    if settings.DURABILITY_CHECK:
        _floor_require()
    durability_require()


def _floor_require() -> None:
    if connection.vendor != "postgresql":
        return
    try:
        connection.ensure_connection()
        version = int(getattr(connection, "pg_version"))  # noqa: B009 - PostgreSQL's backend only
    except OperationalError:
        return
    finally:
        connection.close()
    if version < POSTGRES_FLOOR:
        raise ImproperlyConfigured(
            f"PostgreSQL 15 or newer is needed; this one is {version // 10_000}.{version % 10_000}."
        )


def database_told() -> str:
    """What the database says that it is, asked now."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {str(cursor.fetchone()[0]).split(' ', 1)[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"
