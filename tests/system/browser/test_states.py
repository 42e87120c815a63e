"""What a page shows while it waits, fails or finds nothing: always words, never a blank window."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.system.browser.test_pages import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.xdist_group("world")]
WORDS = "() => document.body.innerText.trim().length"


@pytest.fixture
def office(chromium_browser, world) -> Iterator[Page]:
    """An organizer's window."""
    with chromium_browser.new_context(base_url=world.hall.url, locale="zh-CN") as context:
        signed_in(world.hall, context, world.clients["organizer"], "zh-Hans")
        yield context.new_page()


def cut(route: Route) -> None:
    """No answer at all."""
    route.abort("connectionfailed")


@pytest.mark.parametrize("path", ["/login", "/judge"])
def test_a_program_that_does_not_come_leaves_words(page, world, path):
    page.route(re.compile(r"/assets/(app|judge)-.*\.js"), cut)
    page.goto(world.hall.url + path)
    page.locator(".ys-late").evaluate("(late) => late.getAnimations().forEach((a) => a.finish())")
    expect(page.locator(".ys-late p").first).to_have_css("opacity", "1")
    expect(page.get_by_text("已保存的内容都在")).to_be_visible()
    expect(page.get_by_text("everything saved is safe")).to_be_visible()


def test_a_start_that_fails_says_so_at_once(page, world):
    page.add_init_script("window.indexedDB.open = () => { throw new Error('planted'); }")
    page.goto(world.hall.url + "/judge")
    expect(page.locator("#root.failed .ys-late p").first).to_have_css("opacity", "1")


def test_a_page_whose_script_is_gone_offers_the_new_one(office, world):
    office.goto("/org")
    office.get_by_test_id("org-home").or_(office.locator("h1")).first.wait_for()
    office.route(re.compile(r"/assets/pages-.*\.js"), cut)
    office.goto("/zone/board")
    expect(office.get_by_test_id("page-fault")).to_contain_text("已经保存的内容都在")
    office.unroute_all()
    office.get_by_role("button", name=re.compile("刷新页面|再试一次")).click()
    expect(office.get_by_test_id("page-fault")).to_have_count(0)


def test_a_list_that_cannot_be_read_says_what_is_safe_and_reads_again_by_itself(office, world):
    office.goto(f"/org/{world.hall.slug}")
    office.get_by_test_id("org-overview").wait_for()
    office.route("**/api/v1/**", cut)
    office.route("**/healthz", cut)
    office.goto(f"/org/{world.hall.slug}/entries")
    alert = office.get_by_role("alert").first
    expect(alert).to_contain_text("已经保存的内容都在", timeout=20_000)
    expect(alert.get_by_role("button", name="再试一次")).to_be_visible()
    expect(office.get_by_test_id("offline-notice")).to_contain_text("现在连不上服务器")
    office.unroute_all()
    expect(office.get_by_test_id("offline-notice")).to_be_empty(timeout=15_000)
    expect(office.get_by_test_id("org-entries")).to_be_visible()


def test_while_a_page_waits_it_shows_its_outline_then_words(office, world):
    office.goto("/org")
    office.locator("h1").first.wait_for()
    office.route("**/api/v1/editions/**", lambda route: None)
    office.goto(f"/org/{world.hall.slug}")
    waiting = office.get_by_test_id("waiting")
    expect(waiting).to_have_attribute("aria-busy", "true")
    expect(waiting.get_by_role("status")).to_have_text("正在读取…")
    expect(waiting.locator(".ys-skeleton").first).to_have_css("opacity", "1")


@pytest.mark.parametrize("path", ["/org/nothing/nowhere", "/judge/nowhere", "/nowhere"])
def test_an_address_that_leads_nowhere_says_so_and_leads_back(page, world, path):
    page.goto(world.hall.url + path)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate(WORDS) > 10
    assert page.locator("main a[href]").count() > 0
