"""Pages of the hall's own network: the root and its print, the plain door, the basic card."""

from __future__ import annotations

import hashlib
import plistlib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import clear_url_caches, set_urlconf

from api.plain_sessions import PLAIN
from core import clock
from core.models import Invitation
from deploy.dev.authority import authority
from judging.services.panels import seat_invitation_issue
from tests.api.pages.basic import Tablet
from tests.factories.judging import T0, final

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PAGES = ["/install", "/capability", "/judge/basic"]


@pytest.fixture
def root(settings, tmp_path) -> bytes:
    """The authority of `up --lan`; its root certificate."""
    file = authority(tmp_path).certificate
    settings.LAN_CA_FILE = str(file)
    return ssl.PEM_cert_to_DER_cert(file.read_text(encoding="ascii"))


@contextmanager
def door(settings, urls: str) -> Iterator[None]:
    """The plain door's addresses and sessions, as config.settings.plain has them."""
    settings.ROOT_URLCONF = urls
    settings.SESSION_ENGINE = "api.plain_sessions"
    settings.SESSION_COOKIE_NAME, settings.SEAT_SESSION_HOURS = "yisai_plain", 12
    clear_url_caches()
    set_urlconf(None)
    yield
    clear_url_caches()


@pytest.fixture(params=["config.plain_urls", "config.bare_urls"])
def plain(settings, root, request):
    with door(settings, request.param):
        yield Client()


@pytest.fixture
def bare(settings, root):
    with door(settings, "config.bare_urls"):
        yield Client()


@pytest.fixture
def day():
    made = final(entries=1, judges=2)
    with clock.frozen(T0):
        yield made


@pytest.fixture
def token(day):
    return seat_invitation_issue(seat=day.seats[0], actor=day.by("organizer"), at=T0)[1]


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_an_authority_there_is_nothing_to_install():
    assert "Nothing to install" in text(Client().get("/install?lang=en"))
    assert Client().get("/install/ca.crt").status_code == 404
    assert Client().get("/install/ca.mobileconfig").status_code == 404


def test_the_root_is_handed_out_as_each_system_takes_it(root):
    answer = Client().get("/install/ca.crt")
    assert (answer["Content-Type"], answer.content) == ("application/x-x509-ca-cert", root)
    answer = Client().get("/install/ca.mobileconfig")
    assert answer["Content-Type"] == "application/x-apple-aspen-config"
    (payload,) = plistlib.loads(answer.content)["PayloadContent"]
    assert payload["PayloadContent"] == root


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_install_page_shows_the_print_and_two_codes(root, language):
    html = text(Client().get(f"/install?lang={language}"))
    digest = hashlib.sha256(root).hexdigest().upper()
    assert f"<span>{digest[:4]}</span> <span>{digest[4:8]}</span>" in html
    assert html.count('class="qr"') == 2
    assert html.count('class="picture"') == 12
    assert "<script" not in html


def test_the_device_check_runs_our_script_only():
    answer = Client().get("/capability")
    policy = [each.strip() for each in answer["Content-Security-Policy"].split(";")]
    assert "script-src 'self'" in policy
    assert "pages/capability.js" in text(answer)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_plain_door_has_these_pages_and_promises_nothing(plain, path, language):
    html = text(plain.get(f"{path}?lang={language}"))
    assert "已存在本机" not in html
    assert "Set-Cookie" not in plain.get(path).headers


@pytest.mark.parametrize("path", ["/judge", "/join/token-of-a-seat", "/judge/basic"])
def test_where_the_card_is_off_a_judge_is_told_what_is_safe(bare, path):
    html = text(bare.get(f"{path}?lang=zh"))
    assert "此设备不支持断网保存" in html
    assert "什么也没有被使用" in html


def test_the_plain_door_leads_a_link_to_the_card_and_consumes_nothing(settings, root, token):
    with door(settings, "config.plain_urls"):
        answer = Client().get(f"/join/{token}")
        assert answer["Location"] == f"/judge/basic/join/{token}"
        assert Client().get("/judge")["Location"] == "/judge/basic"
        html = text(Client().get(answer["Location"], HTTP_ACCEPT_LANGUAGE="zh-CN"))
    assert "这个地址没有加密" in html
    assert "已存在本机" not in html
    assert Invitation.objects.get().used_at is None


def test_a_session_of_the_plain_door_is_short_and_counts_nowhere_else(settings, root, day, token):
    with door(settings, "config.plain_urls"):
        tablet = Tablet()
        tablet.open(f"/judge/basic/join/{token}")
        tablet.send()
        assert "评委保密承诺书" in tablet.html
        cookie = tablet.client.cookies["yisai_plain"]
    assert cookie["max-age"] == 12 * 3600
    assert cookie.value.startswith(PLAIN)
    settings.ROOT_URLCONF, settings.SESSION_ENGINE = "config.urls", "api.own_sessions"
    clear_url_caches()
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie.value
    assert thief.get("/api/v1/judge/queue").status_code == 401
    assert "评委 1" not in text(thief.get("/judge/basic"))


def test_a_session_of_the_site_does_not_count_at_the_plain_door(settings, root, day, token):
    tablet = Tablet()
    tablet.open(f"/judge/basic/join/{token}")
    tablet.send()
    (morsel,) = (each for name, each in tablet.client.cookies.items() if name == "yisai_session")
    with door(settings, "config.plain_urls"):
        thief = Client()
        thief.cookies["yisai_plain"] = morsel.value
        assert "请先入席" in text(thief.get("/judge/basic", HTTP_ACCEPT_LANGUAGE="zh-CN"))


@pytest.mark.parametrize("path", ["/login", "/api/v1/session", "/org", "/_allauth/browser/v1/auth"])
def test_the_plain_door_leads_everything_else_to_the_install_page(plain, path):
    answer = plain.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/install")
