"""`up --lan` as a tablet meets it: https on a mapped host name, and the plain door before that."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Page, ViewportSize, expect

from deploy.dev import lan
from deploy.dev.console import Steps
from deploy.dev.paths import child_env
from tests.servers.chromium import ARGS, chromium_path, write_fontconfig
from tests.servers.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180), pytest.mark.xdist_group("lan")]
NAME = "final.yisai.test"
READY = """async () => {
    for (let turn = 0; turn < 200; turn += 1) {
        const found = await navigator.serviceWorker.getRegistration("/judge");
        if (found?.active?.state === "activated") return true;
        await new Promise((done) => setTimeout(done, 100));
    }
    return false;
}"""
LANGUAGES = ["zh", pytest.param("en", marks=pytest.mark.slow)]
TABLET: ViewportSize = {"width": 1180, "height": 820}
CHECKS = ("secure", "worker", "locks", "store", "crypto", "wake", "keep", "socket", "clock")
# What a browser switches off where the page did not come by https.
OFF = ("secure", "worker", "locks", "crypto", "wake", "keep")


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[lan.Door, Path]]:
    """The hall's server on loopback, known to the browser by a name."""
    var = tmp_path_factory.mktemp("lan")
    # A plain port of its own: two of these may run on one machine.
    door = replace(lan.choose_door(NAME, "127.0.0.1", free_port()), plain=free_port())
    before = os.environ.pop("DATABASE_URL", None)  # a database of its own, in its own folder
    try:
        certificate, key, root = lan.certificate_for(door, None, var / "keys" / "lan")
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"],
            env=child_env(var=var),
            check=True,
        )
        with lan.serving(door, certificate, key, root, var=var, steps=Steps()):
            assert root is not None
            yield door, root
    finally:
        if before is not None:
            os.environ["DATABASE_URL"] = before


@pytest.fixture(scope="module")
def browser(
    door: tuple[lan.Door, Path], chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser that installed the root, and nothing else that is unknown."""
    root = x509.load_pem_x509_certificate(door[1].read_bytes()).public_key()
    shape = root.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    trusted = base64.b64encode(hashlib.sha256(shape).digest()).decode()
    fonts = tmp_path_factory.mktemp("fonts")
    launched = chromium_browser.browser_type.launch(
        executable_path=chromium_path(),
        env={**os.environ, "FONTCONFIG_FILE": str(write_fontconfig(fonts))},
        args=[
            *ARGS,
            f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
            f"--ignore-certificate-errors-spki-list={trusted}",
        ],
    )
    yield launched
    launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=TABLET)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()


def found(page: Page, *, state: str) -> set[str]:
    expect(page.locator("[data-state=waiting]")).to_have_count(0, timeout=30_000)
    rows = page.locator(f"[data-check][data-state={state}]").all()
    return {str(row.get_attribute("data-check")) for row in rows}


def test_over_https_the_device_can_do_everything(door, page, tmp_path):
    page.goto(f"{door[0].url}/capability?lang=zh")
    assert page.evaluate("isSecureContext") is True
    assert found(page, state="ok") == set(CHECKS)
    expect(page.locator("[data-verdict=good]")).to_be_visible()
    page.screenshot(path=tmp_path / "good.png", full_page=True)


def test_over_https_the_judges_worker_takes_its_scope(door, page):
    page.goto(f"{door[0].url}/judge")
    assert page.evaluate(READY)


@pytest.mark.parametrize(
    "path", ["/", "/install", "/judge", "/login", "/api/v1/session", "/healthz"]
)
def test_a_halls_own_root_never_comes_with_hsts(door, page, path):
    """A browser that keeps it could not be led through the plain door again."""
    answer = page.goto(f"{door[0].url}{path}")
    assert answer is not None
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" not in answer.headers


def test_cookies_travel_by_https_only(door, page):
    page.goto(f"{door[0].url}/login")
    page.locator("input").first.wait_for()
    page.wait_for_load_state("networkidle")
    given = page.context.cookies()
    assert given
    assert [each for each in given if not each.get("secure")] == []
    page.goto(f"http://{NAME}:{door[0].plain}/install")
    assert page.context.cookies(f"http://{NAME}:{door[0].plain}") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_over_plain_http_the_page_says_what_is_missing(door, page, tmp_path, language):
    plain = f"http://{NAME}:{door[0].plain}"
    page.goto(f"{plain}/capability?lang={language}")
    assert page.evaluate("isSecureContext") is False
    assert set(OFF) <= found(page, state="bad")
    said = page.locator("[data-verdict=insecure]")
    expect(said).to_be_visible()
    expect(said).to_contain_text(door[0].url)
    assert "已存在本机" not in page.content()
    page.screenshot(path=tmp_path / f"plain-{language}.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_over_plain_http_a_judge_gets_the_basic_card(door, page, tmp_path, language):
    plain = f"http://{NAME}:{door[0].plain}"
    missing = {"zh": "此设备不支持断网保存", "en": "keeps no marks without the network"}[language]
    for path in ("/judge", "/join", "/judge/basic/code", "/join/some-token"):
        page.goto(f"{plain}{path}")
        page.goto(f"{page.url}?lang={language}")
        expect(page.locator(".strip")).to_contain_text(missing)
        assert "已存在本机" not in page.content()
    expect(page.locator("[data-problem=not_found]")).to_be_visible()
    page.screenshot(path=tmp_path / f"basic-{language}.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_to_trust_begins_at_the_plain_door(door, page, tmp_path, language):
    page.goto(f"http://{NAME}:{door[0].plain}/?lang={language}")
    expect(page.locator(".qr")).to_have_count(2)
    expect(page.locator(".picture")).to_have_count(12)
    page.screenshot(path=tmp_path / f"install-{language}.png", full_page=True)
    with page.expect_download() as taken:
        page.locator("#android .btn").click()
    assert taken.value.suggested_filename == "yisai-ca.crt"


def test_a_browser_that_did_not_install_the_root_is_warned(door, chromium_browser):
    """Planted: the tests' own trust is what lets the others in."""
    context = chromium_browser.new_context()
    page = context.new_page()
    with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(f"https://127.0.0.1:{door[0].port}/capability")
    context.close()
