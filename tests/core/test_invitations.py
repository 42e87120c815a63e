"""Links, and the button that signs a judge's browser in."""

from datetime import timedelta

import pytest

from core.errors import Problem
from core.models import Invitation, InvitationKind
from core.selectors.invitations import invitation_by_token
from core.services.invitations import (
    invitation_issue,
    invitation_press,
    invitation_state,
    invitation_use,
)
from core.services.organizations import credit_code_sound
from tests.factories import core
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
ENDS = NOW + timedelta(hours=1)


@pytest.fixture
def judge():
    return core.person_of(core.account("judge"))


@pytest.fixture
def issued(judge):
    at = core.host()
    return invitation_issue(
        kind=InvitationKind.JUDGE_SEAT,
        host=at,
        subject=("seat", at.uid),
        issued_by=core.person_of(core.account("organizer")),
        expires_at=ENDS,
        person=judge,
    )


def press(invitation, presser=None, at=NOW):
    return invitation_press(invitation=invitation, presser_id=presser and presser.pk, at=at)


def test_only_the_hash_of_a_token_is_stored(issued):
    invitation, token = issued
    assert token not in str(Invitation.objects.values().get())
    assert invitation_by_token(token=token) == invitation
    with pytest.raises(Problem, match="not_found"):
        invitation_by_token(token=token + "x")


def test_looking_and_pressing_consume_nothing(issued, judge):
    invitation, _token = issued
    press(invitation)
    press(invitation, judge)
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_a_used_link_signs_in_nobody_but_its_own_judge_who_is_signed_in(issued, judge):
    invitation = invitation_use(invitation=issued[0], by=judge, at=NOW)
    with pytest.raises(Problem, match="link_used"):
        press(invitation)
    assert press(invitation, judge) == invitation


def test_somebody_else_who_is_signed_in_does_not_take_a_judges_link(issued):
    other = core.person_of(core.account("other"))
    with pytest.raises(Problem, match="link_foreign"):
        press(issued[0], other)
    with pytest.raises(Problem, match="link_foreign"):
        invitation_use(invitation=issued[0], by=other, at=NOW)


def test_a_link_ends_and_can_be_withdrawn(issued):
    invitation, _token = issued
    with pytest.raises(Problem, match="link_expired"):
        press(invitation, at=ENDS)
    Invitation.objects.update(revoked_at=NOW)
    with pytest.raises(Problem, match="link_used"):
        press(invitation)
    invitation.refresh_from_db()
    assert invitation_state(invitation=invitation, person_id=None, at=NOW) == "revoked"


@pytest.mark.parametrize(
    ("code", "sound"),
    [
        ("91350100M000100Y43", True),
        ("91350100M000100Y44", False),
        ("91350100M000100Y4", False),
        ("9135O100M000100Y43", False),
        ("", False),
    ],
)
def test_a_credit_code_has_a_check_character(code, sound):
    assert credit_code_sound(code) is sound
