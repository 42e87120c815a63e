"""The installation's Ed25519 key: signs receipts now and checkpoints later.

The embedded profile makes it on first use; in production it must be there.
"""

import hashlib
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from core.keyfiles import key_file_make


@cache
def _key(path: str) -> Ed25519PrivateKey:
    file = Path(path)
    if settings.LOG_KEY_MAKE and not file.exists():
        made = Ed25519PrivateKey.generate()
        key_file_make(file, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    loaded = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(loaded, Ed25519PrivateKey):
        raise TypeError(f"not an Ed25519 key: {file.name}")
    return loaded


def sign(message: bytes) -> str:
    """The signature over `message`, 128 hex digits."""
    return _key(settings.LOG_KEY_FILE).sign(message).hex()


def public_key() -> str:
    """The raw public key, 64 hex digits."""
    raw = _key(settings.LOG_KEY_FILE).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return raw.hex()


def verifies(message: bytes, signature: str) -> bool:
    """Whether the installation's own key made this signature (hex)."""
    try:
        _key(settings.LOG_KEY_FILE).public_key().verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id() -> str:
    """The first 16 hex digits of the public key's SHA-256: names the key on a receipt."""
    return hashlib.sha256(bytes.fromhex(public_key())).hexdigest()[:16]
