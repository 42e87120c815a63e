"""The emcee's page on a phone: not too wide, readable, on paper, and there without a network."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, PHONE
from tests.system.browser.test_pages import AXE, TOO_WIDE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


WHITE = 255


def ground(picture: Image.Image) -> int:
    """The shade that most of it has."""
    shades = picture.convert("L").histogram()
    return shades.index(max(shades))


def paper_is_white(page: Page) -> None:
    """In print media, whatever the system prefers; and as the browser prints it, ground and all."""
    for prefers in ("dark", "light"):
        page.emulate_media(media="print", color_scheme=prefers)
        shown = Image.open(io.BytesIO(page.screenshot(full_page=True)))
        assert ground(shown) == WHITE, prefers
    printed = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))
    for sheet in printed:
        assert ground(sheet.render(scale=1).to_pil()) == WHITE


def test_the_emcees_phone_keeps_its_page_without_a_network(final: DemoFinal) -> None:
    """Words, clock and order stay when the line is gone; what happened meanwhile comes after."""
    emcee = final.staff_page("emcee", "/screen/emcee", size=PHONE)
    page = emcee.page
    emcee.see("say")
    emcee.see("emcee-clock")
    expect(emcee.at("emcee-stale")).to_have_count(0, timeout=PATIENCE_MS)
    assert page.evaluate(TOO_WIDE) == 0
    page.evaluate(axe_source())
    assert page.evaluate(AXE) == []
    emcee.shot("phone")

    page.emulate_media(media="print")
    expect(emcee.at("emcee-clock")).to_be_hidden()
    expect(emcee.at("emcee-print")).to_be_hidden()
    expect(emcee.at("running").first).to_be_visible()
    assert emcee.at("running").count() == len(final.slots)
    emcee.shot("paper")
    paper_is_white(page)
    page.emulate_media(media="screen")

    final.proxy.cut()
    expect(emcee.at("emcee-stale")).to_be_visible(timeout=PATIENCE_MS)
    final.command("start_scoring")  # straight to the server: the page cannot know
    before = emcee.see("emcee-clock").inner_text()
    expect(emcee.at("emcee-clock")).not_to_have_text(before, timeout=PATIENCE_MS)
    expect(emcee.at("say")).to_be_visible()
    emcee.shot("without-network", whole=False)
    final.proxy.restore()
    expect(emcee.at("emcee-stale")).to_have_count(0, timeout=PATIENCE_MS)
    expect(emcee.at("emcee-clock")).to_contain_text("打分", timeout=PATIENCE_MS)
