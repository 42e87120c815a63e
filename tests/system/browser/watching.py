"""What a page said on the way: states that come and go, and every byte that travels to it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, Request, WebSocket

from tests.system.browser.person import Person

_PATIENCE_S = 20.0
_FOLLOW = """(testid) => {
    const seen = ((window.__seen ??= {})[testid] = []);
    const look = () => {
        const place = document.querySelector(`[data-testid="${testid}"]`);
        if (!place) return;
        const said = place.querySelector("b")?.innerText ?? place.innerText;
        const now = `${place.dataset.state} ${said.replace(/\\s+/g, " ")}`;
        if (seen.at(-1) !== now) seen.push(now);
    };
    look();
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    new MutationObserver(look).observe(document.body, all);
}"""


def wait_for(happened: Callable[[], bool], what: str, page: Page | None = None) -> None:
    """Look again and again until something that no page shows has happened.

    What arrives at a page is told while Playwright is at work for it: name the page then.
    """
    until = time.monotonic() + _PATIENCE_S
    while not happened():
        assert time.monotonic() < until, f"it did not happen: {what}"
        if page is None:
            time.sleep(0.05)
        else:
            page.wait_for_timeout(50)


def follow(person: Person, testid: str) -> None:
    """From now on, keep each state and sentence of a thing on the page that is open."""
    person.page.evaluate(_FOLLOW, testid)


def followed(person: Person, testid: str) -> list[str]:
    """`state sentence` of each change since `follow`, the first one included."""
    seen: list[str] = person.page.evaluate("(testid) => window.__seen[testid]", testid)
    return seen


# Every answer to a fetch, told as soon as it is there: a page that is left takes none with it.
_TELL = """const ask = window.fetch;
window.fetch = async (...given) => {
    const answer = await ask(...given);
    const copy = answer.clone();
    void copy.text().then((text) => window.__answered(answer.url, text));
    return answer;
};"""


@dataclass
class Traffic:
    """Every answer and every frame that reaches a page, and what it sends."""

    answers: list[tuple[str, str]] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> Traffic:
        """Begin before the page is opened."""
        page.expose_function("__answered", lambda url, text: self.answers.append((url, text)))
        page.add_init_script(_TELL)
        page.on("request", self._request)
        page.on("websocket", self._socket)
        return self

    def _request(self, request: Request) -> None:
        if request.method == "POST":
            self.sent.append(request.post_data or "")

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))
        socket.on("framesent", lambda frame: self.sent.append(str(frame)))

    def bodies(self) -> list[str]:
        """Each JSON text that came."""
        told = [text for _url, text in self.answers if text[:1] in {"{", "["}]
        return [*told, *self.frames]

    def values(self) -> set[str]:
        """Every word and number in all of it, as text."""
        found: set[str] = set()
        for text in self.bodies():
            found.update(leaves(json.loads(text)))
        return found

    def times_sent(self, op_id: str) -> int:
        """How often the page sent an operation, by its socket or without."""
        return sum(op_id in frame for frame in self.sent)


def leaves(body: Any) -> Iterator[str]:
    """Words and numbers in a JSON value, keys of objects too."""
    if isinstance(body, dict):
        for key, value in body.items():
            yield key
            yield from leaves(value)
    elif isinstance(body, list):
        for value in body:
            yield from leaves(value)
    elif body is not None:
        yield str(body)
