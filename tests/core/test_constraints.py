"""What the database refuses by a named constraint is a registered problem, on both databases."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from contest.models import Team, TeamMember
from core.constraints import CODES, problem_of_integrity_error
from core.errors import REGISTRY
from core.models import Host
from judging.models import Nda, PanelSeat, ResultSet, ResultState
from tests.factories import contest
from tests.factories.judging import final

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def refusal(create) -> str | None:
    """The code that the violation stands for."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        create()
    problem = problem_of_integrity_error(caught.value)
    return None if problem is None else problem.code


def test_every_name_is_a_constraint_and_every_code_is_registered():
    named = {
        constraint.name for model in apps.get_models() for constraint in model._meta.constraints
    }
    assert set(CODES) <= named
    assert set(CODES.values()) <= set(REGISTRY)


@pytest.mark.django_db
def test_a_seat_is_taken_by_number_by_expert_and_by_chair():
    made = final()
    seated, free = made.seats[0], made.alternate.expert
    made.alternate.delete()

    def seat(**changes):
        asked = {"panel": made.panel, "number": 90, "expert": free} | changes
        return refusal(lambda: PanelSeat.objects.create(**asked))

    assert made.panel.seats.filter(is_chair=True).exists()
    assert seat(number=seated.number) == "seat_taken"
    assert seat(expert=seated.expert) == "seat_taken"
    assert seat(is_chair=True) == "seat_taken"


@pytest.mark.django_db
def test_names_and_members_of_a_team():
    entered = contest.draft(contest.edition())
    team, person = entered.entry.team, entered.entry.team.members.get().person

    again = {"edition": team.edition, "name": team.name, "name_key": team.name_key}
    assert refusal(lambda: Team.objects.create(**again)) == "team_name_taken"
    member = {"team": team, "person": person, "role": "member", "joined_at": NOW}
    assert refusal(lambda: TeamMember.objects.create(**member)) == "already_member"


@pytest.mark.django_db
def test_the_other_tab_signed_first():
    made = final()
    signed = {
        "person": made.judge(1),
        "edition": made.edition,
        "text_version": 1,
        "text_hash": "0" * 64,
        "signed_at": NOW,
    }
    Nda.objects.create(**signed)
    assert refusal(lambda: Nda.objects.create(**signed)) == "state_conflict"


@pytest.mark.django_db
def test_a_check_of_two_persons():
    made = final()
    person = made.by("scorekeeper")
    body = {"inputs_hash": "", "rulebook_hash": "", "software": "", "body": "", "body_hash": ""}

    def lock():
        ResultSet.objects.create(
            round=made.round,
            version=1,
            state=ResultState.LOCKED,
            computed_by=person,
            computed_at=NOW,
            locked_by=person,
            **body,
        )

    assert refusal(lock) == "two_person_required"


@pytest.mark.django_db
def test_a_constraint_without_a_code_is_a_fault_of_ours():
    Host.objects.create(slug="one")
    assert refusal(lambda: Host.objects.create(slug="one")) is None
    assert problem_of_integrity_error(ValueError("team_name_once")) is None
