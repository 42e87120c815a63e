"""Where this machine can be reached in its networks, those without a way out included."""

from __future__ import annotations

import ipaddress
import socket
import struct
import sys
from typing import Final

_SIOCGIFADDR: Final = 0x8915


def own_addresses() -> list[str]:
    """IPv4 addresses of this machine that others can reach; the likeliest one first."""
    found = [*_sending(), *_interfaces(), *_by_own_name()]
    return [each for each in dict.fromkeys(found) if _is_for_others(each)]


def _sending() -> list[str]:
    """The address that it would send from to the world; none where there is no gateway."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation; nothing is sent
        except OSError:
            return []
        return [str(probe.getsockname()[0])]


def _interfaces() -> list[str]:
    """Each interface's own: a hall's switch without a router gives no way out at all."""
    found: list[str] = []
    if sys.platform == "linux":
        import fcntl

        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            for _, name in socket.if_nameindex():
                asked = struct.pack("256s", name.encode())
                try:
                    said = fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, asked)
                except OSError:  # an interface without an address
                    continue
                found.append(socket.inet_ntoa(said[20:24]))
    return found


def _by_own_name() -> list[str]:
    """What the machine's own name leads to: how Windows and macOS tell theirs."""
    try:
        return socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return []


def _is_for_others(address: str) -> bool:
    known = ipaddress.ip_address(address)
    return not (known.is_loopback or known.is_unspecified or known.is_link_local)
