"""The media type under which each kind of file is sent: from this list, never from the sender."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {"jpeg": "image/jpeg", "pdf": "application/pdf"}
)


def content_type(kind: str) -> str:
    """Our type of a kind; bytes of an unknown kind are only bytes."""
    return _TYPES.get(kind, "application/octet-stream")
