"""The hall's screen in a browser: what is played to it, and everything that reached it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Locator, Page, WebSocket, expect

from demo.players.console import Console
from demo.story import story
from tests.system.browser.final import WALL, DemoFinal
from tests.system.browser.final_build import GIVEN, HERO, SIGNED
from tests.system.browser.person import PATIENCE_MS, Person

TOTALS: Final = {"1": "85.50", "2": "93.00", "3": "85.00", "4": "88.50", "5": "74.50", "6": "87.00"}
# Every place of a browser where a page may keep something: storages, databases, caches.
_KEPT: Final = """async () => {
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    for (const { name } of await indexedDB.databases()) {
        const base = await new Promise((done) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
        });
        for (const store of base.objectStoreNames) {
            kept.push(JSON.stringify(await new Promise((done) => {
                const all = base.transaction(store).objectStore(store).getAll();
                all.onsuccess = () => done(all.result);
            })));
        }
        base.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            if (request.url.includes("/static/")) continue;
            kept.push(request.url, await (await cache.match(request)).text());
        }
    }
    return kept.join("\\n");
}"""


@dataclass
class Heard:
    """Every frame and answer that a page got, as text."""

    said: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """From now on."""
        page.on("websocket", self._socket)
        page.on("response", self._answer)

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: self.said.append(str(payload)))

    def _answer(self, answer: Any) -> None:
        if "/api/" in answer.url:
            self.said.append(answer.text())

    def bodies(self) -> list[dict[str, Any]]:
        """The room's bodies among it."""
        found = [json.loads(text) for text in self.said]
        return [each["body"] for each in found if "scene" in (each.get("body") or {})]


def everything(page: Page, heard: Heard) -> str:
    """All that this browser was told, shows and keeps."""
    return "\n".join([*heard.said, page.content(), page.evaluate(_KEPT)])


def scene(page: Page, name: str, step: int | None = None) -> Locator:
    """Wait until the scene is on the wall."""
    wall = page.get_by_test_id("scene")
    expect(wall).to_have_attribute("data-name", name, timeout=PATIENCE_MS)
    if step is not None:
        expect(wall).to_have_attribute("data-step", str(step), timeout=PATIENCE_MS)
    return wall


class Director:
    """Whoever chooses what the hall sees, at the public doors."""

    def __init__(self, final: DemoFinal) -> None:
        self._final = final
        self._console = Console(final.api("organizer"))
        self._room = final.play(self._console.room(final.round))

    def cue(self, verb: str, **asked: Any) -> None:
        """One cue."""
        self._final.play(
            self._console.client.post(f"rooms/{self._room}/cue", {"verb": verb, **asked})
        )

    def score_hero(self) -> None:
        """The clock of questions ends, the judges who have not signed yet do."""
        self._final.command("start_scoring")
        for seat, marks in story().marks[HERO].items():
            if seat in SIGNED:
                continue
            tablet = self._final.tablet(seat)
            rest = dict(list(marks.items())[GIVEN.get(seat, 0) :])
            self._final.play(tablet.mark(HERO, rest))
            self._final.play(tablet.sign(HERO))

    def seal(self) -> None:
        """Everything is in; the cards lie face down."""
        self._final.command("seal", "reveal")


def paired(final: DemoFinal, size: tuple[int, int] = WALL) -> Person:
    """A fresh browser that the desk takes in as the hall's screen: nobody is signed in there."""
    person = final.visitor("wall", size=size)
    person.open("/pair")
    code = person.see("pair-code").inner_text()
    sent = {"code": code, "label": "主屏"}
    final.play(final.api("organizer").post(f"rounds/{final.round}/screens", sent))
    person.page.wait_for_url("**/screen")
    person.see("scene")
    return person
