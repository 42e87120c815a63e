"""The basic card in a browser that keeps the panel: for when the panel is of no help."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.test_judge_network import WORKER_READY

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_the_panels_worker_leaves_the_card_to_the_server(final: DemoFinal) -> None:
    """Addresses of the panel come from the device, those of the card from the server."""
    judge = final.judge(4)
    assert judge.page.evaluate(WORKER_READY)
    for path in ("/judge/basic", f"/judge/basic/entries/{final.entry(HERO)}"):
        judge.open(path)
        expect(judge.page.locator("body")).to_contain_text("此设备不支持断网保存")
        assert judge.page.locator("script").count() == 0
    judge.open("/judge")
    judge.see(f"queue-entry-{HERO}")
    shell = judge.page.evaluate("performance.getEntriesByType('navigation')[0].workerStart > 0")
    assert shell, "the panel is the worker's to answer"
