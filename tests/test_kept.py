"""What a section takes over from the one before is the same database."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.databases import FreshDatabase
from tests.kept import dump_exists, dump_keep, dump_restore, kept_home


def lines(path: Path) -> list[str]:
    """The dump without the two lines that hold a key by chance.

    PostgreSQL casts each word of an array or the array as a whole, and says the one or the other
    by how the same condition came to it: without casts and brackets both read alike.
    """
    text = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in text if not line.startswith(("\\restrict", "\\unrestrict"))]
    return [re.sub(r"::text\[\]|::text|::character varying|[()]", "", line) for line in kept]


@pytest.mark.pg
def test_a_database_that_was_kept_is_the_one_that_was_migrated(
    fresh_database: FreshDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YISAI_TEST_KEPT", str(tmp_path))
    assert not dump_exists()
    dump_keep(fresh_database.url)
    first = lines(tmp_path / "migrated.sql")
    assert any("CREATE TRIGGER" in line for line in first)
    server, name = fresh_database.url.rpartition("/")[0], f"kept_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            dump_restore(f"{server}/{name}")
            dump_keep(f"{server}/{name}")
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    assert lines(tmp_path / "migrated.sql") == first


def test_without_a_run_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YISAI_TEST_KEPT", raising=False)
    assert not dump_exists()
    assert kept_home(tmp_path) == tmp_path
