"""The last day: one command ends all of it, says what it was, and runs by itself at the end."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from core.errors import Problem
from core.jobs.house import periodic
from core.models import (
    Account,
    Departure,
    DeparturePerson,
    Device,
    Host,
    Invitation,
    LogOpening,
    Membership,
    Organization,
    SignIn,
)
from core.selectors.departures import deeds_of
from core.selectors.people import memberships_live
from core.services.audit import audit_record
from core.services.departures import executor_leave, memberships_expire, person_leave
from core.services.devices import device_bind
from core.services.memberships import membership_grant
from core.services.offers import office_give
from core.services.people import account_for_email
from core.services.sign_ins import sign_in_record
from tests.factories import core

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
END = AT + timedelta(days=30)
ONE, OTHER = ("edition", uuid.UUID(int=1)), ("edition", uuid.UUID(int=2))


@pytest.fixture
def host():
    return Host.objects.create(slug="zone", name={"zh": "园区", "en": "Zone"})


@pytest.fixture
def admin(host):
    person = someone("admin@example.org")
    membership_grant(person=person, host=host, role="host_admin", at=AT)
    return person


@pytest.fixture
def guest():
    return Organization.objects.create(name={"zh": "承办公司", "en": "Contractor"})


def someone(email):
    person = account_for_email(email=email).person
    assert person is not None
    return person


def crew(host, guest, email, *, scope=ONE, role="event_desk"):
    """A guest's person with a browser that is signed in and a bound screen."""
    person = someone(email)
    membership_grant(
        person=person, host=host, role=role, scope=scope, organization=guest, until=END, at=AT
    )
    account = Account.objects.get(email=email)
    browser = core.client(account)
    key = browser.session.session_key
    assert key is not None
    sign_in_record(account=account, session_key=key, agent="Firefox", at=AT)
    device_bind(person=person, kind="paper_desk", key="k", label="", at=AT)
    return person, browser


def refused(act, **given):
    with pytest.raises(Problem) as problem:
        act(**given)
    return problem.value.code


def said(event):
    rows = LogOpening.objects.filter(leaf__type=event).order_by("leaf__pk")
    return [json.loads(row.body)["body"] for row in rows]


def signed_in(browser):
    return browser.get("/api/v1/session").json()["signed_in"]


def test_one_press_ends_roles_sign_ins_and_devices_of_all_the_guests_people(host, admin, guest):
    one, first = crew(host, guest, "one@example.org")
    two, second = crew(host, guest, "two@example.org")
    stays, third = crew(host, guest, "stays@example.org", scope=OTHER)
    assert (signed_in(first), signed_in(second)) == (True, True)
    made = executor_leave(
        host=host, organization=guest, scope=ONE, by=admin, at=AT, reason="合同到期"
    )
    assert set(made.people.values_list("person_id", "sessions", "devices")) == {
        (one.pk, 1, 1),
        (two.pk, 1, 1),
    }
    assert (signed_in(first), signed_in(second), signed_in(third)) == (False, False, True)
    live = memberships_live(at=AT).filter(organization=guest)
    assert [row.person for row in live] == [stays]
    assert Device.objects.filter(revoked_at=None).get().person == stays
    assert SignIn.objects.count() == Session.objects.count() == 1
    [body] = said("membership.leave")
    assert (body["by"], body["reason"]) == (str(admin.uid), "合同到期")
    assert len(body["memberships"]) == len(said("membership.end")) == 2


def test_a_person_leaves_with_all_roles_and_the_links_that_they_made(host, admin):
    leaver = someone("o@example.org")
    for role, scope in (("organizer", ONE), ("scorekeeper", OTHER)):
        membership_grant(person=leaver, host=host, role=role, scope=scope, at=AT)
    office_give(host=host, email="new@example.org", role="emcee", scope=ONE, by=leaver, at=AT)
    made = person_leave(host=host, person=leaver, by=admin, at=AT, reason="离职")
    left = made.people.get()
    assert [row["role"] for row in left.roles] == ["organizer", "scorekeeper"]
    assert left.links == 1
    assert Invitation.objects.get().revoked_at == AT
    assert not memberships_live(at=AT).filter(person=leaver).exists()


def test_what_they_hold_at_another_host_stays(host, admin):
    leaver, elsewhere = someone("o@example.org"), Host.objects.create(slug="other", name={})
    for each in (host, elsewhere):
        membership_grant(person=leaver, host=each, role="organizer", at=AT)
    person_leave(host=host, person=leaver, by=admin, at=AT, reason="离职")
    assert memberships_live(at=AT).get(person=leaver).host == elsewhere


def test_it_is_refused_whole(host, admin):
    other = someone("other@example.org")
    leave = {"host": host, "by": other, "at": AT, "reason": "x"}
    assert refused(person_leave, person=admin, **leave) == "last_admin"
    assert refused(person_leave, person=someone("nobody@example.org"), **leave) == "not_found"
    own = {**leave, "by": admin}
    assert refused(person_leave, person=admin, **own) == "own_role_refused"
    assert refused(person_leave, person=admin, **{**leave, "reason": " "}) == "reason_missing"
    heir = {**leave, "successor": other}
    membership_grant(person=other, host=host, role="host_admin", at=AT)
    stranger = {**heir, "successor": someone("stranger@example.org")}
    assert refused(person_leave, person=admin, **stranger) == "field_invalid"
    itself = {**heir, "successor": admin}
    assert refused(person_leave, person=admin, **itself) == "field_invalid"
    assert not Departure.objects.exists()
    assert memberships_live(at=AT).filter(person=admin).exists()


def test_the_report_counts_what_they_did_and_not_what_was_done_to_them(host, admin):
    leaver = someone("o@example.org")
    membership_grant(person=leaver, host=host, role="organizer", at=AT, by=admin)
    for number in range(3):
        membership_grant(
            person=someone(f"{number}@example.org"),
            host=host,
            role="emcee",
            scope=ONE,
            by=leaver,
            at=AT + timedelta(hours=number),
        )
    audit_record(
        host=host, type="file.read", person_id=leaver.pk, subject=("file", uuid.uuid4()), at=END
    )
    elsewhere = Host.objects.create(slug="other", name={})
    audit_record(
        host=elsewhere, type="file.read", person_id=leaver.pk, subject=("f", uuid.uuid4()), at=END
    )
    deeds = deeds_of(host=host, person=leaver)
    assert deeds.counts == (("membership.grant", 3), ("file.read", 1))
    assert (deeds.first, deeds.last, len(deeds.newest)) == (AT, END, 4)
    assert deeds_of(host=host, person=admin).counts == (("membership.grant", 1),)


def test_the_agreed_end_does_it_by_itself(host, admin, guest):
    person, browser = crew(host, guest, "one@example.org")
    assert memberships_expire(at=END - timedelta(seconds=1)) == 0
    assert signed_in(browser)
    assert memberships_expire(at=END) == 1
    assert memberships_expire(at=END) == 0
    assert not signed_in(browser)
    left = DeparturePerson.objects.select_related("departure").get()
    assert (left.person, left.departure.by, left.departure.organization) == (person, None, guest)
    assert Membership.objects.get(person=person).ended_at == END
    assert said("membership.expire")[0]["by"] is None


def test_a_member_of_staff_whose_role_runs_out_keeps_the_rest(host, admin):
    member = someone("m@example.org")
    membership_grant(person=member, host=host, role="organizer", at=AT, until=END)
    membership_grant(person=member, host=host, role="auditor", at=AT)
    office_give(host=host, email="new@example.org", role="emcee", scope=ONE, by=member, at=AT)
    assert memberships_expire(at=END) == 1
    assert Invitation.objects.get().revoked_at == END, "given by the role that is over"
    assert not Departure.objects.exists()
    assert memberships_live(at=END).get(person=member).role == "auditor"


def test_the_worker_looks_every_minute():
    [found] = [each for each in periodic() if each.job.module_path.endswith("memberships_close")]
    assert found.every_s == 60
    assert found.when is not None
    assert not found.when()
