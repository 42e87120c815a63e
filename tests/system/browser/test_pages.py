"""Every public page and every first screen: quiet, titled, inside the window, in both languages."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response
from playwright.sync_api import TimeoutError as Late

from demo.players.client import Client
from tests.servers.app import ROOT
from tests.system.browser.hall import Hall
from tests.system.browser.person import LOCALES, OFFICE, PHONE, TABLET, Album
from tests.system.browser.places import PEOPLE, Place

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600), pytest.mark.xdist_group("world")]

PORTRAIT = (820, 1180)
SIZES = {"office": OFFICE, "tablet": TABLET, "portrait": PORTRAIT, "phone": PHONE}
TAGS = {"zh-Hans": "zh-hans", "en": "en"}
OTHER = {"zh-Hans": "en", "en": "zh-Hans"}
READY = "() => document.querySelector('h1, main') && !document.querySelector('[aria-busy=true]')"
TOO_WIDE = """() => {
  const root = document.documentElement;
  return root.scrollWidth > root.clientWidth ? root.scrollWidth - root.clientWidth : 0;
}"""
# What fades in is looked at when it is there: half faded it has no contrast.
AXE = """async () => {
  const moving = document.getAnimations().filter((each) =>
    each.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(moving.map((each) => each.finished));
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
}"""


@cache
def catalogue_keys() -> frozenset[str]:
    """Every id of the client's texts; none of them may be read on a page."""
    files = (ROOT / "frontend" / "src" / "locales" / "en").glob("*.json")
    keys = {key for file in files for key in json.loads(file.read_text(encoding="utf-8"))}
    return frozenset(key for key in keys if "." in key)


class Watch:
    """What a page does that it should not."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        self.place = Place("")
        page.on("pageerror", lambda error: self.faults.append(f"threw {error}"))
        page.on("console", self._console)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # Refused answers are judged by their address, below.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console {message.text[:200]}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not self.place.allows(response.url, response.status):
            self.faults.append(f"{response.status} {response.url}")


class Visit:
    """One person's way through all the places that are theirs."""

    def __init__(self, page: Page, album: Album, language: str) -> None:
        self.page = page
        self.album = album
        self.language = language
        self.account = False
        self.watch = Watch(page)

    def see(self, who: str, place: Place) -> list[str]:
        """Open it, look, switch the language; returns what is wrong."""
        self.watch.place = place
        self.watch.faults.clear()
        self.page.goto(place.path, wait_until="load")
        wrong = self._look(self.language)
        self.album.take(self.page, f"{who}{place.path.replace('/', '-')[:40]}")
        self.page.evaluate(axe_source())
        wrong += self.page.evaluate(AXE)
        wrong += self._switch()
        return [f"{who} {place.path}: {each}" for each in [*wrong, *self.watch.faults]]

    def _look(self, language: str) -> list[str]:
        wrong = []
        try:
            self.page.wait_for_function(READY, timeout=15_000)
        except Late:
            wrong.append("never became ready")
        if not self.page.title().strip():
            wrong.append("no title")
        if over := self.page.evaluate(TOO_WIDE):
            wrong.append(f"{over} px too wide")
        lang = self.page.locator("html").get_attribute("lang")
        if lang != language:
            wrong.append(f"is in {lang}, not {language}")
        text = f"{self.page.title()} {self.page.locator('body').inner_text()}"
        if keys := catalogue_keys() & set(re.findall(r"[A-Za-z_]+(?:\.[A-Za-z_]+)+", text)):
            wrong.append(f"shows {sorted(keys)}")
        return wrong

    def _switch(self) -> list[str]:
        """The other language, on the same page, and back."""
        before = self.page.url.partition("?")[0]
        wrong = []
        for language in (OTHER[self.language], self.language):
            if not self._press(language):
                return []
            self.page.wait_for_function("(l) => document.documentElement?.lang === l", arg=language)
            wrong += [f"switched: {each}" for each in self._look(language)]
        if self.page.url.partition("?")[0] != before:
            wrong.append(f"the language switch leads to {self.page.url}")
        return wrong

    def _press(self, language: str) -> bool:
        """Press the page's switch; False where a page has none (the wall, the judge's card)."""
        button = self.page.get_by_test_id(f"language-{language}")
        link = self.page.locator(f"header a[lang='{language}'], header a[hreflang='{language}']")
        if button.count() and self.account:
            with self.page.expect_response(lambda answer: answer.request.method == "PATCH"):
                button.first.click()
            return True
        for switch in (button, link):
            if switch.count():
                switch.first.click()
                return True
        return False


@cache
def axe_source() -> str:
    """The accessibility checker."""
    file = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    return file.read_text(encoding="utf-8")


def signed_in(hall: Hall, context: BrowserContext, client: Client, language: str) -> bool:
    """Give a browser the session of a player; tell whether an account keeps the language."""
    session = hall.play(client.get("session"))
    if session["account"]:
        body = {"language": TAGS[language]}
        hall.play(client.send("PATCH", "/api/v1/session", json=body))
    context.add_cookies(
        [
            {"name": cookie.name, "value": cookie.value or "", "url": hall.url}
            for cookie in client.http.cookies.jar
        ]
    )
    return bool(session["account"])


# The first of all is part of every run, the others of `--full`.
KINDS = [("zh-Hans", "office", "light"), ("zh-Hans", "office", "dark")] + [
    (language, size, "light")
    for language in LOCALES
    for size in SIZES
    if (language, size) != ("zh-Hans", "office")
]
CASES = [
    pytest.param(*kind, id="-".join(kind), marks=[pytest.mark.slow] if number else [])
    for number, kind in enumerate(KINDS)
]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("language", "size", "scheme"), CASES)
def test_every_page_is_quiet_and_whole(chromium_browser, world, album, who, language, size, scheme):
    width, height = SIZES[size]
    wrong: list[str] = []
    with chromium_browser.new_context(
        base_url=world.hall.url,
        locale=LOCALES[language],
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": height},
        color_scheme=scheme,
    ) as context:
        visit = Visit(context.new_page(), album, language)
        client = world.clients[who]
        if client is not None:
            visit.account = signed_in(world.hall, context, client, language)
        for place in world.places[who]:
            wrong += visit.see(who, place)
    assert not wrong, "\n".join(wrong)


def test_everybody_who_has_pages_is_asked(world):
    assert set(world.places) == set(PEOPLE)


SHELLS = ["/login", "/judge"]
GROUND = "() => getComputedStyle(document.body).backgroundColor"
DARK, LIGHT = "rgb(10, 14, 21)", "rgb(245, 246, 248)"


@pytest.mark.parametrize("path", SHELLS)
def test_no_page_flashes_in_the_wrong_theme(chromium_browser, world, path):
    """With the program itself held back, the first paint already has its theme."""
    with chromium_browser.new_context(base_url=world.hall.url, color_scheme="dark") as context:
        page = context.new_page()
        page.route(re.compile(r"/assets/(app|judge)-.*\.js"), lambda route: route.abort())
        page.goto(path)
        assert page.evaluate(GROUND) == DARK
        page.evaluate("() => localStorage.setItem('yisai.scheme', 'light')")
        page.reload()
        assert page.evaluate(GROUND) == LIGHT


def test_a_theme_is_chosen_in_the_menu_and_remembered(chromium_browser, world):
    with chromium_browser.new_context(base_url=world.hall.url, locale="zh-CN") as context:
        client = world.clients["leader"]
        signed_in(world.hall, context, client, "zh-Hans")
        page = context.new_page()
        page.goto("/team")
        assert page.evaluate(GROUND) == LIGHT
        page.get_by_role("button", name=re.compile("^账号")).click()
        page.get_by_role("menuitem", name="深色").click()
        assert page.evaluate(GROUND) == DARK
        page.reload()
        page.get_by_role("button", name=re.compile("^账号")).wait_for()
        assert page.evaluate(GROUND) == DARK


@pytest.mark.slow
def test_the_checker_and_the_rulers_see_a_planted_fault(page):
    page.set_content("<main style='width: 3000px'><h1>x</h1><img src='data:,'></main>")
    page.evaluate(axe_source())
    found = page.evaluate(AXE)
    assert any(fault.startswith("image-alt") for fault in found)
    assert page.evaluate(TOO_WIDE) > 0
