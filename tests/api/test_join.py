"""Links over REST: looking consumes nothing; the button binds a judge's browser."""

import pytest
from django.test import Client

from contest.models import TeamMember
from core import clock
from core.models import Account, Device, Invitation, Person
from core.services.devices import device_revoke
from judging.services.panels import seat_invitation_issue
from tests.clients import Browser
from tests.factories import contest, core
from tests.factories.judging import T0, final
from tests.factories.moments import LATER, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return final(entries=1, judges=2).seats[0]


@pytest.fixture
def token(seat):
    organizer = core.person_of(core.account("organizer"))
    return seat_invitation_issue(seat=seat, actor=organizer, at=T0)[1]


@pytest.fixture(autouse=True)
def at_the_final():
    with clock.frozen(T0):
        yield


def look(browser: Client, token: str):
    return browser.get(f"/api/v1/join/{token}")


def press(browser: Client, token: str, **body):
    return browser.post(f"/api/v1/join/{token}", body, "application/json")


def test_looking_names_the_seat_and_consumes_nothing(seat, token):
    for _ in range(2):
        answer = look(core.client(), token)
        body = answer.json()
        assert (body["kind"], body["state"]) == ("judge_seat", "ready")
        assert body["subject"]["seat"] == {"id": str(seat.uid), "number": seat.number}
        assert body["subject"]["person"]["id"] == str(seat.expert.person.uid)
        assert answer["Referrer-Policy"] == "no-referrer"
    assert Invitation.objects.get().used_at is None
    assert not Device.objects.filter(kind="judge", label="平板").exists()


def test_the_button_binds_the_browser_and_opens_the_judges_session(seat, token):
    browser = core.client()
    answer = press(browser, token, device_key="public-key", device_label="平板")
    assert answer.status_code == 200
    assert answer.json()["redirect"] == "/judge"
    device = Device.objects.get(key="public-key")
    assert (device.person, device.label) == (seat.expert.person, "平板")
    session = browser.get("/api/v1/session").json()
    assert session["person"]["id"] == str(seat.expert.person.uid)
    assert session["device"] == {"id": str(device.uid)}
    assert session["seats"][0]["seat"] == str(seat.uid)
    assert look(browser, token).json()["state"] == "mine"
    other = look(core.client(), token)
    assert other.json()["state"] == "used"
    assert set(other.json()["subject"]) == {"edition"}
    assert seat.expert.person.name not in other.content.decode()


def test_pressing_again_on_the_same_browser_changes_nothing(token):
    browser = core.client()
    press(browser, token, device_key="public-key")
    devices = Device.objects.count()
    assert press(browser, token, device_key="public-key").status_code == 200
    assert Device.objects.count() == devices


def test_a_used_link_signs_in_nobody_else(token):
    press(core.client(), token, device_key="public-key")
    devices = Device.objects.count()
    thief = core.client()
    answer = press(thief, token, device_key="public-key")
    assert (answer.status_code, answer.json()["code"]) == (409, "link_used")
    assert thief.get("/api/v1/session").json()["signed_in"] is False
    assert Device.objects.count() == devices


def test_somebody_who_is_signed_in_stays_who_they_are(token):
    account = core.account("organizer")
    browser = core.client(account)
    answer = press(browser, token, device_key="public-key")
    assert (answer.status_code, answer.json()["code"]) == (409, "link_foreign")
    assert browser.get("/api/v1/session").json()["person"]["id"] == str(core.person_of(account).uid)
    assert Invitation.objects.get().used_at is None


def test_a_revoked_device_speaks_for_nobody(token):
    browser = core.client()
    press(browser, token, device_key="public-key")
    device_revoke(device=Device.objects.get(key="public-key"), at=T0)
    assert browser.get("/api/v1/session").json()["device"] is None


def test_a_link_is_over_when_its_time_is(token):
    ends = Invitation.objects.get().expires_at
    with clock.frozen(ends):
        assert look(core.client(), token).json()["state"] == "expired"
        answer = press(core.client(), token, device_key="public-key")
    assert (answer.status_code, answer.json()["code"]) == (409, "link_expired")


def test_a_fresh_link_takes_the_place_of_those_that_nobody_used(seat, token):
    organizer = core.person_of(core.account("organizer"))
    fresh = seat_invitation_issue(seat=seat, actor=organizer, at=T0)[1]
    assert look(core.client(), token).json()["state"] == "revoked"
    answer = press(core.client(), token, device_key="found")
    assert (answer.status_code, answer.json()["code"]) == (409, "link_used")
    browser = core.client()
    assert press(browser, fresh, device_key="public-key").status_code == 200
    seat_invitation_issue(seat=seat, actor=organizer, at=T0)
    assert look(browser, fresh).json()["state"] == "mine"


def test_a_wrong_token_leads_nowhere(token):
    for answer in (look(core.client(), token[:-1]), press(core.client(), token[:-1])):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_button_needs_the_token_of_the_page(token):
    browser = Browser(enforce_csrf_checks=True)
    answer = press(browser, token, device_key="public-key")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    assert Invitation.objects.get().used_at is None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"person": "x"}, "field_unknown"),
        ({"device_label": "x" * 121}, "field_invalid"),
        ({"device_key": "x" * 2001}, "field_invalid"),
    ],
)
def test_a_bad_press_uses_nothing(token, body, code):
    answer = press(core.client(), token, **body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert Invitation.objects.get().used_at is None


class TestTeamLinks:
    @pytest.fixture
    def made(self):
        with clock.frozen(NOW):
            yield contest.draft(contest.edition("teams"))

    @pytest.fixture
    def link(self, made):
        browser = core.client(made.leader)
        answer = browser.post(
            f"/api/v1/entries/{made.entry.uid}/invitations", {}, "application/json"
        )
        assert set(answer.json()) == {"id", "url", "expires_at"}
        return answer.json()["url"].rpartition("/")[2]

    def test_a_friend_joins_after_signing_in(self, made, link):
        assert look(core.client(), link).json()["subject"]["team"] == {"name": made.entry.team.name}
        answer = press(core.client(), link)
        assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_required")
        friend = core.account("friend")
        joined = press(core.client(friend), link)
        assert joined.json() == {
            "kind": "team_member",
            "entry": str(made.entry.uid),
            "redirect": f"/team/{made.entry.uid}",
        }
        assert TeamMember.objects.filter(person=friend.person).exists()

    def test_each_wrong_press_has_its_code(self, made, link):
        leader = press(core.client(made.leader), link)
        assert (leader.status_code, leader.json()["code"]) == (409, "already_member")
        with clock.frozen(LATER):
            late = press(core.client(core.account()), link)
        assert (late.status_code, late.json()["code"]) == (409, "deadline_passed")
        press(core.client(core.account()), link)
        second = press(core.client(core.account()), link)
        assert (second.status_code, second.json()["code"]) == (409, "link_used")
        assert made.entry.team.members.count() == 2


def test_joining_makes_no_person(token):
    people, accounts = Person.objects.count(), Account.objects.count()
    press(core.client(), token, device_key="public-key")
    assert Person.objects.count() == people
    assert Account.objects.count() <= accounts + 1
