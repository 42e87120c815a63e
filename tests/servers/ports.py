"""Free loopback ports below 32768, out of the way of the kernel's ephemeral range."""

from __future__ import annotations

import secrets
import socket

LOWEST, HIGHEST = 20_000, 32_767


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """Return a free port. Not seeded: parallel runs with one seed must not meet."""
    for _ in range(500):
        port = LOWEST + secrets.randbelow(HIGHEST - LOWEST + 1)
        if is_free(port):
            return port
    raise RuntimeError(f"no free loopback port between {LOWEST} and {HIGHEST}")
