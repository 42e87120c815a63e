"""The product's server, or a mutant of it, as a process that may be killed at any moment."""

from __future__ import annotations

import http.client

from tests.servers.app import PRODUCT, AppServer

__all__ = ["MUTANT", "PRODUCT", "Server"]

MUTANT = "tests.system.faults.mutant_app:application"


class Server(AppServer):
    """Ready as soon as it answers anything: the database behind it may be down just then."""

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
