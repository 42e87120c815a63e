"""A fresh browser becomes the hall's screen by a code, stays it, and stops being it at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS
from tests.system.browser.wall import scene

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_a_code_on_the_wall_is_typed_at_the_desk(final: DemoFinal):
    """Check 6 (screen): survives reload and a restart with storage state; unpaired within 3 s."""
    wall = final.visitor("wall")
    wall.open("/screen")
    wall.press("to-pair")
    code = wall.see("pair-code").inner_text()
    assert re.fullmatch(r"[A-Z0-9]{2}-[A-Z0-9]{2}", code)
    wall.shot("code", whole=False)

    desk = final.organizer("/devices")
    desk.see("hall-screens")
    desk.fill("screen-code", "zz zz")
    desk.press("screen-pair")
    expect(desk.page.get_by_role("alert")).to_be_visible(timeout=PATIENCE_MS)
    desk.fill("screen-code", code.lower().replace("-", ""))
    desk.fill("screen-label", "主屏")
    desk.press("screen-pair")
    expect(desk.at("hall-screen")).to_have_count(1, timeout=PATIENCE_MS)
    desk.shot("paired")

    scene(wall.page, "countdown")
    wall.page.reload()
    scene(wall.page, "countdown")
    state = wall.context.storage_state()
    wall.context.close()

    restarted = final.visitor("wall-again", state=state)
    restarted.open("/screen")
    scene(restarted.page, "countdown")
    expect(restarted.at("link-dot")).to_have_count(0, timeout=PATIENCE_MS)

    desk.sure("screen-end")
    expect(restarted.at("screen-nobody")).to_be_visible(timeout=3000)
    assert restarted.page.evaluate("() => localStorage.getItem('yisai.screen')") is None
    restarted.page.reload()
    restarted.see("screen-nobody")
    expect(desk.at("hall-screen")).to_have_count(0, timeout=PATIENCE_MS)
