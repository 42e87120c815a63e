"""Roles offered by a link: only the address takes them up, and only while the office gives it."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from core.errors import Problem
from core.models import Account, Host, Invitation, LogLeaf, Membership, Notice
from core.selectors.offers import offers_open
from core.services.invitations import invitation_state
from core.services.memberships import membership_end, membership_grant
from core.services.offers import OFFER_LIFE, offer_accept, offer_withdraw, office_give
from core.services.people import account_for_email

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
ONE = ("edition", uuid.UUID(int=1))
ADDRESS = "new@example.org"


@pytest.fixture
def host():
    return Host.objects.create(slug="zone", name={"zh": "园区", "en": "Zone"})


@pytest.fixture
def admin(host):
    person = someone("admin@example.org")
    membership_grant(person=person, host=host, role="host_admin", at=AT)
    return person


def someone(email):
    person = account_for_email(email=email).person
    assert person is not None
    return person


def give(host, by, email=ADDRESS, role="scorekeeper", **more):
    return office_give(host=host, email=email, role=role, by=by, at=AT, scope=ONE, **more)


def refused(act, **given):
    with pytest.raises(Problem) as problem:
        act(**given)
    return problem.value.code


def accept(given, actor, at=AT):
    return offer_accept(invitation=given.offer.invitation, actor=actor, at=at)


def test_an_unknown_address_gets_a_link_and_no_account(host, admin):
    accounts = Account.objects.count()
    given = give(host, admin, email="New@Example.org")
    assert given.membership is None
    assert Account.objects.count() == accounts
    assert given.offer.invitation.email == ADDRESS
    assert given.offer.invitation.expires_at == AT + OFFER_LIFE
    notice = Notice.objects.get()
    assert (notice.to, notice.secret) == (ADDRESS, True)
    assert LogLeaf.objects.latest("pk").type == "membership.offer"


def test_the_answer_does_not_tell_who_has_an_account_elsewhere(host, admin):
    elsewhere = Host.objects.create(slug="other", name={"zh": "另一园区"})
    membership_grant(person=someone(ADDRESS), host=elsewhere, role="host_admin", at=AT)
    given = give(host, admin)
    assert given.offer is not None
    assert not Membership.objects.filter(host=host, role="scorekeeper").exists()


def test_whoever_held_a_role_here_gets_it_at_once(host, admin):
    known = someone(ADDRESS)
    old = membership_grant(person=known, host=host, role="emcee", at=AT)
    membership_end(membership=old, base_rev=1, by=admin, at=AT)
    given = give(host, admin)
    assert (given.offer, given.membership.person) == (None, known)


def test_the_button_gives_the_role_once(host, admin):
    given, actor = give(host, admin, until=AT + timedelta(days=9)), someone(ADDRESS)
    first = accept(given, actor).membership
    assert (first.role, first.scope_id, first.until) == (
        "scorekeeper",
        ONE[1],
        AT + timedelta(days=9),
    )
    assert accept(given, actor).membership == first
    assert Membership.objects.filter(person=actor).count() == 1


def test_the_link_is_for_the_address_alone(host, admin):
    given = give(host, admin)
    assert refused(accept, given=given, actor=someone("else@example.org")) == "link_foreign"
    assert Invitation.objects.get().used_at is None
    assert accept(given, someone(ADDRESS)).membership is not None


def test_it_runs_out(host, admin):
    given, actor = give(host, admin), someone(ADDRESS)
    assert refused(accept, given=given, actor=actor, at=AT + OFFER_LIFE) == "link_expired"


def test_a_second_offer_takes_the_place_of_the_first(host, admin):
    first, second = give(host, admin), give(host, admin)
    actor = someone(ADDRESS)
    assert refused(accept, given=first, actor=actor) == "link_used"
    assert accept(second, actor).membership is not None


def test_one_taken_back_opens_nothing(host, admin):
    given = give(host, admin)
    offer_withdraw(offer=given.offer, by=admin, at=AT)
    assert refused(accept, given=given, actor=someone(ADDRESS)) == "link_used"
    assert refused(offer_withdraw, offer=given.offer, by=admin, at=AT) == "link_used"


def test_the_offers_of_who_lost_the_office_end_with_it(host, admin):
    organizer = someone("o@example.org")
    office = membership_grant(person=organizer, host=host, role="organizer", scope=ONE, at=AT)
    given = give(host, organizer)
    kept = give(host, admin, email="kept@example.org")
    membership_end(membership=office, base_rev=1, by=admin, at=AT)
    link = Invitation.objects.get(pk=given.offer.invitation_id)
    assert invitation_state(invitation=link, person_id=None, at=AT) == "revoked"
    assert [each.pk for each in offers_open()] == [kept.offer.pk]


def test_an_office_that_ran_out_gives_nothing_any_more(host, admin):
    organizer, tomorrow = someone("o@example.org"), AT + timedelta(days=1)
    membership_grant(
        person=organizer, host=host, role="organizer", scope=ONE, at=AT, until=tomorrow
    )
    given, actor = give(host, organizer), someone(ADDRESS)
    assert refused(accept, given=given, actor=actor, at=tomorrow) == "link_used"
    assert not Membership.objects.filter(person=actor).exists()


def test_nobody_offers_themselves_a_role_by_their_own_address(host, admin):
    asked = {"host": host, "by": admin, "email": "ADMIN@example.org"}
    assert refused(give, **asked) == "own_role_refused"
    outsider = someone("platform@example.org")
    assert refused(give, host=host, by=outsider, email="platform@example.org") == (
        "own_role_refused"
    )


def test_a_role_that_excludes_another_leaves_the_link_unused(host, admin):
    given, actor = give(host, admin, role="witness"), someone(ADDRESS)
    membership_grant(person=actor, host=host, role="verifier", scope=ONE, at=AT)
    assert refused(accept, given=given, actor=actor) == "membership_excluded"
    assert Invitation.objects.get(pk=given.offer.invitation_id).used_at is None
