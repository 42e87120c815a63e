"""The session: who is looking, and what they may change about themselves."""

import pytest
from django.test import Client

from tests.factories import contest, core

pytestmark = pytest.mark.django_db
KEYS = {"signed_in", "person", "account", "device", "memberships", "teams", "seats", "csrf"}
NOBODY: dict[str, object] = {
    "signed_in": False,
    "person": None,
    "account": None,
    "device": None,
    "memberships": [],
    "teams": [],
    "seats": [],
}


def patch(browser: Client, body):
    return browser.patch("/api/v1/session", body, "application/json")


def test_nobody_gets_an_empty_session_and_the_token():
    browser = core.client()
    body = browser.get("/api/v1/session").json()
    assert set(body) == KEYS
    assert body == {**NOBODY, "csrf": body["csrf"]}
    assert "yisai_csrf" in browser.cookies


def test_roles_and_teams_are_listed():
    cup = contest.edition()
    made = contest.draft(cup)
    body = core.client(made.leader).get("/api/v1/session").json()
    assert body["teams"] == [
        {"team": str(made.entry.team.uid), "entry": str(made.entry.uid), "role": "leader"}
    ]
    staff = core.client(core.staff(cup.host, "organizer")).get("/api/v1/session").json()
    assert [(m["role"], m["host"]["slug"]) for m in staff["memberships"]] == [
        ("organizer", cup.host.slug)
    ]


def test_a_person_names_themselves_and_chooses_a_language():
    browser = core.client(core.account())
    body = patch(browser, {"language": "en", "name": {"zh": "林晓", "en": "Lin Xiao"}}).json()
    assert body["person"]["name"] == {"zh": "林晓", "en": "Lin Xiao"}
    assert body["account"]["language"] == "en"
    assert patch(browser, {"language": "zh-CN"}).json()["account"]["language"] == "zh-Hans"


def test_the_chosen_language_speaks_afterwards():
    browser = core.client(core.account())
    patch(browser, {"language": "en"})
    assert browser.get("/api/v1/session")["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"language": "fr"}, "field_invalid"),
        ({"language": ""}, "field_invalid"),
        ({"name": {"zh": ""}}, "field_invalid"),
        ({"name": {"zh": "x" * 81}}, "field_invalid"),
        ({"email": "other@example.test"}, "field_unknown"),
        ({"memberships": []}, "field_unknown"),
    ],
)
def test_a_bad_change_is_refused_and_changes_nothing(body, code):
    browser = core.client(core.account())
    before = browser.get("/api/v1/session").json()
    answer = patch(browser, body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    after = browser.get("/api/v1/session").json()
    assert {**after, "csrf": ""} == {**before, "csrf": ""}


def test_nobody_changes_nothing():
    answer = patch(core.client(), {"language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_required")


def test_a_forged_change_without_the_token_is_refused():
    account = core.account()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    answer = patch(browser, {"language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    account.refresh_from_db()
    assert account.language == ""
