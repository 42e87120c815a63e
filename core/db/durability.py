"""Does the database keep what it acknowledged when the power fails? Asked before serving.

Facts: PostgreSQL's manual, "Reliability and the Write-Ahead Log"; SQLite's, "PRAGMA synchronous".
"""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

_POSTGRES: Final = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    # Without a standby `local` and `remote_apply` flush here as `on` does.
    "synchronous_commit": {"on", "local", "remote_apply"},
}
_SQLITE: Final = {"journal_mode": {"wal"}, "synchronous": {"2", "3"}}  # FULL, EXTRA


def durability_faults() -> Iterator[str]:
    """Each setting that lets an acknowledged commit get lost, with its value."""
    command, wanted = (
        ("SHOW", _POSTGRES)
        if connection.vendor == "postgresql"
        else (
            "PRAGMA",
            _SQLITE,
        )
    )
    with connection.cursor() as cursor:
        for name, good in wanted.items():
            cursor.execute(f"{command} {name}")
            value = str(cursor.fetchone()[0]).lower()
            if value not in good:
                yield f"{name} = {value} (must be {' or '.join(sorted(good))})"


def durability_require() -> None:
    """Raises ImproperlyConfigured, naming the settings; a database that is away is not judged.

    Nobody is ready while it is away, and whoever starts again is asked again.
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
