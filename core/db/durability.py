"""Does the database keep what it acknowledged when the power fails? Asked before serving.

Facts: PostgreSQL's manual, "Reliability and the Write-Ahead Log"; SQLite's, "PRAGMA synchronous".
"""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection

_POSTGRES: Final = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    # Without a standby `local` and `remote_apply` flush here as `on` does.
    "synchronous_commit": {"on", "local", "remote_apply"},
}
_SQLITE: Final = {"journal_mode": {"wal"}, "synchronous": {"2", "3"}}  # FULL, EXTRA


def durability_faults() -> Iterator[str]:
    """Each setting that lets an acknowledged commit get lost, with its value."""
    postgres = connection.vendor == "postgresql"
    command, wanted = ("SHOW", _POSTGRES) if postgres else ("PRAGMA", _SQLITE)
    with connection.cursor() as cursor:
        for name, good in wanted.items():
            cursor.execute(f"{command} {name}")
            value = str(cursor.fetchone()[0]).lower()
            if value not in good:
                yield f"{name} = {value} (must be {' or '.join(sorted(good))})"


def database_refusal() -> str:
    """Why nothing can be served from the database now: `database`, `durability`; "" when fit.

    It costs three small statements. `durability` only where the settings ask for it.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        forgetful = settings.DURABILITY_CHECK and any(durability_faults())
    except DatabaseError:
        return "database"
    return "durability" if forgetful else ""


def durability_require() -> None:
    """Raises ImproperlyConfigured, naming the settings, before anything is served.

    A database that is away is not judged: nobody is ready while it is, and `/readyz` goes on
    asking (`database_refusal`).
    """
    if not settings.DURABILITY_CHECK:
        return
    try:
        found = list(durability_faults())
    except OperationalError:
        return
    finally:
        connection.close()
    if found:
        raise ImproperlyConfigured(
            "This database may lose what it has acknowledged, so nothing is served from it: "
            + "; ".join(found)
        )
