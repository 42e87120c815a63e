"""The bytes of a log's leaf: canonical JSON of a salt and a body.

The salt makes the hash say nothing about a body that was erased. Bodies hold
text, whole numbers, booleans, null, lists and objects; a number with a fraction
(a mark, an amount) goes in as text, so two programs can never read it apart.
"""

from collections.abc import Mapping
from typing import Any

import rfc8785

from core.canonical import LARGEST, canonical_quickly
from core.merkle.hashing import leaf_hash

SALT_BYTES = 16


class LeafRefused(ValueError):
    """A salt or body that cannot be a leaf; ``code`` is the stable reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def leaf_bytes(salt: bytes, body: Mapping[str, Any]) -> bytes:
    """The canonical bytes ``{"body": {...}, "salt": "<hex>"}`` (RFC 8785).

    Raises ``LeafRefused``: ``leaf_salt_short`` (below 16 bytes),
    ``leaf_number_refused`` (a float, or beyond 2**53 - 1), ``leaf_text_malformed``
    (a lone surrogate), ``leaf_value_refused`` (anything that is not plain JSON).
    """
    return leaf_of_text(salt, plain_bytes(body))


def plain_bytes(body: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a body alone. Raises ``LeafRefused`` as ``leaf_bytes`` does."""
    quick = canonical_quickly(body)
    return rfc8785.dumps(_plain(body)) if quick is None else quick


def leaf_of_text(salt: bytes, body: bytes) -> bytes:
    """The leaf of a body that is canonical already. Raises ``leaf_salt_short``."""
    if len(salt) < SALT_BYTES:
        raise LeafRefused("leaf_salt_short")
    return b'{"body":%b,"salt":"%b"}' % (body, salt.hex().encode())


def salted_leaf_hash(salt: bytes, body: Mapping[str, Any]) -> bytes:
    """The leaf hash of ``leaf_bytes``; raises ``LeafRefused`` as that does."""
    return leaf_hash(leaf_bytes(salt, body))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        if type(value) is not int or abs(value) > LARGEST:
            raise LeafRefused("leaf_number_refused")
        return value
    if isinstance(value, Mapping):
        return {_key(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    raise LeafRefused("leaf_value_refused")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise LeafRefused("leaf_value_refused")
    return _text(key)


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise LeafRefused("leaf_text_malformed") from None
    return str(value)
