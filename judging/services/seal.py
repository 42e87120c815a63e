"""The draw's seed between commitment and reveal: in the database, but not readable there."""

import hashlib
import hmac
import secrets
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from core.errors import Problem

_NONCE_BYTES: Final = 12
_PURPOSE: Final = b"yisai/draw/1/seal"


def seed_seal(*, seed: bytes, round_uid: UUID) -> str:
    """The seed encrypted for one round, as hex."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return (nonce + AESGCM(_key()).encrypt(nonce, seed, round_uid.bytes)).hex()


def seed_unseal(*, sealed: str, round_uid: UUID) -> bytes:
    """The seed again. Raises draw_seed_mismatch for a box that was changed or moved."""
    box = bytes.fromhex(sealed)
    nonce, content = box[:_NONCE_BYTES], box[_NONCE_BYTES:]
    try:
        return AESGCM(_key()).decrypt(nonce, content, round_uid.bytes)
    except InvalidTag as error:
        raise Problem("draw_seed_mismatch") from error


def _key() -> bytes:
    secret: str = settings.SECRET_KEY
    return hmac.digest(secret.encode(), _PURPOSE, hashlib.sha256)
