"""In one edition nobody both competes and judges or decides, whichever came first."""

import pytest

from contest.models import Team, TeamMember
from contest.services.competitors import DECIDING
from contest.services.rounds import round_add
from contest.services.rulebooks import rulebook_add
from contest.services.teams import team_member_invite, team_member_join, team_register
from core.errors import Problem
from core.models import Invitation, Membership
from core.models.access import Role
from core.services.people import person_create
from judging.models import PanelSeat
from judging.services.experts import expert_add
from judging.services.panels import panel_create, seat_add
from tests.factories import contest, core, judging
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def final():
    return judging.final(entries=1, judges=1)


@pytest.fixture
def cup():
    return contest.edition()


def refused(act, **given):
    with pytest.raises(Problem) as problem:
        act(**given)
    return problem.value.code


def register(edition, actor, name="新队"):
    return team_register(edition=edition, name={"zh": name, "en": name}, actor=actor, at=NOW)


def seated(cup, judge):
    rulebook = rulebook_add(edition=cup.edition, document=judging.rulebook_document())
    final = round_add(
        edition=cup.edition,
        code="final",
        name={"zh": "决赛", "en": "Final"},
        seq=1,
        rulebook=rulebook,
    )
    panel = panel_create(round=final, name={"zh": "组", "en": "Panel"})
    expert = expert_add(host=cup.host, person=judge, kind="technical")
    return seat_add(panel=panel, expert=expert, number=1)


def test_a_member_of_a_team_gets_no_seat(final):
    member = TeamMember.objects.filter(team__edition=final.edition)[0].person
    expert = expert_add(host=final.host, person=member, kind="technical")
    assert refused(seat_add, panel=final.panel, expert=expert, number=9) == "role_conflict"
    assert not PanelSeat.objects.filter(expert=expert).exists()


def test_a_judge_registers_no_team(cup):
    judge = person_create(name="评委")
    seated(cup, judge)
    assert refused(register, edition=cup.edition, actor=judge) == "role_conflict"
    assert not Team.objects.exists()


def test_a_judge_joins_no_team_and_the_link_stays(cup):
    made = contest.draft(cup)
    judge = core.person_of(core.account("judge"))
    seated(cup, judge)
    link, _ = team_member_invite(team=made.entry.team, actor=core.person_of(made.leader), at=NOW)
    assert refused(team_member_join, invitation=link, actor=judge, at=NOW) == "role_conflict"
    assert Invitation.objects.get(pk=link.pk).used_at is None


@pytest.mark.parametrize("role", DECIDING)
def test_who_decides_does_not_compete(cup, role):
    actor = core.person_of(core.staff(cup.host, role))
    assert refused(register, edition=cup.edition, actor=actor) == "role_conflict"


@pytest.mark.parametrize("role", [Role.EVENT_DESK, Role.ZONE_LEADER, Role.TECHNICIAN])
def test_who_only_helps_may(cup, role):
    assert register(cup.edition, core.person_of(core.staff(cup.host, role))).pk


def test_an_office_elsewhere_or_in_the_past_is_none(cup):
    other = contest.edition("other")
    actor = core.person_of(core.staff(other.host, Role.ORGANIZER))
    assert register(cup.edition, actor).pk
    past = core.person_of(core.staff(cup.host, Role.ORGANIZER))
    Membership.objects.filter(person=past).update(until=NOW)
    assert register(cup.edition, past, "旧人新队").pk
