"""A judge in the browser: joins by link, promises, answers, scores on the pad, signs."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.system.browser.person import PATIENCE_MS, Person


def judge_joins(person: Person, link: str) -> None:
    """Open the link, press the one button, promise secrecy."""
    person.open(link)
    person.see("join-start")
    person.shot("join")
    person.press("join-start")
    person.see("nda-sign")
    person.speak()
    person.shot("promise")
    person.press("nda-sign")


def judge_answers(person: Person, *, free: str, bound: str, why: str) -> None:
    """No conflict with one entry, a conflict with the other; that one is gone then."""
    person.press(f"conflict-none-{free}")
    expect(person.at(f"conflict-none-{free}")).to_have_count(0, timeout=PATIENCE_MS)
    person.press(f"conflict-yes-{bound}")
    person.fill(f"conflict-detail-{bound}", why)
    person.shot("conflicts")
    person.press(f"conflict-send-{bound}")
    expect(person.at("recused")).to_contain_text(bound, timeout=PATIENCE_MS)
    expect(person.at(f"queue-entry-{bound}")).to_have_count(0)
    person.see(f"queue-entry-{free}")
    person.shot("queue")


def judge_types(person: Person, criterion: str, mark: str) -> None:
    """Pick the row, or its figure where it is picked; tap the digits; `.5` is one key."""
    row = person.at(f"crit-{criterion}")
    figure = row.locator("button.big")
    (figure if figure.count() else row).click()
    whole, _, half = mark.partition(".")
    for digit in whole:
        person.press(f"pad-{digit}")
    if half == "5":
        person.press("pad-half")
    expect(person.at(f"crit-{criterion}")).to_have_attribute("data-value", wire(mark))


def judge_sees_saved(person: Person, *criteria: str) -> None:
    """Wait until the server has confirmed every mark."""
    for criterion in criteria:
        person.state(f"truth-{criterion}", "committed")


def judge_signs(person: Person) -> None:
    """Read the card once more and sign it."""
    person.press("submit")
    person.see("sign-confirm")
    person.shot("sign", whole=False)
    person.press("sign-confirm")
    person.see("signed")
    person.shot("signed", whole=False)


def wire(mark: str) -> str:
    """A mark as it travels: two decimals."""
    whole, _, part = mark.partition(".")
    return f"{whole}.{part:0<2}"
