"""Roles: given once, ended whole, each in the log; never approving and watching in one person."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from core.errors import Problem
from core.models import Host, LogLeaf, LogOpening, Membership, Organization, Person
from core.selectors.people import memberships_live
from core.services.memberships import membership_edit, membership_end, membership_grant
from core.services.people import person_create

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
NEXT_YEAR = AT + timedelta(days=365)
ONE, OTHER = ("edition", uuid.UUID(int=1)), ("edition", uuid.UUID(int=2))


@pytest.fixture
def host():
    return Host.objects.create(slug="zone", name={"zh": "园区"})


@pytest.fixture
def person():
    return person_create(name="郑怀德")


def grant(person: Person, host: Host, role: str, scope=None) -> Membership:
    return membership_grant(person=person, host=host, role=role, at=AT, scope=scope)


@pytest.fixture
def admin(host):
    person = person_create(name="沈管")
    grant(person, host, "host_admin")
    return person


def refused(act, **given) -> Problem:
    with pytest.raises(Problem) as problem:
        act(**given)
    return problem.value


def said() -> list[tuple[str, dict[str, object]]]:
    """What the log says of roles, in order: the event and its body."""
    rows = LogOpening.objects.order_by("leaf__pk").select_related("leaf")
    return [(row.leaf.type, json.loads(row.body)["body"]) for row in rows]


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


def test_a_second_grant_gives_the_first_another_end(host, person):
    first = grant(person, host, "organizer")
    again = membership_grant(person=person, host=host, role="organizer", at=AT, until=NEXT_YEAR)
    assert (again.pk, again.until, again.rev) == (first.pk, NEXT_YEAR, 2)
    assert membership_grant(person=person, host=host, role="organizer", at=AT).until is None
    assert [event for event, _body in said()] == [
        "membership.grant",
        "membership.change",
        "membership.change",
    ]


def test_a_role_that_ran_out_is_given_anew(host, person):
    old = membership_grant(person=person, host=host, role="organizer", at=AT, until=LATER)
    new = membership_grant(person=person, host=host, role="organizer", at=NEXT_YEAR)
    old.refresh_from_db()
    assert (new.pk != old.pk, old.ended_at) == (True, LATER)


def test_whoever_verified_until_yesterday_may_watch_today(host, person):
    membership_grant(person=person, host=host, role="verifier", at=AT, until=LATER)
    assert grant(person, Host.objects.create(slug="x", name={}), "witness").pk
    assert membership_grant(person=person, host=host, role="witness", at=LATER).pk


def test_two_rows_of_one_role_are_refused_by_the_database(host, person):
    row = {"person": person, "host": host, "role": "organizer", "since": AT}
    Membership.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**row, until=NEXT_YEAR)


def test_an_end_ends_it_at_that_moment_and_the_log_says_who_and_why(host, person, admin):
    held = grant(person, host, "scorekeeper", ONE)
    ended = membership_end(membership=held, base_rev=1, by=admin, at=LATER, reason="换人")
    assert (ended.ended_at, ended.rev) == (LATER, 2)
    assert memberships_live(at=LATER - timedelta(seconds=1)).filter(person=person).exists()
    assert not memberships_live(at=LATER).filter(person=person).exists()
    event, body = said()[-1]
    assert event == "membership.end"
    assert body == {
        "membership": str(held.uid),
        "person": str(person.uid),
        "role": "scorekeeper",
        "scope": f"edition:{ONE[1]}",
        "organization": None,
        "until": None,
        "by": str(admin.uid),
        "reason": "换人",
    }
    assert LogLeaf.objects.latest("pk").tree.owner_id == host.uid


def test_what_is_over_is_neither_ended_nor_prolonged(host, person, admin):
    held = grant(person, host, "scorekeeper")
    membership_end(membership=held, base_rev=1, by=admin, at=AT)
    more = {"membership": held, "base_rev": 2, "by": admin, "at": LATER}
    assert refused(membership_end, **more).code == "membership_over"
    assert refused(membership_edit, until=None, **more).code == "membership_over"


def test_an_edit_on_an_older_state_is_refused(host, person, admin):
    held = grant(person, host, "scorekeeper")
    stale = {"membership": held, "base_rev": 9, "by": admin, "at": AT}
    assert refused(membership_end, **stale).code == "edit_stale"
    assert refused(membership_edit, until=NEXT_YEAR, **stale).code == "edit_stale"
    assert memberships_live(at=LATER).filter(person=person, until=None).exists()


def test_the_last_administrator_stays(host, person, admin):
    held = Membership.objects.get(person=admin)
    end = partial(membership_end, membership=held, base_rev=1, at=AT)
    edit = partial(membership_edit, membership=held, base_rev=1, at=AT)
    assert refused(end, by=admin).code == "last_admin"
    membership_grant(person=person, host=host, role="host_admin", at=AT, until=NEXT_YEAR)
    assert refused(end, by=person).code == "last_admin", "the other has an end"
    assert refused(edit, until=NEXT_YEAR, by=person).code == "last_admin"
    grant(person, host, "host_admin")
    assert end(by=person).ended_at == AT


def test_an_administrator_of_another_host_is_no_other_one(host, person, admin):
    grant(person, Host.objects.create(slug="y", name={}), "host_admin")
    held = Membership.objects.get(person=admin)
    assert (
        refused(membership_end, membership=held, base_rev=1, by=admin, at=AT).code == "last_admin"
    )


def test_nobody_gives_themselves_a_role_or_more_time(host, admin):
    asked = {"person": admin, "host": host, "role": "verifier", "by": admin, "at": AT}
    assert refused(membership_grant, **asked).code == "own_role_refused"
    own = grant(admin, host, "emcee")
    edit = {"membership": own, "until": NEXT_YEAR, "base_rev": 1, "by": admin, "at": AT}
    assert refused(membership_edit, **edit).code == "own_role_refused"


def test_an_end_in_the_past_is_none(host, person, admin):
    asked = {"person": person, "host": host, "role": "emcee", "at": AT}
    assert refused(membership_grant, until=AT, **asked).fields == {"until": ["past"]}
    held = grant(person, host, "emcee")
    edit = {"membership": held, "base_rev": 1, "by": admin, "at": AT}
    assert refused(membership_edit, until=AT, **edit).fields == {"until": ["past"]}


def test_a_guest_has_one_edition_an_area_and_an_end(host, person, admin):
    guest = Organization.objects.create(name={"zh": "承办公司"})
    asked = {"person": person, "host": host, "organization": guest, "at": AT}
    ends = {"until": NEXT_YEAR, **asked}
    assert (
        refused(membership_grant, role="executor", scope=ONE, **asked).code == "guest_end_missing"
    )
    assert refused(membership_grant, role="executor", **ends).code == "guest_area_refused"
    assert refused(membership_grant, role="scorekeeper", scope=ONE, **ends).code == (
        "guest_area_refused"
    )
    held = membership_grant(role="event_desk", scope=ONE, **ends)
    edit = {"membership": held, "until": None, "base_rev": 1, "by": admin, "at": AT}
    assert refused(membership_edit, **edit).code == "guest_end_missing"


@pytest.mark.parametrize("row", [{"role": "executor"}, {"role": "emcee", "scope_id": ONE[1]}])
def test_the_database_wants_a_guests_end_too(host, person, row):
    guest = Organization.objects.create(name={"zh": "承办公司"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, host=host, since=AT, organization=guest, **row)
