"""A person with a browser of their own: opens pages, presses what is on them, signs in."""

from __future__ import annotations

import email
import email.policy
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState, expect

from demo.players.client import CODE
from demo.players.factor import App
from tests.system.browser.hall import Hall

OFFICE = (1440, 900)
TABLET = (1180, 820)
PHONE = (390, 844)
PORTRAIT = (820, 1180)
LOCALES = {"zh-Hans": "zh-CN", "en": "en-US"}
PATIENCE_MS = 20_000


@dataclass
class Album:
    """Numbered pictures of one story, where somebody asked to keep them."""

    folder: Path
    kept: bool = False
    taken: int = 0

    def take(self, page: Page, name: str, *, whole: bool = True) -> None:
        """Keep what is on the screen, and below it unless `whole` is false."""
        if not self.kept:
            return
        self.taken += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        if whole:
            page.evaluate("scrollTo(0, 0)")  # bars that stick belong to the top of the picture
        file = self.folder / f"{self.taken:02d}-{name}.png"
        page.screenshot(path=file, full_page=whole, animations="disabled")


@dataclass
class Person:
    """One context of the browser."""

    hall: Hall
    context: BrowserContext
    language: str
    album: Album
    name: str
    faults: list[str] = field(default_factory=list)
    app: App | None = None
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.name}: {error}"))

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(path, wait_until="domcontentloaded")

    def at(self, testid: str) -> Locator:
        """What has this test id."""
        return self.page.get_by_test_id(testid)

    def press(self, *testids: str) -> None:
        """Click one thing after the other."""
        for testid in testids:
            self.at(testid).click()

    def sure(self, testid: str) -> None:
        """Press a button that asks back, and say yes."""
        self.press(testid, f"{testid}-confirm")

    def fill(self, testid: str, text: str) -> None:
        """Type into a field."""
        self.at(testid).fill(text)

    def see(self, testid: str) -> Locator:
        """Wait until it is there."""
        found = self.at(testid).first
        expect(found).to_be_visible(timeout=PATIENCE_MS)
        return found

    def state(self, testid: str, state: str) -> None:
        """Wait until something says that it is in a state."""
        expect(self.at(testid)).to_have_attribute("data-state", state, timeout=PATIENCE_MS)

    def shot(self, name: str, *, whole: bool = True) -> None:
        """A picture of this person's screen."""
        self.album.take(self.page, f"{self.name}-{name}", whole=whole)

    def sign_in(self, address: str, called: str | None = None) -> None:
        """Ask for a code on the page that is open, read it in the mail, type it.

        With an authenticator app the second step follows.
        """
        known = set(self.hall.outbox.glob("*.eml"))
        self.fill("login-email", address)
        self.press("login-submit")
        self.fill("login-code", code_for(self.hall.outbox, address, known))
        self.press("login-confirm")
        if self.app is not None:
            self.see("login-second")
            self.show_factor()
        if called is not None:
            self.fill("login-name", called)
            self.press("login-name-save")
        expect(self.at("login-code")).to_have_count(0, timeout=PATIENCE_MS)

    def show_factor(self) -> None:
        """Type a new code of the app where one is asked for."""
        assert self.app is not None
        self.fill("factor-code", self.hall.play(self.app.code()))
        self.press("factor-confirm")

    def until_gone(self, testid: str) -> None:
        """Wait until something is gone, showing the second factor if that is asked for first."""
        there, asked = self.at(testid), self.at("step-up")
        until = time.monotonic() + PATIENCE_MS / 1000
        while there.count() and time.monotonic() < until:
            if asked.is_visible():
                self.show_factor()
                expect(asked).to_have_count(0, timeout=PATIENCE_MS)
            self.page.wait_for_timeout(50)
        expect(there).to_have_count(0, timeout=PATIENCE_MS)

    def speak(self) -> None:
        """Switch to this person's language where the page shows another."""
        switch = self.see(f"language-{self.language}")
        if switch.get_attribute("aria-pressed") != "true":
            switch.click()
        expect(switch).to_have_attribute("aria-pressed", "true")


def person_enter(
    browser: Browser,
    hall: Hall,
    album: Album,
    name: str,
    *,
    language: str,
    size: tuple[int, int],
    url: str | None = None,
    touch: bool = False,
    state: StorageState | None = None,
) -> Person:
    """A new context; `url` where this person reaches the server by another address.

    With `touch` there are fingers and no mouse; `state` is what another browser of theirs kept.
    """
    width, height = size
    context = browser.new_context(
        base_url=url or hall.url,
        locale=LOCALES[language],
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": height},
        has_touch=touch,
        is_mobile=touch,
        storage_state=state,
    )
    return Person(hall, context, language, album, name)


def code_for(outbox: Path, address: str, known: set[Path], seconds: float = 20) -> str:
    """The code of the newest mail to an address that was not there before."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for file in sorted(set(outbox.glob("*.eml")) - known):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            body = message.get_body(("plain",))
            found = CODE.search(body.get_content()) if body else None
            if message["To"] == address and found:
                return found.group(1)
        time.sleep(0.05)
    raise AssertionError(f"no sign-in code came for {address}")


def figures(text: str) -> list[str]:
    """Every figure with decimals in a text."""
    return re.findall(r"\d+\.\d+", text)
