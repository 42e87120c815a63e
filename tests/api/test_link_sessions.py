"""A session that a judge's link opened is the judge's on that device, and nobody's beyond it."""

import pytest
from django.core.cache import cache

from contest.models import Team
from core import clock
from core.models import Account, Device
from core.services.devices import device_revoke
from judging.services.panels import seat_invitation_issue
from tests.factories import core, judging
from tests.factories.judging import T0, final
from tests.letters import letters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_final():
    with clock.frozen(T0):
        yield


@pytest.fixture
def cup():
    return final(entries=1, judges=2)


@pytest.fixture
def judge(cup):
    return cup.judge(1)


@pytest.fixture
def token(cup):
    return seat_invitation_issue(seat=cup.seats[0], actor=cup.by("event_desk"), at=T0)[1]


def press(browser, token):
    return browser.post(f"/api/v1/join/{token}", {"device_key": "tablet"}, "application/json")


def status(browser, path):
    return browser.get(f"/api/v1/{path}").status_code


def revoke():
    device_revoke(device=Device.objects.get(key="tablet"), at=T0)


def test_whoever_hands_out_the_link_gains_none_of_the_judges_other_rights(cup, judge, token):
    other = final(entries=1, judges=2, slug="other")
    judging.staff_member(other.edition, "organizer", judge)
    judging.staff_member(cup.edition, "verifier", judge)
    browser = core.client()
    assert press(browser, token).status_code == 200
    assert status(browser, "judge/queue") == 200
    assert status(browser, f"rounds/{other.round.uid}") == 404
    assert status(browser, f"rounds/{cup.round.uid}") == 404
    assert browser.get("/api/v1/session").json()["memberships"] == []


def test_nor_the_judges_own_team_elsewhere(judge, token):
    other = final(entries=1, judges=2, slug="other")
    entry = other.entries[0]
    entry.team.members.update(person=judge)
    browser = core.client()
    press(browser, token)
    assert status(browser, f"entries/{entry.uid}") == 404
    assert status(browser, f"entries/{entry.uid}/files") == 404
    assert browser.get("/api/v1/entries").json()["results"] == []
    assert browser.get("/api/v1/session").json()["teams"] == []


def test_who_is_signed_in_already_keeps_all_rights_beside_the_seat(cup, judge, token):
    judging.staff_member(cup.edition, "timekeeper", judge)
    browser = core.client(Account.objects.filter(person=judge).first())
    assert press(browser, token).status_code == 200
    assert status(browser, "judge/queue") == 200
    assert status(browser, f"rounds/{cup.round.uid}") == 200


def test_a_link_pressed_again_gives_no_more_than_the_first_time(cup, judge, token):
    judging.staff_member(cup.edition, "timekeeper", judge)
    browser = core.client()
    for _ in range(2):
        assert press(browser, token).status_code == 200
        assert status(browser, f"rounds/{cup.round.uid}") == 404


def test_the_session_ends_with_its_device(token):
    browser = core.client()
    press(browser, token)
    assert status(browser, "judge/queue") == 200
    revoke()
    assert status(browser, "judge/queue") == 401
    session = browser.get("/api/v1/session").json()
    assert (session["signed_in"], session["person"], session["device"]) == (False, None, None)


def sign_in_by_code(browser, account):
    cache.clear()
    auth = "/_allauth/browser/v1/auth/code"
    browser.post(f"{auth}/request", {"email": account.email}, "application/json")
    code = letters()[-1].body.rpartition("/login/link/")[2].split()[0]
    return browser.post(f"{auth}/confirm", {"code": code}, "application/json").status_code


@pytest.fixture
def account(judge):
    found = Account.objects.get(person=judge)
    found.email = "judge@example.test"
    found.save()
    return found


def test_a_code_gives_the_person_their_rights_back(cup, judge, account, token):
    judging.staff_member(cup.edition, "timekeeper", judge)
    browser = core.client()
    press(browser, token)
    browser.delete("/_allauth/browser/v1/auth/session")
    assert sign_in_by_code(browser, account) == 200
    assert status(browser, f"rounds/{cup.round.uid}") == 200


def test_after_a_revoked_device_a_code_still_signs_in(account, token):
    browser = core.client()
    press(browser, token)
    revoke()
    assert status(browser, "session") == 200
    assert sign_in_by_code(browser, account) == 200
    assert status(browser, "judge/queue") == 200


def test_a_link_registers_no_team(cup, token):
    browser = core.client()
    press(browser, token)
    teams = Team.objects.count()
    answer = browser.post(
        f"/api/v1/editions/{cup.edition.uid}/teams", {"name": {"zh": "甲"}}, "application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_required")
    assert Team.objects.count() == teams


def test_nothing_that_the_browser_held_before_survives_the_button(token):
    browser = core.client()
    before = browser.session
    before["prepared"] = "by a stranger"
    before.save()
    browser.cookies["yisai_session"] = str(before.session_key)
    press(browser, token)
    assert browser.session.session_key != before.session_key
    assert "prepared" not in browser.session
