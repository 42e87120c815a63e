"""Pages of the hall's own network: the root and its print, the plain door, the basic card."""

from __future__ import annotations

import hashlib
import plistlib
import ssl

import pytest
from django.test import Client
from django.urls import clear_url_caches, set_urlconf

from deploy.dev.authority import authority

pytestmark = pytest.mark.django_db
PAGES = ["/install", "/capability", "/judge/basic"]


@pytest.fixture
def root(settings, tmp_path) -> bytes:
    """The authority of `up --lan`; its root certificate."""
    file = authority(tmp_path).certificate
    settings.LAN_CA_FILE = str(file)
    return ssl.PEM_cert_to_DER_cert(file.read_text(encoding="ascii"))


@pytest.fixture
def plain(settings, root):
    settings.ROOT_URLCONF = "config.plain_urls"
    clear_url_caches()
    set_urlconf(None)
    yield Client()
    clear_url_caches()


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
def test_a_judge_without_https_is_told_what_is_safe(plain, path):
    html = text(plain.get(f"{path}?lang=zh"))
    assert "此设备不支持断网保存" in html
    assert "什么也没有被使用" in html


@pytest.mark.parametrize("path", ["/login", "/api/v1/session", "/org", "/_allauth/browser/v1/auth"])
def test_the_plain_door_leads_everything_else_to_the_install_page(plain, path):
    answer = plain.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/install")
