"""The test database of each worker of a run: the first one migrates, the others take a copy.

Migrating takes seconds in which a worker does nothing else.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.test.utils import setup_databases
from psycopg import sql

from tests.realservers import is_worker

_COPY = "migrated"


def databases_make() -> Any:
    """Make the test database and return what `teardown_databases` asks for."""
    if not is_worker():
        return _made()
    home = Path(os.environ["YISAI_TEST_HOME"])
    kind = _Sqlite(home) if connection.vendor == "sqlite" else _Postgres(home)
    with (home / f"{_COPY}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kind.note.exists():
            with kind.given():
                return _made()
        made = _made()
        kind.keep()
        return made


def _made() -> Any:
    """Django migrates: nothing is left to do where a copy lies below."""
    return setup_databases(verbosity=0, interactive=False, serialized_aliases=())


class _Sqlite:
    """A file, read into the database in memory."""

    def __init__(self, home: Path) -> None:
        self.note = home / f"{_COPY}.sqlite3"

    def keep(self) -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(self.note)) as target:
            connection.connection.backup(target)

    @contextmanager
    def given(self) -> Iterator[None]:
        name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
        with closing(sqlite3.connect(name, uri=True)) as own:
            with closing(sqlite3.connect(self.note)) as source:
                source.backup(own)
            yield


class _Postgres:
    """A database from which the server copies; nobody is connected to it."""

    def __init__(self, home: Path) -> None:
        self.note = home / _COPY

    def keep(self) -> None:
        facts = connection.settings_dict
        connection.close()
        url = f"postgres://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/postgres"
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(command.format(sql.Identifier(_COPY), sql.Identifier(facts["NAME"])))
        self.note.touch()

    @contextmanager
    def given(self) -> Iterator[None]:
        connection.settings_dict["TEST"]["TEMPLATE"] = _COPY
        yield
