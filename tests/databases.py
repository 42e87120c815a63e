"""Copies of a migrated database, for tests that need real commits, threads or sockets.

Append-only tables cannot be flushed, so such a test gets a database of its own and leaves
it behind: a file copy on SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL.
"""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import connection, connections
from psycopg import sql


@dataclass(frozen=True)
class FreshDatabase:
    """A database of one test's own."""

    url: str
    path_or_name: str
    vendor: str


class Template(ABC):
    """A migrated, empty database from which copies are made."""

    @abstractmethod
    def copy(self) -> FreshDatabase:
        """Make a copy."""

    @abstractmethod
    def drop(self, database: FreshDatabase) -> None:
        """Remove a copy, whoever is still connected."""

    @abstractmethod
    def close(self) -> None:
        """Remove the template itself."""

    @abstractmethod
    def of(self, database: FreshDatabase) -> Template:
        """A template out of a copy that was filled; nobody writes to that one any more."""


class SqliteTemplate(Template):
    """A file, copied."""

    def __init__(self, folder: Path, file: Path | None = None) -> None:
        self._folder = folder
        self._file = file or folder / "template.sqlite3"
        if file is not None:
            return
        connection.ensure_connection()
        # The backup API works for the in-memory database of ordinary tests as well.
        with closing(sqlite3.connect(self._file)) as target:
            connection.connection.backup(target)

    def of(self, database: FreshDatabase) -> Template:
        # Only the file is copied: what lies in the log beside it goes in first.
        with closing(sqlite3.connect(database.path_or_name)) as filled:
            busy, *_pages = filled.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert not busy, "somebody still holds the database"
        return SqliteTemplate(self._folder, Path(database.path_or_name))

    def copy(self) -> FreshDatabase:
        path = self._folder / f"fresh-{uuid.uuid4().hex[:12]}.sqlite3"
        shutil.copyfile(self._file, path)
        return FreshDatabase(f"sqlite:///{path}", str(path), "sqlite")

    def drop(self, database: FreshDatabase) -> None:
        for leftover in self._folder.glob(Path(database.path_or_name).name + "*"):
            leftover.unlink()

    def close(self) -> None:
        self._file.unlink()


class PostgresTemplate(Template):
    """A database copied by the server; nobody may be connected to it meanwhile."""

    def __init__(self, name: str | None = None) -> None:
        self._facts = dict(connection.settings_dict)
        self._name = name or f"template_{uuid.uuid4().hex[:12]}"
        if name is not None:
            return
        connection.close()
        self._administer("CREATE DATABASE {} TEMPLATE {}", self._name, self._facts["NAME"])

    def of(self, database: FreshDatabase) -> Template:
        return PostgresTemplate(database.path_or_name)

    def copy(self) -> FreshDatabase:
        name = f"fresh_{uuid.uuid4().hex[:12]}"
        self._administer("CREATE DATABASE {} TEMPLATE {}", name, self._name)
        return FreshDatabase(self._url(name), name, "postgresql")

    def drop(self, database: FreshDatabase) -> None:
        self._administer("DROP DATABASE {} WITH (FORCE)", database.path_or_name)

    def close(self) -> None:
        self._administer("DROP DATABASE {} WITH (FORCE)", self._name)

    def _url(self, name: str) -> str:
        facts = self._facts
        return f"postgres://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/{name}"

    def _administer(self, command: str, *names: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as admin:
            admin.execute(sql.SQL(command).format(*map(sql.Identifier, names)))


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Let `connections['default']` of every thread mean another database for a while.

    The old wrapper is set aside, not closed: an in-memory database would be lost.
    """
    facts = connections.settings["default"]
    before, aside = facts["NAME"], connections["default"]
    facts["NAME"] = name
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        facts["NAME"] = before
        connections["default"] = aside
