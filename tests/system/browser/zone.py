"""The zone's investment manager in the browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.system.browser.person import PATIENCE_MS, Person


def manager_reads_prospects(person: Person, number: str) -> None:
    """Before any score is public: the team is there, no figure is."""
    person.open("/zone/prospects")
    person.sign_in(person.hall.email("investment_manager"))
    person.speak()
    person.see(f"prospect-{number}")
    person.shot("prospects")


def manager_finds_project(person: Person, number: str, final: str) -> None:
    """The card stands on the board with its rank and moves; a closed gate says what is missing."""
    person.open("/zone/board")
    card = person.see(f"card-{number}")
    expect(card.get_by_test_id("card-rank")).to_be_visible()
    person.shot("board", whole=False)
    card.get_by_test_id("card-move").click()
    person.press("move-to-screening")
    lane = person.at("lane-screening")
    expect(lane.get_by_test_id(f"card-{number}")).to_be_visible(timeout=PATIENCE_MS)
    card.get_by_test_id("card-move").click()
    person.press("move-to-negotiation")
    missing = person.see("gate-missing").locator("[data-testid^='missing-']")
    assert missing.count() > 0
    assert all(text.strip() for text in missing.all_inner_texts())
    person.shot("gate", whole=False)
    person.page.keyboard.press("Escape")
    expect(person.at("gate-missing")).to_have_count(0, timeout=PATIENCE_MS)
    card.get_by_role("link").first.click()
    expect(person.see("project-final")).to_have_text(final)
    person.see("project-deck")
    person.shot("project")
