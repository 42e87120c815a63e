"""Notice on the panel that a team's scoring closes: seen in time, and nothing is cut off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import LOCALES, PATIENCE_MS
from tests.system.browser.watching import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
# Half the time: the notice stands for five seconds.
TEMPO = 0.5
SAYS = {"zh-Hans": "05 蓝鲸储能即将截止。", "en": "05 Blue Whale Storage is about to close."}


@pytest.mark.parametrize("tempo", [TEMPO])
@pytest.mark.parametrize(
    "language",
    [pytest.param(each, marks=pytest.mark.slow if each == "en" else ()) for each in LOCALES],
)
def test_who_has_not_signed_is_told_and_goes_on_typing(final: DemoFinal, language: str) -> None:
    """Two digits on both sides of the notice are one mark; who has signed hears nothing of it."""
    judge, signed = final.judge(4, language=language), final.judge(1)
    final.command("start_scoring")
    judge.page.keyboard.press("1")
    final.command("hold")
    notice = judge.see("strip-closing")
    expect(notice).to_contain_text(SAYS[language])
    judge.page.keyboard.press("5")
    judge.shot("closing", whole=False)
    judge.page.set_viewport_size({"width": 820, "height": 1180})
    judge.shot("closing-portrait", whole=False)
    expect(signed.at("strip-closing")).to_have_count(0)
    expect(notice).to_have_count(0, timeout=PATIENCE_MS)
    wait_for(lambda: final.sheet(4, HERO).marks["model"] == "15.00", "15 is saved")
    judge.state("save-state", "committed")
