"""What every door's answer carries, whoever asks and whatever it answers."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Iterator, Mapping

import pytest
from django.test import Client

from api.headers import ON_RAW_ANSWERS
from api.live.threads import threads_stop
from tests.api.live.test_raw_routes import call
from tests.clients import Browser
from tests.realservers import missing
from tests.system.policy.routes import http_routes, live_routes
from tests.worlds import day

pytestmark = pytest.mark.django_db
HSTS = "Strict-Transport-Security"
MUST = {
    "X-Content-Type-Options": r"nosniff",
    "Cross-Origin-Resource-Policy": r"same-origin",
    "Cross-Origin-Opener-Policy": r"same-origin",
    "Referrer-Policy": r"same-origin|no-referrer",
    "Permissions-Policy": r".*camera=\(self\).*",
    "Content-Security-Policy": r"(?!.*unsafe)(?=.*default-src '(self|none)')"
    r"(?=.*frame-ancestors 'none').*",
}


def faults(headers: Mapping[str, str], *, private: bool) -> Iterator[str]:
    """What an answer's headers lack."""
    for name, shape in MUST.items():
        if not re.fullmatch(shape, headers.get(name, "")):
            yield f"{name}: {headers.get(name)}"
    if private and "no-store" not in headers.get("Cache-Control", ""):
        yield f"Cache-Control: {headers.get('Cache-Control')}"


def address(route: str) -> tuple[str, str]:
    method, path = route.split(" ")
    path = re.sub(r"\{(number|position|seq)\}", "1", path)
    return method, re.sub(r"\{\w+\}", str(uuid.uuid4()), path)


def asked(client: Client, route: str) -> Mapping[str, str]:
    method, path = address(route)
    return client.generic(method, path, b"{}", content_type="application/json").headers


def client_of(who: str | None) -> Client:
    client = Browser(raise_request_exception=False)
    if who:
        account = day(name="headers", entries=1, judges=1).account(who)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("who", [None, "organizer", "leader_1"])
def test_every_http_route(who):
    client = client_of(who)
    found = {
        f"{route}: {fault}"
        for route in sorted(http_routes())
        for fault in faults(asked(client, route), private=who is not None)
    }
    assert found == set()


@pytest.mark.parametrize("path", ["/", "/login", "/nowhere", "/api/v1/nowhere", "/_allauth/x"])
def test_pages_shells_and_what_is_not_there(path):
    headers = Browser(raise_request_exception=False).get(path).headers
    assert list(faults(headers, private=False)) == []


def test_a_link_is_told_to_nobody():
    for path in ("/join/secret", "/login/link/secret"):
        assert Browser().get(path).headers["Referrer-Policy"] == "no-referrer"


def test_a_shells_nonce_is_its_own():
    pages = [Browser().get("/login") for _ in range(2)]
    nonces = [re.search(r'name="style-nonce" content="([^"]+)"', p.content.decode()) for p in pages]
    if not all(nonces):
        missing("the client is not built")
    told = [found[1] for found in nonces if found]
    assert told[0] != told[1]
    for page, nonce in zip(pages, told, strict=True):
        assert f"style-src 'self' 'nonce-{nonce}'" in page.headers["Content-Security-Policy"]


@pytest.fixture
def own_database(fresh_database):
    """A database that no thread of the live server holds on to afterwards."""
    yield fresh_database
    threads_stop()


def test_raw_routes(own_database):
    for route in sorted(live_routes()):
        if route.startswith("SOCKET"):
            continue
        method, path = address(route)
        _status, _body, raw = asyncio.run(call(method, path))
        headers = {name.decode().title(): value.decode() for name, value in raw.items()}
        assert list(faults(headers, private=True)) == []


YEAR = "max-age=31536000"
GROUPS = ("/api/v1/", "/files/", "/_allauth/", "/static/", "/")
# allauth's doors and the static files have no rows of their own.
BESIDE = [("POST", "/_allauth/browser/v1/auth/code/request"), ("GET", "/static/pages.css")]


def group_of(path: str) -> str:
    return next(group for group in GROUPS if path.startswith(group))


@pytest.mark.parametrize("group", GROUPS)
def test_hsts_on_every_group_of_routes(settings, group):
    """As production asks for it, over https."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    client = Browser(raise_request_exception=False)
    routes = [*map(address, sorted(http_routes())), *BESIDE]
    asked = [each for each in routes if group_of(each[1]) == group]
    assert asked
    told = {each: client.generic(*each, b"{}", "application/json", secure=True) for each in asked}
    bare = [each for each, answer in told.items() if answer.get(HSTS) != YEAR]
    assert bare == []


def test_no_hsts_where_the_profile_does_not_ask_for_it():
    assert HSTS not in Browser().get("/", secure=True).headers


@pytest.mark.parametrize("seconds", [0, 31_536_000])
def test_hsts_on_raw_routes(own_database, settings, seconds):
    settings.SECURE_HSTS_SECONDS = seconds
    for route in sorted(each for each in live_routes() if not each.startswith("SOCKET")):
        _status, _body, raw = asyncio.run(call(*address(route)))
        assert raw.get(b"strict-transport-security", b"").decode() == (YEAR if seconds else "")


@pytest.mark.parametrize("name", MUST)
def test_a_planted_answer_without_a_header_is_red(name):
    assert list(faults({k: v for k, v in ON_RAW_ANSWERS.items() if k != name}, private=False))


def test_planted_laxness_is_red():
    lax = {**ON_RAW_ANSWERS, "Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}
    assert list(faults(lax, private=False))
    assert list(faults(ON_RAW_ANSWERS, private=True))
