"""Secrets in links, of which only the hash is stored, and letters for codes on paper."""

import hashlib
from typing import Final

# No 0 and O, 1, I and L: what people read out and type by hand.
LEGIBLE: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
