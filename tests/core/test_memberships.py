"""Roles: given once, and never approving and watching in one person."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from core.errors import Problem
from core.models import Account, Host, Membership, Person
from core.services.people import account_for_email, membership_grant, person_create

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
ONE, OTHER = ("edition", uuid.UUID(int=1)), ("edition", uuid.UUID(int=2))


@pytest.fixture
def host():
    return Host.objects.create(slug="zone", name={"zh": "园区"})


@pytest.fixture
def person():
    return person_create(name="郑怀德")


def grant(person: Person, host: Host, role: str, scope=None) -> Membership:
    return membership_grant(person=person, host=host, role=role, at=AT, scope=scope)


def test_a_role_is_given_once(host, person):
    assert grant(person, host, "organizer") == grant(person, host, "organizer")
    assert grant(person, host, "organizer", ONE) != grant(person, host, "organizer", OTHER)


@pytest.mark.parametrize(
    ("held", "asked"),
    [(None, None), (None, ONE), (ONE, ONE)],
    ids=["both for the host", "host and edition", "same edition"],
)
@pytest.mark.parametrize(("first", "second"), [("verifier", "witness"), ("witness", "verifier")])
def test_a_verifier_is_no_witness(host, person, first, second, held, asked):
    grant(person, host, first, held)
    with pytest.raises(Problem) as refused:
        grant(person, host, second, asked)
    assert refused.value.code == "membership_excluded"
    assert Membership.objects.get().role == first


def test_in_another_edition_or_at_another_host_she_may(host, person):
    elsewhere = Host.objects.create(slug="other", name={"zh": "另一园区"})
    grant(person, host, "verifier", ONE)
    grant(person, host, "witness", OTHER)
    grant(person, elsewhere, "witness")
    assert Membership.objects.count() == 3


@pytest.mark.parametrize("scope_id", [None, ONE[1]])
def test_the_database_refuses_both_too(host, person, scope_id):
    """Whoever writes past the command, or two that looked at the same moment."""
    row = {"person": person, "host": host, "since": AT, "scope_id": scope_id}
    Membership.objects.create(role="verifier", **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(role="witness", **row)


def test_two_first_uses_of_an_address_find_one_account(monkeypatch):
    """The second one loses the race for the unique address and takes the first one's account."""
    first = account_for_email(email="a@example.org")
    blind = Account.objects.none()
    honest = Account.objects.select_related("person").filter

    class Once:
        """Sees nothing the first time it is asked, as the loser of the race did."""

        def first(self):
            return blind.first()

        def get(self):
            return honest(email="a@example.org").get()

    monkeypatch.setattr(
        "core.services.people.Account.objects.select_related",
        lambda *_names: type("Q", (), {"filter": lambda _self, **_facts: Once()})(),
    )
    people = Person.objects.count()
    assert account_for_email(email="A@example.org") == first
    assert Person.objects.count() == people
