"""The wall opens again while the server is down, dark and empty: it never shows what it knew."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.system.browser.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
_READY = """async () => {
    for (let turn = 0; turn < 200; turn += 1) {
        const found = await navigator.serviceWorker.getRegistration("/screen");
        if (found?.active?.state === "activated") return true;
        await new Promise((done) => setTimeout(done, 100));
    }
    return false;
}"""
_KEPT = """() => caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)
    .then((cache) => cache.keys())))).then((all) => all.flat()
    .map((request) => new URL(request.url).pathname))"""


def test_the_wall_opens_while_the_server_is_down(hall: Hall, chromium_browser: Browser):
    context = chromium_browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{hall.url}/screen")
    assert page.evaluate(_READY)
    # Nothing of the room is kept: the shell, its scripts, and nothing else.
    kept = page.evaluate(_KEPT)
    assert [path for path in kept if not path.startswith("/static/assets/")] == ["/screen"]
    page.close()

    hall.server.kill()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{hall.url}/screen/hall")
    expect(page.locator("main.sc")).to_be_attached(timeout=30_000)
    assert page.locator("main.sc").inner_text() == ""
    assert faults == []

    hall.server.start()
    page.get_by_test_id("screen-nobody").wait_for(timeout=30_000)
    context.close()
