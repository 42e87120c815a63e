"""Two administrators at the same moment, with real commits: what excludes itself never is."""

import pytest

from contest.models import TeamMember
from contest.services.teams import team_register
from core.models import Membership
from core.selectors.people import memberships_live
from core.services.memberships import membership_end, membership_grant
from core.services.people import person_create
from tests.contest.test_races import race
from tests.factories import contest, core
from tests.factories.moments import NOW

ROUNDS = 4


@pytest.fixture
def cup(fresh_database):
    return contest.edition()


def grant(person, cup, role, scoped=False):
    scope = ("edition", cup.edition.uid) if scoped else None
    return lambda: membership_grant(person=person, host=cup.host, role=role, scope=scope, at=NOW)


def test_verifier_for_the_host_and_witness_for_an_edition_are_never_one_person(cup):
    """The database's own constraints do not see these two as one: only the lock does."""
    for _ in range(ROUNDS):
        both = person_create(name="甲")
        steps = [grant(both, cup, "verifier"), grant(both, cup, "witness", scoped=True)]
        assert sorted(race(steps)) == ["done", "membership_excluded"]
        assert Membership.objects.filter(person=both).count() == 1


def test_the_same_role_with_two_ends_is_one_row(cup):
    person = person_create(name="甲")
    steps = [grant(person, cup, "organizer")] * 6
    assert race(steps) == ["done"] * 6
    assert Membership.objects.filter(person=person, ended_at=None).count() == 1


def test_two_administrators_do_not_end_each_other(cup):
    for _ in range(ROUNDS):
        Membership.objects.filter(role="host_admin").update(ended_at=NOW)
        pair = [core.person_of(core.staff(cup.host, "host_admin")) for _ in range(2)]
        rows = [Membership.objects.get(person=person) for person in pair]
        steps = [
            lambda row=row, by=by: membership_end(membership=row, base_rev=1, by=by, at=NOW)
            for row, by in zip(rows, reversed(pair), strict=True)
        ]
        assert sorted(race(steps)) == ["done", "last_admin"]
        assert memberships_live(at=NOW).filter(role="host_admin").count() == 1


def test_who_registers_a_team_while_becoming_an_organizer_is_one_of_both(cup):
    for number in range(ROUNDS):
        person = person_create(name="甲")
        register = lambda n=number, who=person: team_register(  # noqa: E731 - a step of the race
            edition=cup.edition, name={"zh": f"队{n}", "en": ""}, actor=who, at=NOW
        )
        assert sorted(race([grant(person, cup, "organizer"), register])) == [
            "done",
            "role_conflict",
        ]
        competes = TeamMember.objects.filter(person=person).exists()
        assert competes != Membership.objects.filter(person=person).exists()
