"""An address moves to a later place of the order: console, emcee and end of the day follow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def ends(console: Person) -> int:
    """The minute of the day at which the last turn ends by the console."""
    said = console.see("forecast").inner_text()
    found = re.findall(r"(\d{1,2}):(\d\d)", said)[-1]
    return int(found[0]) * 60 + int(found[1])


def put_in(console: Person) -> None:
    console.press("break-add")
    console.fill("break-zh", "领导致辞")
    console.fill("break-en", "Address")
    console.fill("break-minutes", "30")
    console.at("break-place").select_option("6")
    console.shot("break-form")
    console.press("break-save")
    console.until_gone("break-save")


def test_an_address_is_put_in_moved_skipped_and_taken_back(final: DemoFinal) -> None:
    console = final.console_page()
    before = ends(console)
    put_in(console)
    row = console.see("break-row")
    expect(row).to_have_attribute("data-after", "6")
    expect(console.at("forecast")).not_to_contain_text(
        f"{before // 60:02d}:{before % 60:02d}", timeout=PATIENCE_MS
    )
    # The clock of the hall goes on meanwhile: the end may be later by as much, never earlier.
    assert 30 <= ends(console) - before <= 40
    console.press("break-open")
    console.at("break-place").select_option("8")
    console.press("break-save")
    console.until_gone("break-save")
    expect(row).to_have_attribute("data-after", "8", timeout=PATIENCE_MS)
    console.press("undo")
    expect(row).to_have_attribute("data-after", "6", timeout=PATIENCE_MS)
    console.press("forecast")
    expect(console.see("forecast-gain")).to_contain_text("30")
    console.shot("break-in-order")
    console.press("break-open", "break-skip")
    console.until_gone("break-save")
    expect(row).to_have_class(re.compile("off"), timeout=PATIENCE_MS)
    expect(console.at("forecast-gain")).to_have_count(0)
    console.shot("break-skipped")
