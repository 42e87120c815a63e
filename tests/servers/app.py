"""Our own server as a process: started on any database, killed, started again."""

from __future__ import annotations

import http.client
import os
import signal
import ssl
import subprocess
import sys
from pathlib import Path
from typing import Self

from deploy.dev.authority import Pair
from deploy.dev.serve import UVICORN

from .ports import free_port
from .process import signal_group, wait_until

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = "config.asgi:application"


class AppServer:
    """`uvicorn config.asgi` on a loopback port, with a job worker beside it where asked.

    A fast PostgreSQL needs `config.settings.test`: the other settings check at start-up
    that the database keeps what it acknowledges. `tls` makes it https.
    """

    def __init__(
        self,
        *,
        database_url: str,
        var_dir: Path,
        port: int | None = None,
        settings: str = "config.settings.test",
        worker: bool = False,
        app: str = PRODUCT,
        tls: Pair | None = None,
        **env: str,
    ) -> None:
        self.port = port or free_port()
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"
        self._tls = tls
        self.var_dir = var_dir
        self._worker = worker
        self._app = app
        self._running: list[subprocess.Popen[bytes]] = []
        self._env = {
            **os.environ,
            "DATABASE_URL": database_url,
            "VAR_DIR": str(var_dir),
            "SITE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONUNBUFFERED": "1",
            **env,
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.var_dir / "logs" / "server.log"

    @property
    def pid(self) -> int:
        """The server's process id while it runs."""
        return self._running[0].pid

    def start(self) -> None:
        """Start and wait for /healthz; raise NotReady with the log where it does not come."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        command = [self._app if part == PRODUCT else part for part in UVICORN]
        if self._tls:
            command += ["--ssl-certfile", str(self._tls.certificate)]
            command += ["--ssl-keyfile", str(self._tls.key)]
        server = self._spawn([*command, "--port", str(self.port)], self.log)
        if self._worker:
            self.work()
        try:
            wait_until(self.is_healthy, alive=lambda: server.poll() is None, log=self.log)
        except BaseException:
            self.kill()
            raise

    def work(self) -> None:
        """A job worker beside the server, until that one ends."""
        self._spawn([str(ROOT / "manage.py"), "worker"], self.log.with_name("worker.log"))

    def kill(self) -> None:
        """SIGKILL: whatever was not acknowledged may be lost, nothing else."""
        for process in self._running:
            signal_group(process.pid, signal.SIGKILL)
            process.wait()
        self._running.clear()

    def stop(self) -> None:
        """End in order; by force after a while."""
        for process in self._running:
            signal_group(process.pid, signal.SIGTERM)
        for process in self._running:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                signal_group(process.pid, signal.SIGKILL)
                process.wait()
        self._running.clear()

    def is_healthy(self) -> bool:
        """Ask /healthz once."""
        connection = self._connection()
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if not self._tls:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        # Who answers on our own port is asked by who tests trust, not here.
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=5, context=context)

    def _spawn(self, arguments: list[str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self._env,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._running.append(process)
        return process
