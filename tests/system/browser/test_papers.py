"""Paper on the organizer's screens: printed, photographed with a phone, counted back in.

The photograph is a page of the real file, turned a little on a gray table.
"""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, PHONE, PORTRAIT, TABLET, Person
from tests.system.browser.ranked import final_finish
from tests.system.browser.test_pages import AXE, TOO_WIDE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


FETCHED = """async (url) => {
  const answer = await fetch(url);
  return [...new Uint8Array(await answer.arrayBuffer())];
}"""


def looked_at(person: Person, name: str) -> None:
    """A picture, nothing wider than the window, nothing that axe names."""
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == [], name
    assert person.page.evaluate(TOO_WIDE) == 0, name
    person.shot(name)


def printed_file(person: Person, number: int) -> bytes:
    """The PDF of a run, as the person downloads it."""
    link = person.at(f"print-{number}-file")
    expect(link).to_be_visible(timeout=3 * PATIENCE_MS)
    return bytes(person.page.evaluate(FETCHED, address(link)))


def address(link: Locator) -> str:
    found = link.get_attribute("href")
    assert found is not None
    return found


def photographed(pdf: bytes, page: int, folder: Path) -> Path:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as read:
        paper = read[page].render(scale=2.2).to_pil()
    table = Image.new("RGB", (paper.width + 400, paper.height + 400), (96, 92, 88))
    table.paste(paper, (200, 200))
    path = folder / f"page-{page}.jpg"
    table.rotate(4, fillcolor=(96, 92, 88), resample=Image.Resampling.BICUBIC).save(path)
    return path


def scanned(pdf: bytes, page: int, folder: Path) -> tuple[Path, str]:
    """One page as the desk's scanner gives it, and the code that stands on it."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as read:
        words = read[page].get_textpage().get_text_range().split()
    path = folder / f"page-{page}.pdf"
    with pikepdf.open(io.BytesIO(pdf)) as whole, pikepdf.new() as one:
        one.pages.append(whole.pages[page])
        one.save(path)
    pair = next(
        f"{left} {right}"
        for left, right in pairwise(words)
        if len(left) == len(right) == 4 and (left + right).isalnum() and (left + right).isupper()
    )
    return path, pair


def returned(person: Person, count: int) -> None:
    expect(person.at("paper-returned")).to_contain_text(str(count), timeout=PATIENCE_MS)


def test_pages_are_printed_signed_and_counted_back_in(final: DemoFinal, tmp_path: Path) -> None:
    desk = final.staff_page("scorekeeper", f"/org/{final.slug}/paper")
    desk.see("paper-blocked")
    looked_at(desk, "before-the-close")
    final_finish(final)
    final.server.work()
    desk.page.reload()
    desk.see("paper-register")
    desk.press("print-sheets")
    pdf = printed_file(desk, 1)
    looked_at(desk, "printed")
    phone = final.staff_page(
        "scorekeeper", f"/org/{final.slug}/paper/final", size=PHONE, touch=True
    )
    phone.at("paper-camera").set_input_files(photographed(pdf, 1, tmp_path))
    expect(phone.see("paper-found")).to_contain_text("2 号评委")
    looked_at(phone, "recognized")
    phone.press("paper-send")
    expect(phone.see("paper-filed")).to_contain_text("2 号评委")
    returned(phone, 1)
    looked_at(phone, "filed")
    phone.at("paper-camera").set_input_files(photographed(pdf, 1, tmp_path))
    told = phone.page.get_by_role("alert")
    expect(told).to_contain_text("已经归档", timeout=PATIENCE_MS)
    path, code = scanned(pdf, 2, tmp_path)
    desk.at("paper-scan").set_input_files(path)
    desk.fill("paper-code", code.lower())
    looked_at(desk, "by-code")
    desk.at("paper-code").press("Enter")
    expect(desk.see("paper-found")).to_contain_text("3 号评委")
    desk.press("paper-send")
    returned(desk, 2)
    for size in (TABLET, PORTRAIT):
        desk.page.set_viewport_size({"width": size[0], "height": size[1]})
        looked_at(desk, f"{size[0]}")
    verifier = final.staff_page("verifier", f"/org/{final.slug}/paper", language="en")
    verifier.see("paper-register")
    verifier.press("ink-change")
    looked_at(verifier, "ink")
    expect(verifier.at("paper-file")).to_have_count(0)
