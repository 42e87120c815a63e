"""A team in the browser: from the contest's page to the receipt."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from demo.decks import deck_pdf
from tests.system.browser.person import PATIENCE_MS, Person


def team_registers(person: Person, facts: dict[str, Any]) -> None:
    """Find the contest, sign in for the first time, give the team a name."""
    person.open("/")
    person.shot("home")
    person.page.locator(f"a[href*='/c/{person.hall.slug}']").first.click()
    person.shot("contest")
    person.page.locator("a.btn.main").click()
    person.see("login-email")
    person.shot("login")
    person.sign_in(facts["leader"]["email"], facts["leader"]["name"]["zh"])
    person.see("team-name-zh")
    person.fill("team-name-zh", facts["name"]["zh"])
    person.fill("team-name-en", facts["name"]["en"])
    person.fill("team-company", facts["company"]["zh"])
    person.shot("register")
    person.press("team-register")
    person.see("task-title")
    person.shot("entry")


def team_fills_form(person: Person, facts: dict[str, Any]) -> None:
    """Type; the form saves itself; what was typed is there after a reload."""
    language = "en" if person.language == "en" else "zh"
    person.press("step-form")
    person.fill("entry-title", facts["title"][language])
    person.fill("entry-summary", facts["summary"][language])
    person.at("entry-track").select_option(label=_track(person, facts, language))
    person.at("entry-division").select_option(index=1)
    person.at("entry-landing").select_option("firm")
    person.fill("entry-investment", "30000")
    person.state("saved-state", "committed")
    person.shot("form")
    person.page.reload()
    expect(person.at("entry-summary")).to_have_value(facts["summary"][language])
    expect(person.at("entry-title")).to_have_value(facts["title"][language])
    expect(person.at("entry-landing")).to_have_value("firm")
    expect(person.at("investment-echo")).to_contain_text("300,000,000")


def _track(person: Person, facts: dict[str, Any], language: str) -> str:
    tracks = person.hall.document["tracks"]
    return str(next(row["name"][language] for row in tracks if row["id"] == facts["track"]))


def team_uploads_deck(person: Person, facts: dict[str, Any], folder: Path) -> None:
    """Choose a real PDF; wait until the server has checked it."""
    deck = folder / f"{facts['name']['zh']}-路演.pdf"
    deck.write_bytes(deck_pdf(facts, position=4))
    person.press("step-files")
    with person.page.expect_file_chooser() as chooser:
        person.page.locator(".tm-drop button").click()
    chooser.value.set_files(deck)
    expect(person.see("deck-done")).to_contain_text(deck.name)
    person.shot("deck")


def team_consents(person: Person) -> None:
    """All four, each by itself."""
    person.press("step-consents")
    for kind in ("rules", "data_use", "media", "zone"):
        box = person.at(f"consent-{kind}")
        box.check()
        expect(box).to_be_checked()
        card = person.page.locator(f"section[aria-labelledby='consent-{kind}']")
        expect(card.locator("time")).to_be_visible(timeout=PATIENCE_MS)
    person.shot("consents")


def team_submits(person: Person) -> str:
    """Look at the judges' view, submit, keep the receipt's number."""
    person.press("step-preview")
    person.see("judge-view")
    person.shot("preview")
    person.press("step-submit")
    person.see("entry-submit")
    person.shot("submit")
    person.press("entry-submit")
    number = person.see("receipt-number").inner_text()
    person.shot("receipt")
    assert re.fullmatch(r"\S{6,}", number), number
    return number
