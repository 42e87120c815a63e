"""A log's size and root as a text that a key signs (C2SP signed note, tlog-checkpoint).

yisai/edition/4f0c…                                   the log's name
1204                                                  its size
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=          its root, base64
time 2026-11-25T08:00:00.000000Z                      when we signed

— yisai/edition/4f0c… kL5y…                           base64 of key hash and signature
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.merkle.hashing import HASH_BYTES

_SIGNATURE_BYTES = 64
_KEY_HASH_BYTES = 4
_ED25519 = b"\x01"
_DASH = "\u2014 "


class CheckpointRefused(ValueError):
    """A text that is no checkpoint, or one whose signature is not the key's; ``code`` says."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says. ``at`` is RFC 3339 in UTC."""

    origin: str
    size: int
    root: bytes
    at: str

    def body(self) -> str:
        """The lines that are signed, each with its newline."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\ntime {self.at}\n"


def checkpoint_sign(
    checkpoint: Checkpoint, *, public_key: bytes, sign: Callable[[bytes], bytes]
) -> str:
    """The signed note; the log's name is the key's name as well."""
    body = checkpoint.body()
    signed = _key_hash(checkpoint.origin, public_key) + sign(body.encode())
    return f"{body}\n{_DASH}{checkpoint.origin} {base64.b64encode(signed).decode()}\n"


def checkpoint_read(text: str, *, public_key: bytes) -> Checkpoint:
    """What the note says, if this key signed it.

    Raises ``CheckpointRefused``: ``checkpoint_malformed``, ``checkpoint_key_unknown`` (no line of
    this key), ``checkpoint_signature_wrong``.
    """
    body, split, signatures = text.partition("\n\n")
    if not split:
        raise CheckpointRefused("checkpoint_malformed")
    body += "\n"
    checkpoint = _parse(body)
    wanted = _key_hash(checkpoint.origin, public_key)
    for line in signatures.splitlines():
        signed = _signed(line, checkpoint.origin)
        if signed is not None and signed[:_KEY_HASH_BYTES] == wanted:
            _require_signature(body, signed[_KEY_HASH_BYTES:], public_key)
            return checkpoint
    raise CheckpointRefused("checkpoint_key_unknown")


def _parse(body: str) -> Checkpoint:
    try:
        origin, size, root, time = body.splitlines()
        digest = base64.b64decode(root, validate=True)
        checkpoint = Checkpoint(origin, int(size), digest, time.removeprefix("time "))
    except (ValueError, binascii.Error):
        raise CheckpointRefused("checkpoint_malformed") from None
    # One spelling only: what was signed is what is read.
    if len(digest) != HASH_BYTES or checkpoint.body() != body or not origin:
        raise CheckpointRefused("checkpoint_malformed")
    return checkpoint


def _signed(line: str, origin: str) -> bytes | None:
    """Key hash and signature of a line of this name; None for another's line."""
    name, _space, coded = line.removeprefix(_DASH).rpartition(" ")
    if not line.startswith(_DASH) or name != origin:
        return None
    try:
        signed = base64.b64decode(coded, validate=True)
    except binascii.Error:
        raise CheckpointRefused("checkpoint_malformed") from None
    if len(signed) != _KEY_HASH_BYTES + _SIGNATURE_BYTES:
        raise CheckpointRefused("checkpoint_malformed")
    return signed


def _require_signature(body: str, signature: bytes, public_key: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, body.encode())
    except (InvalidSignature, ValueError):
        raise CheckpointRefused("checkpoint_signature_wrong") from None


def _key_hash(name: str, public_key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:_KEY_HASH_BYTES]
