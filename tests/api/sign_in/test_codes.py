"""Signing in by code over allauth's real routes."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from core.models import Account, Person
from tests.factories import core
from tests.letters import letters

pytestmark = pytest.mark.django_db
AUTH = "/_allauth/browser/v1/auth"
CODE = re.compile(r"/login/link/([A-Za-z0-9-]+)")


@pytest.fixture(autouse=True)
def no_earlier_requests():
    cache.clear()


def ask(browser: Client, email: str):
    return browser.post(f"{AUTH}/code/request", {"email": email}, "application/json")


def confirm(browser: Client, code: str):
    return browser.post(f"{AUTH}/code/confirm", {"code": code}, "application/json")


def code_of(message) -> str:
    found = CODE.search(message.body)
    assert found is not None
    assert found.group(1) in message.subject
    return found.group(1)


def test_an_unknown_address_signs_up_when_it_confirms_and_not_before():
    browser = Client()
    assert ask(browser, "New.Person@example.test").status_code == 401
    assert not Account.objects.exists()
    assert len(letters()) == 1
    answer = confirm(browser, code_of(letters()[0]))
    assert answer.status_code == 200
    account = Account.objects.get()
    assert account.email == "new.person@example.test"
    assert account.person is not None
    assert account.person.name == "new.person"
    assert EmailAddress.objects.get(user=account).verified
    session = browser.get("/api/v1/session").json()
    assert session["signed_in"] is True
    assert session["account"]["email"] == "new.person@example.test"


def test_a_known_address_signs_in_to_its_own_account():
    known = core.account("known")
    browser = Client()
    assert ask(browser, str(known.email)).status_code == 401
    assert confirm(browser, code_of(letters()[0])).status_code == 200
    assert Person.objects.count() == 1
    assert browser.get("/api/v1/session").json()["person"]["id"] == str(core.person_of(known).uid)


def test_the_answer_does_not_say_whether_the_address_is_known():
    known = core.account("known")
    first, second = ask(Client(), str(known.email)), ask(Client(), "unknown@example.test")
    assert first.status_code == second.status_code
    assert first.json() == second.json()


def test_a_wrong_code_opens_nothing_and_makes_nobody():
    browser = Client()
    ask(browser, "somebody@example.test")
    assert confirm(browser, "AAAA-AAAA").status_code == 400
    assert not Account.objects.exists()
    assert browser.get("/api/v1/session").json()["signed_in"] is False


def test_a_code_works_only_in_the_browser_that_asked():
    ask(Client(), "somebody@example.test")
    assert confirm(Client(), code_of(letters()[0])).status_code == 409
    assert not Account.objects.exists()


def test_a_code_works_once():
    browser = Client()
    ask(browser, "somebody@example.test")
    code = code_of(letters()[0])
    assert confirm(browser, code).status_code == 200
    browser.delete(f"{AUTH}/session")
    assert confirm(browser, code).status_code == 409


def test_forty_people_in_one_hall_can_sign_in_within_a_minute():
    for number in range(40):
        browser = Client()
        assert ask(browser, f"person{number}@example.test").status_code == 401
        assert confirm(browser, code_of(letters()[-1])).status_code == 200
    assert Account.objects.count() == 40


def test_one_address_is_not_flooded_with_codes():
    statuses = [ask(Client(), "victim@example.test").status_code for _ in range(12)]
    assert statuses[:10] == [401] * 10
    assert statuses[-1] == 400
    assert len(letters()) == 10


def test_a_forged_request_without_the_token_is_refused():
    browser = Client(enforce_csrf_checks=True)
    assert ask(browser, "somebody@example.test").status_code == 403
    assert letters() == []
