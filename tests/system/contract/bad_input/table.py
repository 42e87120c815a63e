"""The whole table: every line has a name of its own."""

from tests.system.contract.bad_input.case import PHASES, Case
from tests.system.contract.bad_input.tables import (
    cards,
    entries,
    keys,
    links,
    office,
    people,
    projects,
    scores,
    tokens,
    uploads,
    wire,
    witness,
)

TABLE: list[Case] = [
    *scores.CASES,
    *wire.CASES,
    *entries.CASES,
    *keys.CASES,
    *links.CASES,
    *cards.CASES,
    *uploads.CASES,
    *office.CASES,
    *projects.CASES,
    *people.CASES,
    *tokens.CASES,
    *witness.CASES,
]


def of_phase(phase: str) -> list[Case]:
    """The lines that are asked in one world; its time goes forward, and what ended stays so."""
    assert phase in PHASES
    return sorted((case for case in TABLE if case.phase == phase), key=lambda case: case.later)
