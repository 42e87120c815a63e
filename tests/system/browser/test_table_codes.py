"""A judge without a link: six digits from a slip, and the desk's word for a second device."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.system.browser import office
from tests.system.browser.conftest import Enter
from tests.system.browser.person import OFFICE, PHONE, TABLET, Person
from tests.system.browser.test_pages import AXE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13; 2211133C) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160 MicroMessenger/8.0.47"
)


def sound(person: Person) -> None:
    """Nothing that axe finds."""
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == []


@pytest.mark.parametrize("language", ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)])
def test_a_code_lets_a_judge_in_and_a_second_device_waits_for_the_desk(
    enter: Enter, language: str
) -> None:
    desk = enter("desk", OFFICE)
    office.office_enter(desk, "organizer", "/devices")
    desk.press("codes-issue")
    slip = desk.see("slip-1").locator("strong").inner_text()
    digits = re.sub(r"\D", "", slip)
    assert len(digits) == 6
    desk.shot("slips")
    sound(desk)

    judge = enter("judge", TABLET)
    judge.open("/join")
    judge.see("code-entry")
    judge.speak()
    judge.shot("code")
    sound(judge)
    judge.fill("code-input", "274" if digits != "274913" else "275")
    judge.fill("code-input", slip)  # as pasted, with its gap
    judge.see("code-ready")
    judge.shot("ready")
    judge.press("join-start")
    expect(judge.page).to_have_url(re.compile("/judge$"))

    other = enter("other", PHONE)
    other.open("/join")
    other.see("code-entry")
    other.speak()
    other.fill("code-input", digits)
    other.see("code-waiting")
    other.shot("waiting")
    sound(other)
    waiting = desk.see("waiting-1")
    expect(waiting).to_contain_text(other.page.locator(".jd-tag").inner_text())
    desk.shot("waiting")
    sound(desk)
    desk.press("waiting-approve")
    other.see("code-ready")  # by itself
    other.press("join-start")
    expect(other.page).to_have_url(re.compile("/judge$"))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh-Hans"])
def test_in_a_chat_app_the_link_shows_the_way_out_and_stays_unused(
    enter: Enter, chromium_browser: Browser, language: str
) -> None:
    desk = enter("desk", OFFICE)
    office.office_enter(desk, "organizer", "/panel")
    desk.press("seat-link-1")
    url = desk.see("seat-url-1").input_value()
    inside = chromium_browser.new_context(user_agent=WECHAT, viewport={"width": 390, "height": 844})
    page = inside.new_page()
    page.goto(url)
    expect(page.get_by_test_id("join-webview")).to_be_visible()
    expect(page.get_by_test_id("join-start")).to_have_count(0)
    desk.album.take(page, "wechat")
    inside.close()
    judge = enter("judge", TABLET)
    judge.open(url)
    judge.press("join-start")
    expect(judge.page).to_have_url(re.compile("/judge$"))
