"""A team is sealed without a judge: proposed at one desk, approved at another."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS
from tests.system.browser.test_console import sign_the_rest
from tests.system.browser.test_corrections import LANGUAGES, quiet

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SILENT = 3
# The judge's notice lasts a second at this tempo: whoever looks for it begins before it comes.
LISTENS = """(testid) => {
  const there = () => document.querySelector(`[data-testid="${testid}"]`) !== null;
  window.__told = new Promise((done) => {
    if (there()) done(true);
    new MutationObserver((_, observer) => {
      if (!there()) return;
      observer.disconnect();
      done(true);
    }).observe(document.body, { childList: true, subtree: true });
  });
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_people_seal_a_team_without_a_judge(final: DemoFinal, language: str) -> None:
    """Check 38: the lock says who is missing; one person is not enough; the seat is not scored."""
    judge = final.judge(SILENT, language=language)
    sign_the_rest(final, silent=SILENT)
    final.command("start_scoring")
    office = final.staff_page("organizer", f"/org/{final.slug}/live", language=language)
    expect(office.see("reveal")).to_have_attribute("data-locked", "true")
    office.press("override-offer")
    office.press("override-propose")
    office.fill("override-reason", "评委突发疾病离场")
    quiet(office)
    office.shot("proposal")
    judge.page.evaluate(LISTENS, "strip-closing")
    office.press("override-propose")
    office.until_gone("override-reason")
    assert judge.page.evaluate("() => window.__told")
    office.see("override-withdraw")
    expect(office.at("override-approve")).to_have_count(0)
    office.shot("needs-another")
    verifier = final.staff_page("verifier", f"/org/{final.slug}/live", language=language)
    verifier.press("override-open")
    expect(verifier.see("override-approve")).not_to_have_attribute(
        "data-blocked", "true", timeout=PATIENCE_MS
    )
    quiet(verifier)
    verifier.shot("verifier", whole=False)
    verifier.press("override-approve")
    verifier.until_gone("override-approve")
    expect(verifier.at("override")).to_have_attribute("data-state", "approved", timeout=PATIENCE_MS)
    verifier.shot("approved", whole=False)
    expect(office.see(f"judge-row-{SILENT}")).to_have_attribute(
        "data-state", "left_out", timeout=PATIENCE_MS
    )
    screen = final.screen_page()
    final.command("reveal")
    card = screen.page.locator(f"[data-testid=card][data-seat='{SILENT}']")
    expect(card).to_have_attribute("data-state", "missing", timeout=PATIENCE_MS)
    screen.shot("reveal", whole=False)
    office.shot("console-after")
    judge.shot("left-out", whole=False)
    verifier.open(f"/org/{final.slug}/results")
    verifier.see("overrides")
    verifier.shot("results")
