"""One hash for everything that is frozen: SHA-256 over canonical JSON (RFC 8785)."""

import hashlib
from typing import Any

import rfc8785


def canonical_hash(value: Any) -> str:
    """The hash (hex) of plain JSON, whatever order its keys came in."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()
