"""Seal an event into a leaf: its salt, the text of its opening, its hash."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.clock import instant_text
from core.merkle.frontier import Frontier, FrontierRefused
from core.merkle.hashing import leaf_hash
from core.merkle.leaf import leaf_of_text, plain_bytes

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class LogEvent:
    """What happened: a dotted verb and its body. Numbers in the body are text or whole."""

    type: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SealedLeaf:
    """A leaf ready to be stored. `salt` and `leaf_hash` are hex, `body` is RFC 8785 text."""

    seq: int
    type: str
    at: datetime
    salt: str
    body: str
    leaf_hash: str


def leaf_seal(*, event: LogEvent, seq: int, at: datetime) -> SealedLeaf:
    """Draw a salt and hash the event. Raises LeafRefused for a body that is not plain."""
    content: dict[str, Any] = {
        "at": instant_text(at),
        "body": event.body,
        "seq": seq,
        "type": event.type,
        "v": 1,
    }
    salt = secrets.token_bytes(SALT_BYTES)
    body = plain_bytes(content)
    digest = leaf_hash(leaf_of_text(salt, body))
    return SealedLeaf(seq, event.type, at, salt.hex(), body.decode(), digest.hex())


def frontier_grown(*, size: int, stored: str, leaves: Sequence[SealedLeaf]) -> str:
    """The tree's right edge (hex) after these leaves; `stored` was it at `size`.

    Empty where `stored` is no frontier: a damaged head row is for the checks to name, it never
    stops a score.
    """
    try:
        frontier = Frontier.from_bytes(size, bytes.fromhex(stored))
    except (FrontierRefused, ValueError):
        return ""
    for leaf in leaves:
        frontier = frontier.append(bytes.fromhex(leaf.leaf_hash))
    return frontier.to_bytes().hex()
