"""A pipeline template as the program reads it: frozen stages, gates, checks and names."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Name:
    """A name of data in both languages."""

    zh: str
    en: str

    def to_wire(self) -> dict[str, str]:
        """The JSON object of this name."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True, slots=True)
class Named:
    """An id with its name: a screening check, a reason for a loss."""

    id: str
    name: Name


@dataclass(frozen=True, slots=True)
class Gate:
    """What a stage asks before it lets a project in.

    `needs` name predicates over known facts; `proof` names what the mover brings.
    """

    label: Name
    needs: tuple[str, ...]
    proof: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A place on the way; `due_days` is the clock that starts on entering, if any."""

    id: str
    seq: int
    name: Name
    probability: str
    owner: str
    branch: str
    sla: Mapping[str, int]
    clock: str
    gate: Gate
    next: tuple[str, ...]

    @property
    def due_days(self) -> int | None:
        """Days until the stage's next duty, or None where no clock runs."""
        return self.sla[self.clock] if self.clock else None


@dataclass(frozen=True, slots=True)
class Terminal:
    """A place beside the way; only one that `returns` leads back to the stage it left."""

    id: str
    name: Name
    sources: tuple[str, ...]
    returns: bool
    gate: Gate


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the board: one place or several; a `folded` one begins as a narrow strip."""

    id: str
    name: Name
    places: tuple[str, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class Template:
    """All that a zone's pipeline follows."""

    id: str
    version: int
    stages: tuple[Stage, ...]
    terminals: tuple[Terminal, ...]
    lanes: tuple[Lane, ...]
    evidence_required_at: tuple[str, ...]
    screening_checks: tuple[Named, ...]
    loss_reasons: tuple[Named, ...]
    clocks: Mapping[str, Name]
    labels: Mapping[str, Name]

    def __post_init__(self) -> None:
        object.__setattr__(self, "clocks", MappingProxyType(dict(self.clocks)))
        object.__setattr__(self, "labels", MappingProxyType(dict(self.labels)))

    @property
    def first(self) -> Stage:
        """Where every project begins."""
        return self.stages[0]

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of that id, or None (also for a terminal one)."""
        return next((each for each in self.stages if each.id == stage_id), None)

    def gate(self, stage_id: str) -> Gate | None:
        """The gate of a stage or terminal stage, or None where there is no such place."""
        places: tuple[Stage | Terminal, ...] = (*self.stages, *self.terminals)
        return next((each.gate for each in places if each.id == stage_id), None)

    def label(self, code: str) -> Name:
        """The words of a need, a kind of proof or `check.<id>`. Raises KeyError otherwise."""
        kind, _, check_id = code.partition(".")
        if kind == "check" and check_id:
            return {each.id: each.name for each in self.screening_checks}[check_id]
        return self.labels[code]
