"""Registering a team and joining one by its link."""

from datetime import timedelta

import pytest

from contest.models import EntryState, MemberRole, Team, TeamMember
from contest.services.editions import edition_move
from contest.services.teams import (
    INVITATION_LIFE,
    team_member_invite,
    team_member_join,
    team_name_key,
    team_register,
    team_register_with_organization,
)
from core.errors import Problem
from core.models import Invitation, InvitationKind, Organization
from core.services.invitations import invitation_issue
from tests.factories import contest, core
from tests.factories.moments import LATER, NOW

pytestmark = pytest.mark.django_db
SOUND_CODE = "91350100M000100Y43"


@pytest.fixture
def cup():
    return contest.edition()


def invite(made, email=""):
    actor = core.person_of(made.leader)
    return team_member_invite(team=made.entry.team, actor=actor, at=NOW, email=email)[0]


def join(invitation, account, at=NOW):
    return team_member_join(invitation=invitation, actor=core.person_of(account), at=at)


def test_a_team_has_its_leader_and_an_empty_entry(cup):
    made = contest.draft(cup)
    member = TeamMember.objects.get(team=made.entry.team)
    assert (member.person, member.role) == (core.person_of(made.leader), MemberRole.LEADER)
    assert (made.entry.state, made.entry.rev, made.entry.title) == (EntryState.DRAFT, 1, "")


@pytest.mark.parametrize("name", ["流光 半导体", "流光半导体", " 流光半导体 ", "流光\u3000半导体"])
def test_a_name_is_taken_whatever_its_spacing(cup, name):
    contest.draft(cup, "流光半导体")
    with pytest.raises(Problem, match="team_name_taken"):
        contest.draft(cup, name)
    assert Team.objects.count() == 1


HIDDEN = ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\n", "\x7f", "\u2028"]


@pytest.mark.parametrize("sign", HIDDEN)
@pytest.mark.parametrize("part", ["zh", "en"])
def test_a_name_holds_no_sign_that_nobody_sees(cup, sign, part):
    name = {"zh": "流光", "en": "Lumen"}
    name[part] += f"{sign}x"
    with pytest.raises(Problem, match="field_invalid") as refused:
        team_register(edition=cup.edition, name=name, actor=core.person_of(core.account()), at=NOW)
    assert set(refused.value.fields) == {f"name.{part}"}
    assert not Team.objects.exists()


@pytest.mark.parametrize("name", ["\u3164", "\u2800 \u2800", "\ufe0f"])
def test_a_name_is_not_blank(cup, name):
    with pytest.raises(Problem, match="field_invalid"):
        contest.draft(cup, name)


@pytest.mark.parametrize("filler", ["\u3164", "\ufe0f", "\u2800", "\u034f"])
def test_a_filler_does_not_make_another_name(cup, filler):
    contest.draft(cup, "流光半导体")
    with pytest.raises(Problem, match="team_name_taken"):
        contest.draft(cup, f"流光{filler}半导体")


def test_width_and_case_do_not_make_another_name():
    assert team_name_key("ＡＢＣ 团队") == team_name_key("abc团队")


def test_the_same_name_in_another_edition_is_free(cup):
    contest.draft(cup)
    contest.draft(contest.edition("other"))
    assert Team.objects.count() == 2


@pytest.mark.parametrize(
    ("verbs", "at", "code"),
    [
        ((), NOW, "edition_not_open"),
        (("announce",), NOW, "edition_not_open"),
        (("announce", "open"), NOW - timedelta(days=30), "edition_not_open"),
        (("announce", "open"), LATER, "deadline_passed"),
        (("announce", "open", "close"), NOW, "deadline_passed"),
        (("announce", "open", "cancel"), NOW, "edition_not_open"),
    ],
)
def test_outside_the_window_nobody_registers(verbs, at, code):
    cup = contest.edition(opened=False)
    for verb in verbs:
        edition_move(edition=cup.edition, verb=verb, at=NOW)
    actor = core.person_of(core.account())
    with pytest.raises(Problem, match=code):
        team_register(edition=cup.edition, name={"zh": "迟", "en": ""}, actor=actor, at=at)
    assert not Team.objects.exists()


def test_an_organization_is_known_by_its_code_across_teams(cup):
    for name in ("甲", "乙"):
        team_register_with_organization(
            edition=cup.edition,
            name={"zh": name, "en": ""},
            organization={"name": {"zh": "流光", "en": ""}, "credit_code": SOUND_CODE},
            actor=core.person_of(core.account()),
            at=NOW,
        )
    assert Organization.objects.count() == 1


def test_a_code_with_a_wrong_check_character_makes_nothing(cup):
    with pytest.raises(Problem, match="field_invalid"):
        team_register_with_organization(
            edition=cup.edition,
            name={"zh": "甲", "en": ""},
            organization={"name": {"zh": "流光", "en": ""}, "credit_code": SOUND_CODE[:-1] + "9"},
            actor=core.person_of(core.account()),
            at=NOW,
        )
    assert not Team.objects.exists()
    assert not Organization.objects.exists()


def test_a_link_lets_one_person_in_and_pressing_again_changes_nothing(cup):
    made, friend = contest.draft(cup), core.account("friend")
    invitation = invite(made)
    assert join(invitation, friend) == made.entry
    assert join(Invitation.objects.get(), friend) == made.entry
    assert made.entry.team.members.count() == 2


def test_a_used_link_lets_nobody_else_in(cup):
    invitation = invite(contest.draft(cup))
    join(invitation, core.account("friend"))
    with pytest.raises(Problem, match="link_used"):
        join(invitation, core.account("stranger"))
    assert TeamMember.objects.count() == 2


def test_whoever_left_does_not_come_back_by_the_old_link(cup):
    invitation, friend = invite(contest.draft(cup)), core.account("friend")
    join(invitation, friend)
    TeamMember.objects.filter(person=friend.person).update(left_at=NOW)
    with pytest.raises(Problem, match="link_used"):
        join(invitation, friend)


def test_the_leader_does_not_use_up_a_link(cup):
    made = contest.draft(cup)
    invitation = invite(made)
    with pytest.raises(Problem, match="already_member"):
        join(invitation, made.leader)
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_a_link_to_an_address_is_for_whoever_signs_in_with_it(cup):
    friend = core.account("friend")
    invitation = invite(contest.draft(cup), email=str(friend.email).upper())
    with pytest.raises(Problem, match="link_foreign"):
        join(invitation, core.account("stranger"))
    join(invitation, friend)
    assert TeamMember.objects.filter(person=friend.person).exists()


def test_a_link_ends_after_its_time(cup):
    invitation = invite(contest.draft(cup))
    with pytest.raises(Problem, match="link_expired"):
        join(invitation, core.account("late"), at=NOW + INVITATION_LIFE)
    assert TeamMember.objects.count() == 1


def test_a_judges_link_leads_into_no_team(cup):
    made = contest.draft(cup)
    link, _token = invitation_issue(
        kind=InvitationKind.JUDGE_SEAT,
        host=cup.host,
        subject=("seat", made.entry.team.uid),
        issued_by=core.person_of(made.leader),
        expires_at=LATER,
    )
    with pytest.raises(Problem, match="not_found"):
        join(link, core.account("judge"))


def test_a_link_never_outlives_the_deadline(cup):
    made = contest.draft(cup)
    leader, closes = core.person_of(made.leader), made.entry.edition.closes_at
    link, _token = team_member_invite(team=made.entry.team, actor=leader, at=closes)
    assert link.expires_at == closes
    assert invite(made).expires_at == min(NOW + INVITATION_LIFE, closes)
    with pytest.raises(Problem, match="deadline_passed"):
        team_member_invite(team=made.entry.team, actor=leader, at=closes + timedelta(seconds=1))


def test_a_team_is_whole_when_entries_close(cup):
    """A link whose end lies past the deadline lets nobody in either."""
    made, friend = contest.draft(cup), core.account("friend")
    link = invite(made)
    Invitation.objects.update(expires_at=LATER + timedelta(days=1))
    with pytest.raises(Problem, match="deadline_passed"):
        join(link, friend, at=LATER)
    assert TeamMember.objects.filter(team=made.entry.team).count() == 1
    link.refresh_from_db()
    assert link.used_at is None
    joined = join(link, friend)
    assert join(link, friend, at=LATER) == joined  # pressing again changes nothing


def test_a_closed_edition_takes_no_member_before_its_time_either(cup):
    made = contest.draft(cup)
    link = invite(made)
    edition_move(edition=cup.edition, verb="close", at=NOW)
    with pytest.raises(Problem, match="deadline_passed"):
        join(link, core.account("friend"))
