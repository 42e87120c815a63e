"""What the server says on the socket. TypeScript is made from here; a test holds real frames to it.

A state's body is what the room's REST snapshot gives to the same audience.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

Code = str
Instant = str
DecimalText = str


class Told(Struct, forbid_unknown_fields=True):
    """A shape that holds every field the server sends."""


class Tempo(Told):
    """Waits in seconds, as decimal text."""

    heartbeat_s: DecimalText
    offline_s: DecimalText
    undo_s: DecimalText


class Welcome(Told):
    """Answers `hello`."""

    server_time: Instant
    build: str
    policy_version: int
    tempo: Tempo


class Pong(Told):
    """Answers `ping`."""

    server_time: Instant


# What there is too much of: a person's sockets, an address's, a room's, or frames of this socket.
Crowded = Literal["person", "address", "room", "frames"]


class Closing(Told):
    """The last frame: the code that the socket closes with, and with 4429 what is too much."""

    code: int
    why: Crowded | UnsetType = UNSET


class SocketProblem(Struct):
    """A refusal in the reader's language; a code may add fields of its own."""

    code: Code
    status: int
    title: str
    detail: str
    params: dict[str, str]
    fields: dict[str, list[str]]


class Refused(Told):
    """A frame that was not carried out."""

    problem: SocketProblem


class SheetCell(Told):
    """A cell as the server has it."""

    value: DecimalText | None
    rev: int


class OwnSheet(Struct):
    """A sheet as the server shows it to its own judge."""

    id: str
    state: Literal["open", "signed", "counted", "superseded", "excluded"]
    cells: dict[str, SheetCell]
    signed_at: Instant | None
    total: DecimalText | None
    rulebook_hash: str
    supersedes: str | None


class Outcome(Struct):
    """What became of one operation; kept, so that the same operation gets the same answer."""

    op_id: str
    outcome: Literal["applied", "replayed", "superseded", "stale", "held", "refused"]
    current: bool | UnsetType = UNSET
    code: Code | UnsetType = UNSET
    sheet: OwnSheet | UnsetType = UNSET
    rev: int | UnsetType = UNSET
    seq: int | UnsetType = UNSET
    leaf_hash: str | UnsetType = UNSET
    committed_at: Instant | UnsetType = UNSET
    first: Literal["applied", "superseded", "stale", "held", "refused"] | UnsetType = UNSET


class OpsAck(Told):
    """Answers `ops`, after a commit: an outcome for each operation, in their order."""

    outcomes: list[Outcome]
    server_time: Instant


class CommandAck(Told):
    """Answers `command`."""

    slot: str
    state: str
    server_time: Instant


# An `ack` has the body of what it answers: operations or a command.
SERVER_BODIES: dict[str, tuple[type[Struct], ...]] = {
    "welcome": (Welcome,),
    "ack": (OpsAck, CommandAck),
    "refused": (Refused,),
    "pong": (Pong,),
    "closing": (Closing,),
}
