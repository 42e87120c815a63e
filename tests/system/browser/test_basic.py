"""The basic card in a real browser: without scripts, and by plain http under a host's name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.servers.chromium import ARGS, chromium_path, write_fontconfig
from tests.system.browser.hall import Hall
from tests.system.browser.person import LOCALES, Album
from tests.system.browser.rehearsal import Rehearsal, rehearse

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
NAME = "hall.yisai.test"
SIZES: dict[str, ViewportSize] = {
    "portrait": {"width": 820, "height": 1180},
    "landscape": {"width": 1180, "height": 820},
    "phone": {"width": 390, "height": 844},
}
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]
# Each line is something wrong with the page.
SMALL = """() => {
    const wrong = [], targets = "a, button, input:not([type=hidden]), textarea, label.pick";
    if (document.documentElement.scrollWidth > innerWidth) wrong.push("scrolls sideways");
    for (const each of document.querySelectorAll(targets)) {
        if (each.matches(".skip, .pick input")) continue;
        const box = each.getBoundingClientRect();
        if (box.height < 48 || box.width < 48) wrong.push(`small: ${each.outerHTML.slice(0, 90)}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const words = walker.currentNode.data.trim();
        const size = parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize);
        if (words && size < 16) wrong.push(`${size}px: ${words.slice(0, 40)}`);
    }
    return wrong;
}"""


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hall's server answers to its name as well."""
    monkeypatch.setenv("ALLOWED_HOSTS", f"127.0.0.1,{NAME}")


@pytest.fixture
def scriptless(chromium_browser: Browser, hall: Hall, language: str) -> Iterator[Page]:
    """A tablet whose browser runs no script."""
    context = chromium_browser.new_context(
        base_url=hall.url,
        locale=LOCALES[language],
        viewport=SIZES["portrait"],
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def by_name(chromium_browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """A browser to which the hall's name leads."""
    launched = chromium_browser.browser_type.launch(
        executable_path=chromium_path(),
        env={**os.environ, "FONTCONFIG_FILE": str(write_fontconfig(tmp_path))},
        args=[*ARGS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"],
    )
    yield launched
    launched.close()


def fits(page: Page, album: Album, name: str) -> None:
    """At every size, and at 320 pixels in the largest letters: nothing small, nothing cut."""
    page.wait_for_load_state()
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        assert page.evaluate(SMALL) == [], size
        album.take(page, f"{name}-{size}")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(SMALL) == []
    page.set_viewport_size(SIZES["portrait"])


def save(page: Page) -> None:
    page.locator("button[value=save]").click()


def mark(page: Page, criterion: str, value: str) -> None:
    page.locator(f"#mark-{criterion}").fill(value)


def state(page: Page, criterion: str, expected: str) -> None:
    expect(page.locator(f"[data-row={criterion}]")).to_have_attribute("data-state", expected)


def joins(page: Page, day: Rehearsal, album: Album, look: bool) -> None:
    """From the link's button over the undertaking to the list."""
    expect(page.locator("h1")).to_contain_text(re.compile("老师|Welcome"))
    if look:
        fits(page, album, "link")
    page.locator("main button").click()
    if look:
        fits(page, album, "undertaking")
    page.locator("main button").click()
    expect(page.locator("[data-group]").first).to_be_visible()


def states_none(page: Page, album: Album, look: bool) -> None:
    """No conflict with the first team of the list."""
    page.locator("[data-group] a").first.click()
    if look:
        fits(page, album, "conflict")
    page.locator("input[value=no]").check()
    page.locator("main button").click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_judge_without_scripts_joins_marks_meets_a_refusal_and_signs(
    hall: Hall, scriptless: Page, album: Album, language: str
) -> None:
    day, page = rehearse(hall), scriptless
    page.goto(day.links["1"])  # the link of the QR code: the panel's page leads on
    page.wait_for_url("**/judge/basic/join/*")
    joins(page, day, album, look=True)
    fits(page, album, "list")
    states_none(page, album, look=True)
    day.open()
    day.to_scoring(day.slots[0])
    page.reload()
    names = ["innovation", "market", "model", "team", "defense"]
    for name, value in zip(names, ["21.5", "17", "99", "18", "12.5"], strict=True):
        mark(page, name, value)
    save(page)
    for name in names:
        state(page, name, "bad" if name == "model" else "just")
    expect(page.locator("#mark-model")).to_have_value("99")
    fits(page, album, "refused")
    mark(page, "model", "16.5")
    save(page)
    for name in names:
        state(page, name, "saved")
    fits(page, album, "card")
    page.locator("button[value=sign]").click()
    fits(page, album, "sign")
    page.locator("main button").click()
    expect(page.locator("[data-signed]")).to_contain_text("✓")
    fits(page, album, "signed")
    page.locator(".sizes a").last.click()
    fits(page, album, "signed-large")
    assert "已存在本机" not in page.content()
    page.locator(".back a").click()
    expect(page.locator("[data-group=signed]")).to_contain_text("85.5")
    fits(page, album, "list-large")


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_plain_http_under_a_name_the_panel_gives_way_to_the_card(
    hall: Hall, by_name: Browser, album: Album, language: str
) -> None:
    """Scripts run, but nothing could be kept: the judge scores on the card and is told so."""
    site = hall.url.replace("127.0.0.1", NAME)
    day = rehearse(hall)
    context = by_name.new_context(locale=LOCALES[language], viewport=SIZES["landscape"])
    page = context.new_page()
    seen: list[str] = []
    page.goto(f"{site}/judge")
    page.wait_for_url("**/judge/basic")
    assert page.evaluate("isSecureContext") is False
    seen.append(page.content())
    album.take(page, "start")
    page.goto(day.links["2"].replace(hall.url, site))
    page.wait_for_url("**/judge/basic/join/*")
    seen.append(page.content())
    joins(page, day, album, look=False)
    seen.append(page.content())
    states_none(page, album, look=False)
    seen.append(page.content())
    day.open()
    day.to_scoring(day.slots[0])
    page.reload()
    mark(page, "innovation", "20")
    save(page)
    state(page, "innovation", "saved")
    seen.append(page.content())
    expect(page.locator(".strip")).to_contain_text(
        "此设备不支持断网保存" if language == "zh-Hans" else "keeps no marks without the network"
    )
    assert len(seen) == 5
    assert [html for html in seen if "已存在本机" in html] == []
    context.close()


def test_planted_a_small_target_small_letters_and_a_wide_table_are_found(page: Page) -> None:
    page.set_content("<p style='width:9999px;font-size:15px'>words <button>x</button></p>")
    assert len(page.evaluate(SMALL)) == 4  # the button's own letters are small as well
