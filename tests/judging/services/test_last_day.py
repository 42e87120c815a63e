"""Links, devices and sessions of judges end 24 hours after the edition's last day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from contest.calendar import devices_end_at, edition_ends_at
from contest.models import Edition
from core import clock
from core.errors import Problem
from core.models import Device
from core.selectors.rights import devices_gone
from core.services.devices import device_bind
from judging.services.panels import seat_invitation_issue
from tests.factories import core

# The last day is the 28th in Shanghai: it ends at 16:00 UTC, links a day later.
ENDS = datetime(2026, 11, 29, 16, tzinfo=UTC)


@pytest.fixture
def last(final):
    Edition.objects.filter(pk=final.edition.pk).update(last_day=date(2026, 11, 28))
    final.edition.refresh_from_db()
    final.seats[0].panel.round.edition.refresh_from_db()
    return final


def issue(final, at):
    return seat_invitation_issue(seat=final.seats[0], actor=final.by("organizer"), at=at)


def press(browser, token):
    return browser.post(f"/api/v1/join/{token}", {"device_key": "tablet"}, "application/json")


def test_the_last_day_ends_at_midnight_of_the_editions_zone(last):
    assert edition_ends_at(last.edition) == ENDS - timedelta(days=1)
    assert devices_end_at(last.edition) == ENDS


def test_without_a_last_day_it_is_a_month_after_entries_close(final):
    closes = final.edition.closes_at
    assert timedelta(days=30) < edition_ends_at(final.edition) - closes <= timedelta(days=31)


def test_a_link_lives_until_the_end_and_none_is_made_after_it(last):
    link, _token = issue(last, last.now)
    assert link.expires_at == ENDS
    with pytest.raises(Problem, match="edition_over"):
        issue(last, ENDS)
    link.refresh_from_db()
    assert link.revoked_at is None


def test_the_session_of_a_link_ends_with_its_device(last):
    _link, token = issue(last, last.now)
    browser = core.client()
    with clock.frozen(last.now):
        assert press(browser, token).status_code == 200
        # As long as the judge may need it, not as long as a browser's session lives.
        left = (ENDS - last.now).total_seconds()
        assert abs(browser.session.get_expiry_age() - left) < 60
    with clock.frozen(ENDS - timedelta(seconds=1)):
        assert browser.get("/api/v1/judge/queue").status_code == 200
    with clock.frozen(ENDS):
        assert browser.get("/api/v1/judge/queue").status_code == 401
        assert browser.get("/api/v1/session").json()["signed_in"] is False


def test_open_sockets_of_an_ended_device_are_found(last):
    device = device_bind(
        person=last.judge(1), kind="judge", key="t", label="", at=last.now, ends_at=ENDS
    )
    assert devices_gone(ids=[device.pk], at=ENDS - timedelta(seconds=1)) == set()
    assert devices_gone(ids=[device.pk], at=ENDS) == {device.pk}


def test_a_device_lives_as_long_as_the_latest_thing_it_was_bound_for(last):
    def bind(ends_at, at=last.now):
        return device_bind(
            person=last.judge(1), kind="judge", key="t", label="", at=at, ends_at=ends_at
        )

    first = bind(ENDS)
    assert bind(ENDS - timedelta(days=1)).ends_at == ENDS
    assert bind(ENDS + timedelta(days=1)) == first
    first.refresh_from_db()
    assert first.ends_at == ENDS + timedelta(days=1)
    assert bind(None).ends_at is None
    # One that has ended is not taken up again: its last session must stay closed.
    Device.objects.update(ends_at=ENDS)
    assert bind(ENDS + timedelta(days=9), at=ENDS) != first
