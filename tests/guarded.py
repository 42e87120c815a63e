"""The append-only tables, and how their guards are taken off."""

from __future__ import annotations

from django.db import connection

from core.db import guards

GUARDED = (
    "core_logleaf",
    "core_logopening",
    "core_logcheckpoint",
    "core_auditevent",
    "core_auditplace",
    "contest_entryversion",
    "judging_interferenceentry",
    "judging_scoreoperation",
    "pipeline_stageevent",
)


def guards_drop(*tables: str) -> None:
    """Whoever owns the database can do this too."""
    with connection.cursor() as cursor:
        for table in tables:
            for statement in guards._unguard(connection.vendor, table):
                cursor.execute(statement)
        if connection.vendor == "postgresql" and "core_logopening" in tables:
            cursor.execute("DROP TRIGGER core_logopening_erasure ON core_logopening")
