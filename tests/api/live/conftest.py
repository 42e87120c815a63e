"""A running round in a database of the test's own, and sockets with real sessions."""

import pytest
from django.conf import settings

from api.live.threads import threads_stop
from judging.services.scoring.queue import writers
from tests.api.live.sockets import Socket
from tests.system.faults import seed as seeds


@pytest.fixture
def final(fresh_database):
    seeded = seeds.seed(judges=3, entries=2)
    seeded.room.current_slot = seeded.slots[0]
    seeded.room.save()
    yield seeded
    writers.stop()
    threads_stop()


@pytest.fixture
def member(final):
    """Makes the cookie of a person with a role in the edition."""

    def make(role: str) -> str:
        who = seeds.person(role)
        seeds.member(who, final.edition, role)
        return seeds.session_cookie(seeds.account(who))

    return make


@pytest.fixture
def socket():
    """Makes a socket to the whole application."""
    from config.asgi import application

    def make(cookie: str = "", *, origin: str = settings.SITE_URL, protocol: str = "yisai.v1"):
        headers = [(b"host", b"127.0.0.1:8000"), (b"cookie", cookie.encode())]
        if origin:
            headers.append((b"origin", origin.encode()))
        return Socket(application, "/ws/v1/live", headers=headers, subprotocols=[protocol])

    return make
