"""A console that finds no place for a live line says so, is up to date all the same, returns."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from api.live.crowd import SOCKETS_PER_PERSON
from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

# As many live lines as a person may have, less the page's own; done when all of them are taken.
HOARD = """(count) => {
  window.__hoard = [];
  const taken = Array.from({ length: count }, () => new Promise((done) => {
    const site = location.origin.replace(/^http/, 'ws');
    const socket = new WebSocket(`${site}/ws/v1/live`, 'yisai.v1');
    socket.onopen = () => socket.send('{"t":"hello","id":1,"body":{"build":"0.1.0"}}');
    socket.onmessage = () => done();
    window.__hoard.push(socket);
  }));
  return Promise.all(taken).then(() => taken.length);
}"""


def hoard(console: Person) -> None:
    expect(console.at("link")).to_have_attribute("data-state", "online", timeout=PATIENCE_MS)
    count = SOCKETS_PER_PERSON - 1
    assert console.page.evaluate(HOARD, count) == count


def test_a_console_without_a_place_says_what_to_do_and_comes_back(final: DemoFinal) -> None:
    console = final.console_page()
    hoard(console)
    first = console.page
    console.page = console.context.new_page()
    console.open(first.url)
    said = console.see("crowded")
    expect(said).to_have_role("alert")
    expect(console.at("timer")).to_be_visible()  # the picture came by the other way
    console.shot("crowded", whole=False)
    first.evaluate("() => window.__hoard.forEach((socket) => socket.close())")
    console.press("crowded-retry")
    expect(console.at("crowded")).to_have_count(0, timeout=PATIENCE_MS)
    expect(console.at("link")).to_have_attribute("data-state", "online", timeout=PATIENCE_MS)
