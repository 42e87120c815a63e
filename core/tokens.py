"""Secrets in links: only their hash is stored."""

import hashlib


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
