"""The organizer's office in the browser: desk, links, draw, console, results, publication."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.system.browser.person import PATIENCE_MS, Person


def office_enter(person: Person, role: str, place: str = "") -> None:
    """Sign in where the address leads, in the person's language.

    Whoever locks, approves or opens has an authenticator app.
    """
    if role in {"organizer", "verifier"}:
        person.app = person.hall.app(role)
    person.open(f"/org/{person.hall.slug}{place}")
    person.sign_in(person.hall.email(role))
    person.speak()


def place(person: Person, name: str) -> None:
    """Go to a place of the office by its rail."""
    suffix = f"/{name}" if name else ""
    person.page.locator(f".ys-rail a[href$='/org/{person.hall.slug}{suffix}']").click()


def desk_accepts(person: Person, title: str) -> str:
    """Open an entry, read the machine's check, accept; returns its number."""
    person.see("org-entries")
    person.shot("entries")
    person.page.get_by_role("link", name=title).click()
    person.see("item-deck_sound")
    person.shot("desk")
    person.press("desk-accept")
    expect(person.at("desk-accept")).to_have_count(0, timeout=PATIENCE_MS)
    person.shot("desk-accepted")
    number = person.page.locator(".ys-head .sub .num").first
    return number.inner_text()


def organizer_draws(person: Person) -> None:
    """End the registration, fix the seed nobody has seen, then open it."""
    place(person, "draw")
    person.see("registration-open")
    person.shot("registration")
    person.sure("registration-close")
    person.sure("draw-commit")
    person.see("draw-reveal")
    person.shot("draw-committed")
    person.sure("draw-reveal")
    person.see("draw-order")
    person.shot("draw-order")


def organizer_makes_links(person: Person, seats: int) -> list[str]:
    """A fresh link for every seat, as the page shows it once."""
    place(person, "panel")
    links = []
    for seat in range(1, seats + 1):
        person.press(f"seat-link-{seat}")
        links.append(person.see(f"seat-url-{seat}").input_value())
    person.shot("links")
    return links


def console_open(person: Person) -> None:
    """Open the round from the console."""
    place(person, "live")
    person.see("round-open")
    person.shot("console-before", whole=False)
    person.sure("round-open")
    person.see("console-next")


def console_step(person: Person, verb: str) -> None:
    """Press the big button once it offers this verb."""
    button = person.page.locator(f"[data-verb='{verb}']")
    expect(button).to_be_visible(timeout=PATIENCE_MS)
    person.page.locator("[data-testid=console]:not([data-busy])").wait_for()
    expect(button).not_to_have_attribute("aria-disabled", "true", timeout=PATIENCE_MS)
    button.click()


def console_to_scoring(person: Person) -> None:
    """Call the next team and go on until the judges may score."""
    for verb in ("call", "start_pitch", "start_questions", "start_scoring"):
        console_step(person, verb)
    button = person.page.locator("[data-verb='seal']")
    expect(button).to_be_visible(timeout=PATIENCE_MS)


def console_finish(person: Person) -> None:
    """Seal, reveal, confirm."""
    for verb in ("seal", "reveal", "confirm"):
        console_step(person, verb)
    expect(person.page.locator("[data-verb='confirm']")).to_have_count(0, timeout=PATIENCE_MS)


def organizer_counts(person: Person) -> None:
    """Close the round and compute; the same person cannot lock."""
    person.sure("round-close")
    expect(person.at("round-close")).to_have_count(0, timeout=PATIENCE_MS)
    person.shot("console-closed", whole=False)
    person.open(f"/org/{person.hall.slug}/results")
    person.press("result-compute")
    expect(person.see("result-lock")).to_have_attribute("data-blocked", "true")
    person.see("result-lock-reason")
    person.shot("computed")


def verifier_locks(person: Person) -> None:
    """Another person vouches for the figures."""
    person.see("result-lock")
    person.sure("result-lock")
    person.until_gone("result-lock")
    person.shot("locked")


def organizer_prepares(person: Person, kind: str) -> None:
    """Prepare a list; the one who prepared cannot approve, and is told why."""
    place(person, "publish")
    card = person.see(f"publication-{kind}")
    card.get_by_test_id("publish-prepare").click()
    approve = card.get_by_test_id("publish-approve")
    expect(approve).to_have_attribute("aria-disabled", "true", timeout=PATIENCE_MS)
    expect(card.get_by_test_id("publish-approve-reason")).to_be_visible()
    approve.click(force=True)
    expect(person.at("publish-approve-confirm")).to_have_count(0)
    person.shot(f"prepared-{kind}")


def verifier_approves(person: Person, kind: str) -> None:
    """Read what the hash covers, approve it."""
    person.open(f"/org/{person.hall.slug}/publish")
    card = person.see(f"publication-{kind}")
    card.get_by_test_id("publish-approve").click()
    person.press("publish-approve-confirm")
    person.until_gone("publish-approve")
    person.shot(f"approved-{kind}")


def organizer_opens(person: Person, kind: str) -> None:
    """Publish what the other person approved."""
    card = person.see(f"publication-{kind}")
    button = card.get_by_test_id("publish-open")
    expect(button).not_to_have_attribute("aria-disabled", "true", timeout=PATIENCE_MS)
    button.click()
    person.press("publish-open-confirm")
    person.until_gone("publish-open")
    expect(card.locator("a.og-biglink")).to_be_visible(timeout=PATIENCE_MS)
    person.shot(f"opened-{kind}")


def certificate_code(person: Person, number: str) -> str:
    """The code of an entry's certificate, from the final list."""
    card = person.see("publication-final")
    card.locator("summary").click()
    row = card.locator("tr").filter(has_text=number)
    address = row.locator("a[href^='/v/']").get_attribute("href")
    person.shot("certificates")
    assert address is not None
    return address.rsplit("/", 1)[-1]
