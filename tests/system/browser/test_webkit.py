"""The judge's tablet in WebKit, the engine of iPads: joins, marks without a network, signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.webkit import webkit_missing, webkit_open
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.watching import wait_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(webkit_missing() is not None, reason=str(webkit_missing())),
]

SEAT = 3


def test_a_judge_marks_without_a_network_and_signs(final: DemoFinal, tmp_path: Path) -> None:
    """Over https at an address: what was typed and signed off line arrives once."""
    site = f"https://127.0.0.1:{final.proxy.port}"
    with webkit_open(tmp_path, 1180, 820) as tablet:
        tablet.open(f"{site}{final.link(SEAT)}")
        assert tablet.script("return isSecureContext")
        tablet.press("join-start")
        tablet.see(f"queue-entry-{HERO}")
        tablet.open(f"{site}/judge/live?entry={final.entry(HERO)}")
        tablet.press("crit-defense", "pad-1", "pad-4", "pad-half")
        tablet.see("truth-defense", state="committed")
        tablet.shot(tmp_path / "committed.png")
        assert final.sheet(SEAT).marks["defense"] == "14.50"
        final.proxy.cut()
        tablet.press("crit-team", "pad-1", "pad-7")
        tablet.see("truth-team", state="local")
        tablet.see("conn-pill", state="offline")
        tablet.press("submit", "sign-confirm")
        assert "已在本机签名" in tablet.text("signed-local")
        tablet.shot(tmp_path / "offline.png")
        assert final.sheet(SEAT).marks["team"] != "17.00"
        final.proxy.restore()
        wait_for(lambda: final.sheet(SEAT).state == "signed", "the signature arrives")
        assert final.sheet(SEAT).marks["team"] == "17.00"
        tablet.see("signed")
        tablet.shot(tmp_path / "signed.png")
