"""A running round in a database of the test's own, and sockets with real sessions."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from api.live.threads import threads_stop
from judging.services.scoring.queue import writers
from tests.api.live.sockets import Socket
from tests.system.faults import seed as seeds


def session_cookie(account) -> str:
    """A session as signing in makes it; returns the Cookie header."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


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
        return session_cookie(seeds.account(who))

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
