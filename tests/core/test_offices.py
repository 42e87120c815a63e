"""Who gives which role: every cell of the matrix, written by hand."""

from uuid import UUID

import pytest

from core.models import Role
from core.offices import GUEST_AREAS, REACH, gives
from core.viewer import Seat

HOST, ELSEWHERE = 1, 2
ONE, OTHER = UUID(int=1), UUID(int=2)

# role: who gives it for the whole host · who gives it for one edition.
# P platform_admin, A host_admin, O organizer of that edition (or of all of the host's).
CELLS = """
platform_admin       -  ·  -
host_admin           PA ·  -
auditor              A  ·  -
privacy_officer      A  ·  -
organizer            A  ·  AO
eligibility_officer  A  ·  AO
regional_admin       A  ·  A
scorekeeper          A  ·  AO
timekeeper           A  ·  AO
verifier             A  ·  A
witness              A  ·  A
emcee                A  ·  AO
technician           A  ·  AO
event_desk           A  ·  AO
fee_clerk            A  ·  A
expert_keeper        A  ·  -
executor             -  ·  AO
investment_manager   A  ·  -
project_lead         A  ·  -
review_secretary     A  ·  -
decision_member      A  ·  -
fund_officer         A  ·  -
zone_leader          A  ·  -
steward              A  ·  -
external_reviewer    A  ·  -
"""
LETTERS = {"P": "platform_admin", "A": "host_admin", "O": "organizer"}


def table() -> dict[tuple[str, str, bool], bool]:
    """(office, role, in one edition) to whether it gives it; offices without a letter give none."""
    said = {}
    for line in CELLS.strip().splitlines():
        left, _, edition = line.partition("·")
        role, host = left.split()
        for office in Role.values:
            for letters, scoped in ((host, False), (edition, True)):
                givers = {LETTERS[letter] for letter in letters.strip() if letter != "-"}
                said[office, role, scoped] = office in givers
    return said


def held(office: str, scope: UUID | None = None) -> tuple[Seat, ...]:
    if office == Role.PLATFORM_ADMIN:
        return (Seat(office, None),)
    return (Seat(office, HOST, "edition" if scope else "", scope),)


def test_every_role_has_its_line_and_every_cell_is_as_written():
    said = table()
    assert {role for _office, role, _scoped in said} == set(Role.values)
    assert len(said) == 25 * 25 * 2
    wrong = [
        cell
        for cell, allowed in said.items()
        if allowed
        != gives(held(cell[0]), role=cell[1], host_id=HOST, scope_id=ONE if cell[2] else None)
    ]
    assert wrong == []


def test_the_cells_would_catch_a_wider_matrix(monkeypatch):
    """Planted: an organizer who makes verifiers."""
    wider = {**REACH, Role.ORGANIZER: REACH[Role.HOST_ADMIN]}
    monkeypatch.setattr("core.offices.REACH", wider)
    with pytest.raises(AssertionError):
        test_every_role_has_its_line_and_every_cell_is_as_written()


@pytest.mark.parametrize("role", Role.values)
def test_an_edition_organizer_reaches_her_edition_only(role):
    seats = held("organizer", ONE)
    inside = gives(seats, role=role, host_id=HOST, scope_id=ONE)
    assert inside == table()["organizer", role, True]
    assert not gives(seats, role=role, host_id=HOST, scope_id=OTHER)
    assert not gives(seats, role=role, host_id=HOST, scope_id=None)


@pytest.mark.parametrize("office", [role for role in Role.values if role != "platform_admin"])
def test_nobody_reaches_into_another_host(office):
    for role in Role.values:
        for scope in (None, ONE):
            assert not gives(held(office), role=role, host_id=ELSEWHERE, scope_id=scope)


def test_a_guest_area_neither_decides_nor_sees_marks_or_the_pool():
    assert set(GUEST_AREAS) == {"executor", "event_desk", "technician", "emcee"}
