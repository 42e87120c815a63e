"""Where one is signed in: listed, ended one by one, ended everywhere else."""

import uuid
from datetime import timedelta

import pytest

from api.live.rights import Presence, presences_moved
from core import clock
from core.models import SignIn
from core.services.sign_ins import sign_in_seen
from tests.api.sign_in.conftest import Browser
from tests.factories import core


@pytest.fixture
def two(signed_in):
    """The same person in two browsers."""
    other = Browser(signed_in.account)
    other.client.defaults["HTTP_USER_AGENT"] = "Phone"
    assert other.code()[0] == 200
    return signed_in, other


def own(browser):
    return browser.client.get("/api/v1/sign-ins").json()["results"]


def delete(browser, uid):
    return browser.client.delete(f"/api/v1/sign-ins/{uid}").status_code


def test_each_browser_sees_both_and_knows_itself(two):
    for browser in two:
        rows = own(browser)
        assert len(rows) == 2
        assert sum(row["this"] for row in rows) == 1
    phone = next(row for row in own(two[1]) if row["this"])
    assert phone["agent"] == "Phone"


def test_one_browser_signs_the_other_out(two):
    here, there = two
    other = next(row for row in own(here) if not row["this"])
    gone = presence(there)
    assert presences_moved({gone}, clock.now()) == set()
    assert delete(here, other["id"]) == 204
    assert there.session()["signed_in"] is False
    assert here.session()["signed_in"] is True
    assert len(own(here)) == 1
    assert presences_moved({gone}, clock.now()) == {gone}, "the watch of the sockets sees it"
    assert delete(here, other["id"]) == 404


def presence(browser):
    account = browser.account
    return Presence(account.person_id, None, browser.client.session.session_key)


def test_everywhere_else_at_once(two):
    here, there = two
    answer = here.client.post("/api/v1/sign-ins/end-others", {}, "application/json")
    assert answer.json() == {"ended": 1}
    assert (here.session()["signed_in"], there.session()["signed_in"]) == (True, False)


def test_nobody_ends_somebody_elses(two):
    stranger = Browser(core.account("stranger"))
    assert stranger.code()[0] == 200
    for row in own(two[0]):
        assert delete(stranger, row["id"]) == 404
    assert delete(stranger, uuid.uuid4()) == 404
    assert len(own(two[0])) == 2


def test_signing_out_takes_the_row_away(two):
    here, there = two
    there.ask("DELETE", "auth/session")
    assert len(own(here)) == 1


def test_last_seen_moves_once_a_minute(signed_in):
    row = SignIn.objects.get()
    soon, later = row.seen_at + timedelta(seconds=30), row.seen_at + timedelta(minutes=2)
    for at, moved in ((soon, row.seen_at), (later, later)):
        sign_in_seen(session_key=row.session_key, at=at)
        row.refresh_from_db()
        assert row.seen_at == moved


def test_asking_for_something_counts_as_being_seen(signed_in):
    old = clock.now() - timedelta(hours=1)
    SignIn.objects.update(seen_at=old)
    signed_in.session()
    assert SignIn.objects.get().seen_at == old, "noted less than a minute ago"
    from django.core.cache import cache

    cache.clear()
    signed_in.session()
    assert SignIn.objects.get().seen_at > old
