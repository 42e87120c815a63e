"""A browser's key pair, as WebCrypto makes and signs with it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256


@dataclass
class DeviceKey:
    """`public` is what the server keeps; `prove` signs as the browser does."""

    _private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def public(self) -> str:
        """The public half as the client writes it."""
        numbers = self._private.public_key().public_numbers()
        x, y = (_text(number) for number in (numbers.x, numbers.y))
        return json.dumps({"crv": "P-256", "kty": "EC", "x": x, "y": y}, separators=(",", ":"))

    def prove(self, message: str) -> str:
        """The raw signature in hex."""
        r, s = decode_dss_signature(self._private.sign(message.encode(), ec.ECDSA(SHA256())))
        return (r.to_bytes(32) + s.to_bytes(32)).hex()


def _text(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes(32)).decode().rstrip("=")
