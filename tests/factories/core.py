"""Hosts and people, by the services that make them."""

from datetime import timedelta
from itertools import count

from django.test import Client

from core.models import Account, Host, Person
from core.selectors.viewers import viewer_for
from core.services.memberships import membership_grant
from core.services.people import account_for_email
from core.viewer import Viewer
from tests.clients import Browser
from tests.factories.moments import NOW

_numbers = count(1)


def host(slug: str = "") -> Host:
    """A tenant."""
    number = next(_numbers)
    return Host.objects.create(
        slug=slug or f"host-{number}", name={"zh": f"高新区{number}", "en": f"Zone {number}"}
    )


def account(name: str = "person") -> Account:
    """Somebody who signs in by e-mail."""
    return account_for_email(email=f"{name}-{next(_numbers)}@example.test", name=name)


def person_of(known: Account) -> Person:
    """The human behind an account."""
    assert known.person is not None
    return known.person


def staff(at: Host, role: str) -> Account:
    """Somebody with a role at a host."""
    known = account(role)
    until = NOW + timedelta(days=365) if role == "executor" else None
    membership_grant(person=person_of(known), host=at, role=role, at=NOW, until=until)
    return known


def viewer(known: Account) -> Viewer:
    """The viewer behind an account."""
    return viewer_for(account=known, device_id=None, at=NOW)


def client(known: Account | None = None) -> Client:
    """A browser, signed in or not."""
    browser = Browser()
    if known is not None:
        browser.force_login(known, backend="django.contrib.auth.backends.ModelBackend")
    return browser
