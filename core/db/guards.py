"""Make a table append-only in the database itself, whoever connects.

PostgreSQL refuses UPDATE, DELETE and TRUNCATE by triggers; SQLite knows no TRUNCATE (it is a
DELETE without a condition) and refuses UPDATE and DELETE.
"""

from collections.abc import Callable
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION yisai_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append_only: % on %', TG_OP, TG_TABLE_NAME;
END $$
"""


def append_only(*tables: str) -> migrations.RunPython:
    """A migration operation that guards the tables; reversing it drops the guards."""
    return migrations.RunPython(_run(tables, _guard), _run(tables, _unguard))


def _run(
    tables: tuple[str, ...], statements: Callable[[str, str], list[str]]
) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    def apply(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            for statement in statements(editor.connection.vendor, table):
                editor.execute(statement, params=None)  # the percent signs are PL/pgSQL's

    return apply


def _guard(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            _PG_FUNCTION,
            (
                f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION yisai_append_only()"
            ),
            (
                f"CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION yisai_append_only()"
            ),
        ]
    return [
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append_only: {verb} on {table}'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _unguard(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [f"DROP TRIGGER {table}_{name} ON {table}" for name in ("rows", "all")]
    return [f"DROP TRIGGER {table}_{verb}" for verb in ("update", "delete")]


_PG_FRONTIER = """
CREATE OR REPLACE FUNCTION yisai_frontier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE core_logtree SET frontier = NEW.frontier WHERE id = NEW.tree_id;
    RETURN NULL;
END $$
"""


def frontier_kept() -> migrations.RunPython:
    """A migration operation: the head row's frontier is what the last leaf brought with it."""
    return migrations.RunPython(_frontier_keep, _frontier_leave)


def _frontier_keep(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(_PG_FRONTIER, params=None)
        editor.execute(
            "CREATE TRIGGER core_logleaf_frontier AFTER INSERT ON core_logleaf FOR EACH ROW "
            "WHEN (NEW.frontier <> '') EXECUTE FUNCTION yisai_frontier()"
        )
        return
    editor.execute(
        "CREATE TRIGGER core_logleaf_frontier AFTER INSERT ON core_logleaf "
        "WHEN NEW.frontier <> '' BEGIN "
        "UPDATE core_logtree SET frontier = NEW.frontier WHERE id = NEW.tree_id; END",
        params=None,
    )


def _frontier_leave(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    where = " ON core_logleaf" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER core_logleaf_frontier{where}")


# What an erasure of the same log names may go; an erasure itself never.
_ERASABLE = """
SELECT 1 FROM core_logleaf gone
JOIN core_logleaf said ON said.tree_id = gone.tree_id AND said.type = 'erasure'
JOIN core_logopening words ON words.leaf_id = said.id
WHERE gone.id = OLD.leaf_id AND gone.type <> 'erasure' AND {names}
"""
_NAMES = {
    "postgresql": "words.body::jsonb -> 'body' -> 'seqs' @> to_jsonb(gone.seq)",
    "sqlite": "gone.seq IN (SELECT value FROM json_each(words.body, '$.body.seqs'))",
}


def openings_erasable() -> migrations.RunPython:
    """A migration operation: an opening may be deleted where an erasure leaf names it."""
    return migrations.RunPython(_erasure_allow, _erasure_refuse)


def _erasure_allow(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    vendor = editor.connection.vendor
    erasable = _ERASABLE.format(names=_NAMES[vendor])
    if vendor == "postgresql":
        statements = [
            "DROP TRIGGER core_logopening_rows ON core_logopening",
            (
                "CREATE TRIGGER core_logopening_rows BEFORE UPDATE ON core_logopening "
                "FOR EACH ROW EXECUTE FUNCTION yisai_append_only()"
            ),
            (
                "CREATE FUNCTION yisai_erasure() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF EXISTS ({erasable}) THEN RETURN OLD; END IF; "
                "RAISE EXCEPTION 'append_only: % on %', TG_OP, TG_TABLE_NAME; END $$"
            ),
            (
                "CREATE TRIGGER core_logopening_erasure BEFORE DELETE ON core_logopening "
                "FOR EACH ROW EXECUTE FUNCTION yisai_erasure()"
            ),
        ]
    else:
        statements = [
            "DROP TRIGGER core_logopening_delete",
            (
                "CREATE TRIGGER core_logopening_delete BEFORE DELETE ON core_logopening "
                f"WHEN NOT EXISTS ({erasable}) "
                "BEGIN SELECT RAISE(ABORT, 'append_only: DELETE on core_logopening'); END"
            ),
        ]
    for statement in statements:
        editor.execute(statement, params=None)


def _erasure_refuse(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    vendor, table = editor.connection.vendor, "core_logopening"
    if vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {table}_erasure ON {table}")
        editor.execute("DROP FUNCTION yisai_erasure()")
    for statement in _unguard(vendor, table) + _guard(vendor, table):
        editor.execute(statement, params=None)
