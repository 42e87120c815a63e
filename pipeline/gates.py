"""The gates of the stages: named predicates over the facts of one project.

A predicate answers with the codes of what is missing; an empty answer means that it holds.
What a predicate is called in both languages is the template's business.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.template.template import Gate


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a project when it asks to move."""

    source: str = ""
    investor: bool = False
    need: bool = False
    manager: bool = False
    checks_open: tuple[str, ...] = ()
    branch: str = ""
    review_closed: bool = False
    fair_competition_passed: bool = False
    proof: Mapping[str, str] = field(default_factory=dict)


Missing = tuple[str, ...]
Predicate = Callable[[Facts], Missing]


def source_recorded(facts: Facts) -> Missing:
    """Where the lead came from is on record."""
    return () if facts.source else ("source_recorded",)


def investor_recorded(facts: Facts) -> Missing:
    """Whose money it is about is on record."""
    return () if facts.investor else ("investor_recorded",)


def need_recorded(facts: Facts) -> Missing:
    """What the project wants is on record: a deck, a sum or a description."""
    return () if facts.need else ("need_recorded",)


def manager_named(facts: Facts) -> Missing:
    """Somebody is in charge."""
    return () if facts.manager else ("manager_named",)


def screening_checks_done(facts: Facts) -> Missing:
    """Each of the screening questions is answered; the open ones are named one by one."""
    return tuple(f"check.{code}" for code in facts.checks_open)


def review_closed(facts: Facts) -> Missing:
    """The project's review has its report and the experts' opinion."""
    return () if facts.review_closed else ("review_closed",)


def fair_competition_passed(facts: Facts) -> Missing:
    """Every clause of support has a passed fair-competition check."""
    return () if facts.fair_competition_passed else ("fair_competition_passed",)


def branch_land(facts: Facts) -> Missing:
    """The project takes land."""
    return () if facts.branch == "land" else ("branch_land",)


def branch_light_asset(facts: Facts) -> Missing:
    """The project leases space."""
    return () if facts.branch == "light_asset" else ("branch_light_asset",)


PREDICATES: Final[dict[str, Predicate]] = {
    predicate.__name__: predicate
    for predicate in (
        source_recorded,
        investor_recorded,
        need_recorded,
        manager_named,
        screening_checks_done,
        review_closed,
        fair_competition_passed,
        branch_land,
        branch_light_asset,
    )
}


def facts_missing(gate: Gate, facts: Facts) -> list[str]:
    """The codes of the facts that keep the gate shut."""
    return [code for need in gate.needs for code in PREDICATES[need](facts)]


def proof_missing(gate: Gate, facts: Facts) -> list[str]:
    """The kinds of proof that the mover still has to bring."""
    return [kind for kind in gate.proof if not facts.proof.get(kind, "").strip()]
