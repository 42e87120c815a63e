"""A case of the table: who sends what through which door, and what must be said.

`door` is `METHOD /path` (REST or a raw route), `SOCKET type` (a frame with `body` as its body),
`FRAME` (`body` as the whole frame) or `HANDSHAKE`. Places in braces stand for the stage's ids;
`{op_id}` is new with each ask. `body` is JSON; text and bytes are sent as they are.

`says` is one of

    409 round_closed           a problem: over HTTP, or in a `refused` frame of a socket that stays
    refused mark_off_step      the outcome of the one operation that was sent, with its code
    close 4400                 the socket is closed with this code
    denied                     the handshake is refused
    200                        nothing is wrong with it, and still nothing changes
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

PHASES = ("open", "closed", "judging", "late", "deliberation", "published")
OUTCOMES = ("applied", "replayed", "superseded", "stale", "held", "refused")


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    name: str
    phase: str
    who: str
    door: str
    says: str
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    csrf: bool = True
    later: timedelta = timedelta()

    @property
    def verb(self) -> str:
        """GET, POST, …, SOCKET, FRAME or HANDSHAKE."""
        return self.door.split(" ", 1)[0]

    @property
    def target(self) -> str:
        """The path, or the frame's type."""
        return self.door.partition(" ")[2]

    @property
    def word(self) -> str:
        """The first word of `says`."""
        return self.says.split(" ", 1)[0]


@dataclass(frozen=True)
class Answer:
    """What came back, in the words of `says`; `problem` is the object behind a code."""

    said: str
    problem: Mapping[str, Any] | None = None
    content_type: str = ""
