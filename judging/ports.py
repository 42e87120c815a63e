"""What judging asks of the packages above it; config.wiring fills these ports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from contest.models import Entry
from contest.rulebook.rulebook import Rulebook
from core.ports import port
from judging.models import Publication, PublicationKind

PUBLISHED_PROPOSED: Final = "judging.published_proposed"
PUBLISHED_FINAL: Final = "judging.published_final"
ANNOUNCED_RULE: Final = "judging.announced_rule"


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row of the approved document with its entry.

    `final` is the rounded figure as text, `outcome` one of award, passed, below_cut,
    insufficient, no_show, withdrawn; `award` is the level, only with outcome award.
    """

    entry: Entry
    number: str
    rank: int | None
    final: str | None
    outcome: str
    award: str | None


class PublicationStep(Protocol):
    """Runs inside the publication's transaction and only inserts rows.

    A step that cannot act on a row writes a PublicationTodo and returns.
    """

    def __call__(
        self, *, publication: Publication, rows: Sequence[PublishedRow], at: datetime
    ) -> None:
        """Insert what the publication brings into being."""
        ...


class StepPlan(Protocol):
    """What a step is going to insert, as plain JSON: part of the hash that is approved."""

    def __call__(
        self, *, publication: Publication, rows: Sequence[PublishedRow], nonce: str
    ) -> list[dict[str, Any]]:
        """The planned rows, the same for the same state and nonce."""
        ...


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step that says beforehand what it will do."""

    name: str
    plan: StepPlan
    run: PublicationStep

    def __call__(
        self, *, publication: Publication, rows: Sequence[PublishedRow], at: datetime
    ) -> None:
        """Run the step."""
        self.run(publication=publication, rows=rows, at=at)


def publication_steps(kind: str) -> tuple[PublicationStep, ...]:
    """The steps of a kind of publication, in the order they run."""
    name = PUBLISHED_FINAL if kind == PublicationKind.FINAL else PUBLISHED_PROPOSED
    return port(name)


def step_name(step: PublicationStep) -> str:
    """How the document names a step."""
    if isinstance(step, PlannedStep):
        return step.name
    return str(getattr(step, "__name__", type(step).__name__))


@dataclass(frozen=True, slots=True)
class AnnouncedRule:
    """The announced rule in the active language: how sheets become one figure, the tie ladder.

    `steps` has the words of each of the ladder's steps by the label that results quote.
    """

    combined: str
    ladder: tuple[str, ...]
    steps: Mapping[str, str]


def announced_rule(rulebook: Rulebook) -> AnnouncedRule:
    """The rule as the rules page says it."""
    (words,) = port(ANNOUNCED_RULE)
    found: AnnouncedRule = words(rulebook)
    return found
