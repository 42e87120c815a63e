"""Spectators on their phones: the page follows the hall, shows nothing early, needs no script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.databases import FreshDatabase
from tests.factories.judging import Final
from tests.factories.spectators import on_air, signed
from tests.servers.app import AppServer
from tests.system.browser.person import OFFICE, PATIENCE_MS, PHONE, Album

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
_MARK = re.compile(r"\b\d\d\.\d")
T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """The ORM away from the browser's loop, in a thread that keeps no connection."""

    def run() -> T:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


@pytest.fixture
def made(fresh_database: FreshDatabase) -> Final:
    """A final on air whose third team did not agree to be named."""
    return apart(lambda: on_air(named=(1, 2)))


@pytest.fixture
def server(made: Final, fresh_database: FreshDatabase, tmp_path: Path) -> Iterator[AppServer]:
    """The product's server over it."""
    with AppServer(database_url=fresh_database.url, var_dir=tmp_path) as running:
        yield running


def opened(browser: Browser, url: str, language: str, size: tuple[int, int], script: bool) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{url}&lang={language}" if "?" in url else f"{url}?lang={language}")
    return page


def fits(page: Page) -> bool:
    """Nothing is wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return bool(wide <= 0)


def scene(page: Page, name: str, step: int = 0) -> None:
    """This scene is on, sent and not reloaded."""
    expect(page.locator(f'.scene[data-scene="{name}"][data-step="{step}"]')).to_be_visible(
        timeout=PATIENCE_MS
    )


class Watching:
    """A phone in Chinese and an office's window in English, on one page."""

    def __init__(self, browser: Browser, url: str, album: Album) -> None:
        self.album = album
        self.faults: list[str] = []
        self.zh = opened(browser, url, "zh-hans", PHONE, script=True)
        self.en = opened(browser, url, "en", OFFICE, script=True)
        for page in (self.zh, self.en):
            page.on("pageerror", lambda error: self.faults.append(str(error)))
            page.on("console", self._said)
            expect(page.locator("#link")).to_have_attribute("data-link", "on")
        self.loads = self.loaded()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def loaded(self) -> list[float]:
        """When each page was loaded."""
        return [page.evaluate("performance.timeOrigin") for page in (self.zh, self.en)]

    def look(self, name: str) -> None:
        for page, size in ((self.zh, "phone-zh"), (self.en, "office-en")):
            assert fits(page), name
            self.album.take(page, f"{name}-{size}")


def judged(made: Final, both: Watching) -> None:
    """The first team pitches, is judged and sealed; its cards lie face down."""
    slot = apart(lambda: made.slots()[0])
    apart(lambda: made.command(slot, "call", "start_pitch"))
    scene(both.en, "countdown")
    expect(both.zh.locator(".digits")).to_be_visible()
    both.look("countdown")
    apart(lambda: made.command(slot, "start_questions", "start_scoring"))
    scene(both.en, "judging")
    both.look("judging")
    for seat in made.seats:
        marks = {"novelty": "30.5", "transfer": "10", "market": f"{20 + 3 * seat.number}.5"}
        apart(lambda seat=seat, marks=marks: made.sign(seat, slot, **marks))  # type: ignore[misc]
    expect(both.en.locator(".count")).to_have_text("3 of 3 judges have signed")
    apart(lambda: made.command(slot, "seal", "reveal"))
    scene(both.zh, "reveal", 0)
    assert not _MARK.search(both.zh.content()), "no mark while the cards lie face down"
    both.look("face-down")


def test_a_phone_follows_the_hall(
    chromium_browser: Browser, made: Final, server: AppServer, album: Album
) -> None:
    """From the order to the place in the ranking, through a restart, on both screens."""
    both = Watching(chromium_browser, f"{server.url}/c/{made.edition.slug}/live", album)
    zh, en = both.zh, both.en
    both.look("waiting")
    apart(lambda: made.cue("take", scene="order"))
    scene(zh, "order")
    scene(en, "order")
    assert en.locator(".order li").count() == 3
    both.look("order")
    judged(made, both)
    server.stop()
    expect(zh.locator("#link")).to_have_attribute("data-link", "again")
    server.start()
    for step in range(1, 5):
        apart(lambda step=step: made.cue("step", step=step))  # type: ignore[misc]
        scene(zh, "reveal", step)
        scene(en, "reveal", step)
        if step < 3:
            assert zh.locator(".big").count() == 0
        both.look(f"step-{step}")
    expect(zh.locator(".big")).to_have_text("67.00")
    expect(zh.locator("#link")).to_have_attribute("data-link", "on")
    apart(lambda: made.cue("take", scene="leaderboard"))
    scene(en, "leaderboard")
    both.look("leaderboard")
    assert both.loaded() == both.loads, "no reload"
    # A restart is an error to the network, and to nobody else.
    assert [fault for fault in both.faults if "ERR_" not in fault and "502" not in fault] == []


def test_without_a_script_it_is_the_same_page(
    chromium_browser: Browser, made: Final, server: AppServer, album: Album
) -> None:
    """The scene stands in the page, and the page says that it reloads."""
    apart(lambda: signed(made, made.slots()[0]))
    url = f"{server.url}/c/{made.edition.slug}/live"
    page = opened(chromium_browser, url, "zh-hans", PHONE, script=False)
    expect(page.locator(".count")).to_have_text("3 / 3 位评委已提交")
    expect(page.locator("#link")).to_contain_text("本页每 20 秒自动刷新")
    album.take(page, "no-script-zh")
    apart(lambda: made.cue("take", scene="break"))
    page.reload()
    expect(page.locator(".say")).to_have_text("中场休息")
