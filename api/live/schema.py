"""Every frame of the socket and every operation on the wire; TypeScript is made from here."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

SUBPROTOCOL = "yisai.v1"
BUILD = "0.1.0"
MOST_BYTES_IN = 64 * 1024
MOST_OPERATIONS = 200

CLOSE_RESTART = 1012
CLOSE_BAD_FRAME = 4400
CLOSE_SIGN_IN = 4401
CLOSE_RIGHTS_CHANGED = 4403
CLOSE_UNKNOWN_ROOM = 4404
CLOSE_TOO_SLOW = 4408
CLOSE_REPLACED = 4409
CLOSE_TOO_OLD = 4426
CLOSE_TOO_MANY = 4429

Text40 = Annotated[str, Meta(max_length=40)]
DeviceTime = Annotated[
    str,
    Meta(
        max_length=40,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
        r"(Z|[+-][0-9]{2}:[0-9]{2})\Z",
    ),
]
PauseCode = Annotated[str, Meta(pattern=r"^([a-z][a-z_]{0,23})?\Z")]
Seq = Annotated[int, Meta(ge=1, le=2**53 - 1)]
Rev = Annotated[int, Meta(ge=0, le=2**31 - 1)]
CriterionId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}\Z")]
OperationId = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
]


# An answer repeats it, so it is short and a number that every client holds.
FrameId = Annotated[str, Meta(max_length=64)] | Annotated[int, Meta(ge=0, le=2**53 - 1)]


class Closed(Struct, forbid_unknown_fields=True):
    """A shape without room for fields that nobody reads."""


class ClientFrame(Closed):
    """What a client sends: a type, an id that the answer repeats, a room, a body."""

    t: str
    id: FrameId | None = None
    room: UUID | None = None
    v: Rev | None = None
    body: dict[str, Any] | None = None


class HelloBody(Closed):
    """`hello`: which client this is, and how many operations wait on it.

    A client that is too old is sent away only with an empty outbox.
    """

    build: Text40
    device: UUID | None = None
    pending: Rev = 0


class EmptyBody(Closed):
    """`watch`, `unwatch` (the room is on the frame) and `ping`."""


class OpsBody(Closed):
    """`ops`: operations, each read by itself so that one cannot spoil the others."""

    ops: Annotated[list[dict[str, Any]], Meta(min_length=1, max_length=MOST_OPERATIONS)]
    device: UUID | None = None


class DeviceBody(Closed):
    """`device`: how the judge's tablet stands; null is what its browser cannot tell.

    Percent of the battery, free MB of the browser's store, whether the screen is kept on.
    """

    room: UUID
    battery: Annotated[int, Meta(ge=0, le=100)] | None
    charging: bool | None
    free_mb: Annotated[int, Meta(ge=0, le=1_000_000)] | None
    awake: bool | None


class CommandBody(Closed):
    """`command`: a verb for a slot; `code` says why the clock is paused.

    `seen` is the room's last step as the sender knows it.
    """

    slot: UUID
    verb: Text40
    code: PauseCode = ""
    seen: UUID | None = None


CLIENT_BODIES: dict[str, type[Closed]] = {
    "hello": HelloBody,
    "watch": EmptyBody,
    "unwatch": EmptyBody,
    "ops": OpsBody,
    "ping": EmptyBody,
    "command": CommandBody,
    "device": DeviceBody,
}
SERVER_TYPES = ("welcome", "state", "ack", "refused", "pong", "closing")


class ScoreOperation(Closed):
    """A mark: `value` is a decimal string, null clears."""

    v: Literal[1]
    op_id: OperationId
    device: UUID
    client_seq: Seq
    sheet: UUID
    criterion: CriterionId
    value: Text40 | None
    base_rev: Rev
    device_time: DeviceTime
    kind: Literal["score"] = "score"


class SeenSheet(Closed):
    """A sheet with the cell revisions that the judge saw."""

    sheet: UUID
    revs: Annotated[dict[CriterionId, Rev], Meta(max_length=60)]


class SignOperation(Closed):
    """Signing one or more sheets: all or none."""

    v: Literal[1]
    op_id: OperationId
    device: UUID
    client_seq: Seq
    kind: Literal["sign"]
    sheets: Annotated[list[SeenSheet], Meta(min_length=1, max_length=60)]
    device_time: DeviceTime


class UnsignOperation(Closed):
    """Taking back a sheet's signature, within `undo_s` of it and before the slot is sealed."""

    v: Literal[1]
    op_id: OperationId
    device: UUID
    client_seq: Seq
    kind: Literal["unsign"]
    sheet: UUID
    device_time: DeviceTime
