"""Tests speak to this machine only: an audit hook refuses every other address."""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

_installed = False


class OutsideSocket(RuntimeError):
    """A test tried to reach another machine. Not an OSError, so nothing retries it quietly."""


def refuse_outside_sockets() -> None:
    """Install the hook once; audit hooks stay until the process ends."""
    global _installed  # noqa: PLW0603 - the interpreter cannot take a hook back
    if not _installed:
        sys.addaudithook(_watch)
        _installed = True


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        _require_loopback(arguments[0], arguments[1])
    elif event == "socket.getaddrinfo" and not is_local(arguments[0]):
        raise OutsideSocket(f"a test tried to look up {arguments[0]!r}")


def _require_loopback(sock: socket.socket, address: Any) -> None:
    if sock.family in {socket.AF_INET, socket.AF_INET6} and not is_local(address[0]):
        raise OutsideSocket(f"a test tried to reach {address!r}")


def is_local(host: str | bytes | None) -> bool:
    """Tell whether a host name or address is this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return str(name).endswith(".localhost")
