"""A judge's link pressed by many browsers at once, with real commits."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from core.db.connections import fresh
from core.errors import Problem
from core.models import Device
from judging.services.joining import seat_join
from judging.services.panels import seat_invitation_issue
from tests.factories import core
from tests.factories.judging import T0, final


def test_twenty_presses_at_once_sign_in_one_browser(fresh_database):
    seat = final(entries=1, judges=1).seats[0]
    organizer = core.person_of(core.account("organizer"))
    link, _token = seat_invitation_issue(seat=seat, actor=organizer, at=T0)

    def press_at_once(number: int) -> str:
        try:
            with fresh():
                seat_join(
                    invitation=link,
                    presser_id=None,
                    device_key=f"key-{number}",
                    device_label="",
                    at=T0,
                )
        except Problem as problem:
            return problem.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(press_at_once, range(20)))
    assert sorted(outcomes) == ["done"] + ["link_used"] * 19
    assert Device.objects.filter(key__startswith="key-").count() == 1
