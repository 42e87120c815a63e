"""What a judge's device sends, and what it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal
from uuid import UUID, uuid4

from core.canonical import canonical_hash

MOST_OPERATIONS = 200

OutcomeName = Literal["applied", "replayed", "superseded", "stale", "held", "refused"]


@dataclass(frozen=True, slots=True)
class ScoreOp:
    """One mark typed on one device. `value` is a decimal string; None clears the cell."""

    kind: ClassVar[str] = "score"

    judge_id: int
    op_id: UUID
    device: UUID
    client_seq: int
    device_time: str
    sheet: UUID
    criterion: str
    value: str | None
    base_rev: int

    @property
    def sheets(self) -> tuple[UUID, ...]:
        """The sheets that the operation names."""
        return (self.sheet,)

    def body(self) -> dict[str, Any]:
        """All that makes two operations under one key the same."""
        return {
            "kind": self.kind,
            "op_id": str(self.op_id),
            "device": str(self.device),
            "client_seq": self.client_seq,
            "device_time": self.device_time,
            "sheet": str(self.sheet),
            "criterion": self.criterion,
            "value": self.value,
            "base_rev": self.base_rev,
        }


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """A sheet about to be signed, with the cell revisions that the judge saw."""

    sheet: UUID
    revs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SignOp:
    """Signing one or more sheets: all of them or none."""

    kind: ClassVar[str] = "sign"

    judge_id: int
    op_id: UUID
    device: UUID
    client_seq: int
    device_time: str
    seen: tuple[SeenSheet, ...]

    @property
    def sheets(self) -> tuple[UUID, ...]:
        """The sheets that the operation names."""
        return tuple(each.sheet for each in self.seen)

    def body(self) -> dict[str, Any]:
        """All that makes two operations under one key the same."""
        return {
            "kind": self.kind,
            "op_id": str(self.op_id),
            "device": str(self.device),
            "client_seq": self.client_seq,
            "device_time": self.device_time,
            "sheets": [{"sheet": str(each.sheet), "revs": dict(each.revs)} for each in self.seen],
        }


@dataclass(frozen=True, slots=True)
class UnsignOp:
    """Taking back the signature of one sheet.

    `successor` is the id that the sheet in its place gets, if there is to be one; it is made
    here and not sent, so two deliveries of one operation are the same.
    """

    kind: ClassVar[str] = "unsign"

    judge_id: int
    op_id: UUID
    device: UUID
    client_seq: int
    device_time: str
    sheet: UUID
    successor: UUID = field(default_factory=uuid4)

    @property
    def sheets(self) -> tuple[UUID, ...]:
        """The sheets that the operation names."""
        return (self.sheet,)

    def body(self) -> dict[str, Any]:
        """All that makes two operations under one key the same."""
        return {
            "kind": self.kind,
            "op_id": str(self.op_id),
            "device": str(self.device),
            "client_seq": self.client_seq,
            "device_time": self.device_time,
            "sheet": str(self.sheet),
        }


Op = ScoreOp | SignOp | UnsignOp


def op_hash(op: Op) -> str:
    """SHA-256 (hex) of the operation's canonical body."""
    return canonical_hash(op.body())


@dataclass(frozen=True, slots=True)
class OpOutcome:
    """The answer to one operation; `answer` is what a replay gets again."""

    op_id: UUID
    outcome: OutcomeName
    answer: Mapping[str, Any]
    first: str | None = None

    @property
    def code(self) -> str | None:
        """The problem's code of a refusal."""
        code: str | None = self.answer.get("code")
        return code

    def to_wire(self) -> dict[str, Any]:
        """The JSON object of the acknowledgement."""
        wire = {"op_id": str(self.op_id), "outcome": self.outcome, **self.answer}
        if self.first is not None:
            wire["first"] = self.first
        return wire
