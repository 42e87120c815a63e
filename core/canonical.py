"""One spelling (RFC 8785) and one hash for everything that is frozen."""

import hashlib
from typing import Any, Final

import orjson
import rfc8785

# RFC 8785 knows the whole numbers that a double holds exactly, and no others.
LARGEST: Final = 2**53 - 1


def canonical_hash(value: Any) -> str:
    """The hash (hex) of plain JSON, whatever order its keys came in."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def canonical_bytes(value: Any) -> bytes:
    """The canonical text; raises what `rfc8785.dumps` raises.

    Nearly all of it is text, whole numbers and names in ASCII, which a fast writer spells the same.
    """
    quick = canonical_quickly(value)
    return rfc8785.dumps(value) if quick is None else quick


def canonical_quickly(value: Any) -> bytes | None:
    """The canonical text where the fast writer is known to spell it so; else None."""
    if not _is_simple(value):
        return None
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:
        return None  # a lone surrogate


def _is_simple(value: Any) -> bool:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return bool(-LARGEST <= value <= LARGEST)
    if kind is dict:
        # Other names are sorted by UTF-16 there and by code points here.
        return all(
            type(name) is str and name.isascii() and _is_simple(inner)
            for name, inner in value.items()
        )
    if kind is list or kind is tuple:
        return all(_is_simple(inner) for inner in value)
    return False
