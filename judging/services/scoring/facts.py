"""What a batch is decided from: rows as they stood under the locks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from contest.rulebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A sheet and all that decides whether its judge may write on it."""

    id: int
    uid: UUID
    state: str
    judge_id: int
    edition: UUID
    round_state: str
    slot_state: str
    room_id: int
    rulebook: Rulebook
    recused: bool = False
    nda_signed: bool = True
    conflict_stated: bool = True
    signed_at: datetime | None = None
    supersedes: UUID | None = None

    @property
    def beside(self) -> bool:
        """Marked again while another sheet stands: no seal and no close holds for it."""
        return self.state in {"remarking", "remarked"}

    def in_slot(self, state: str, *, recused: bool) -> "SheetFacts":
        """The same with what was read after its lock."""
        return replace(self, slot_state=state, recused=recused)


@dataclass(frozen=True, slots=True)
class CellFacts:
    """A cell as it stands."""

    id: int
    sheet: UUID
    criterion: str
    value: int | None = None
    rev: int = 0
    device_id: int | None = None
    client_seq: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """An operation that was answered before."""

    body_hash: str
    outcome: str
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A device that may speak for its person until it is revoked."""

    id: int
    person_id: int
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A judge's open sheets of a session, and of how many of them the team is still to come."""

    open: frozenset[UUID]
    ahead: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read and locked for a batch; `sessions` by the first sheet that is to be signed."""

    edition: UUID | None
    sheets: Mapping[UUID, SheetFacts]
    cells: Mapping[tuple[UUID, str], CellFacts]
    known: Mapping[tuple[int, UUID], Known]
    devices: Mapping[UUID, DeviceFacts]
    sessions: Mapping[UUID, SessionFacts] = field(default_factory=dict)
