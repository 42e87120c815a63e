"""The test database of each worker of a run: the first one migrates, the others take a copy.

Migrating takes seconds in which a worker does nothing else. Sections after the first on a vendor
take what that one made (`tests/kept.py`).
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

from tests.kept import dump_exists, dump_keep, dump_restore, kept_home
from tests.realservers import is_worker

_COPY = "migrated"


def databases_make() -> Any:
    """Make the test database and return what `teardown_databases` asks for."""
    if not is_worker():
        return _made()
    home = Path(os.environ["YISAI_TEST_HOME"])
    kind = _Sqlite(kept_home(home)) if connection.vendor == "sqlite" else _Postgres(home)
    with (home / f"{_COPY}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kind.is_there():
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

    def is_there(self) -> bool:
        return self.note.exists()

    def keep(self) -> None:
        connection.ensure_connection()
        half = self.note.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(half)) as target:
            connection.connection.backup(target)
        half.replace(self.note)

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

    def is_there(self) -> bool:
        """Tell whether there is a copy; one that an earlier section kept is brought here."""
        if not self.note.exists() and dump_exists():
            self._create(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_COPY)))
            dump_restore(self._url(_COPY))
            self.note.touch()
        return self.note.exists()

    def keep(self) -> None:
        name = connection.settings_dict["NAME"]
        connection.close()
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._create(command.format(sql.Identifier(_COPY), sql.Identifier(name)))
        self.note.touch()
        dump_keep(self._url(_COPY))

    def _create(self, command: sql.Composed) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as admin:
            admin.execute(command)

    @staticmethod
    def _url(database: str) -> str:
        facts = connection.settings_dict
        return f"postgres://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/{database}"

    @contextmanager
    def given(self) -> Iterator[None]:
        connection.settings_dict["TEST"]["TEMPLATE"] = _COPY
        yield
