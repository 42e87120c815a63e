"""The product's server, or a mutant of it, as a process that may be killed at any moment."""

from __future__ import annotations

import http.client
from typing import Any

from tests.servers.app import UVICORN, AppServer
from tests.servers.process import wait_until

PRODUCT = "config.asgi:application"
MUTANT = "tests.system.faults.mutant_app:application"


class Server(AppServer):
    """Ready as soon as it answers anything: the database behind it may be down just then."""

    def __init__(self, *, app: str = PRODUCT, **given: Any) -> None:
        super().__init__(**given)
        self._app = app

    def start(self) -> None:
        """Start and wait until it answers."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        command = [self._app if part == PRODUCT else part for part in UVICORN]
        process = self._spawn([*command, "--port", str(self.port)], self.log)
        try:
            wait_until(self.is_healthy, alive=lambda: process.poll() is None, log=self.log)
        except BaseException:
            self.kill()
            raise

    def is_healthy(self) -> bool:
        """Whether it answers at all."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("POST", "/api/v1/score-operations")
            return connection.getresponse().status > 0
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
