"""Accounts: one for an address, however many ask at once."""

import pytest

from core.models import Account, Person
from core.services.people import account_for_email

pytestmark = pytest.mark.django_db


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
