"""A browser proves that it is a bound device: by a signature with the key that never leaves it.

The key is the one of `Device.key`: a public JWK of P-256. The proof is the raw signature (r and s
of 32 bytes each, as WebCrypto gives it) over SHA-256 of the message, in hex.
"""

import json
from base64 import urlsafe_b64decode
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

_BYTES: Final = 32


def device_proves(*, key: str, message: bytes, proof: str) -> bool:
    """Whether the owner of the public `key` signed `message`; False for whatever is malformed."""
    public = _public(key)
    try:
        raw = bytes.fromhex(proof)
    except ValueError:
        return False
    if public is None or len(raw) != 2 * _BYTES:
        return False
    r, s = (int.from_bytes(part) for part in (raw[:_BYTES], raw[_BYTES:]))
    try:
        public.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _public(key: str) -> ec.EllipticCurvePublicKey | None:
    try:
        found = json.loads(key)
        x, y = (_number(found[name]) for name in ("x", "y"))
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    except (ValueError, TypeError, KeyError):
        return None


def _number(text: str) -> int:
    return int.from_bytes(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
