"""The account page and the second factor in a real browser, with a passkey of the browser's own."""

from __future__ import annotations

import asyncio

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import override_settings
from playwright.sync_api import expect

from demo.players.factor import App
from tests.system.browser.person import OFFICE, PATIENCE_MS, PORTRAIT, TABLET, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

# What the browser refused because of the pages' policy, from the first byte on.
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
RECORDS = "account_authentication_methods"


def grow_cold(person: Person) -> None:
    """Six minutes pass for what every session has shown."""

    key = (person.hall.server.var_dir / "keys" / "secret.key").read_text(encoding="utf-8").strip()

    def work() -> None:
        try:
            with override_settings(SECRET_KEY=key):
                _older_by_six_minutes()
        finally:
            connection.close()

    person.hall.play(asyncio.to_thread(work))


def _older_by_six_minutes() -> None:
    for row in Session.objects.all():
        store = SessionStore(row.session_key)
        store[RECORDS] = [record | {"at": record["at"] - 360} for record in store.get(RECORDS, [])]
        store.save()


def own_key(person: Person) -> None:
    """The browser's machine can make and show passkeys, and its owner always agrees."""
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def refused(person: Person) -> list[str]:
    """What the policy of the page stopped."""
    found: list[str] = person.page.evaluate("window.refused")
    return found


def in_every_size(person: Person, name: str) -> None:
    """Pictures at the sizes of the house."""
    for label, (width, height) in (("office", OFFICE), ("tablet", TABLET), ("portrait", PORTRAIT)):
        person.page.set_viewport_size({"width": width, "height": height})
        person.shot(f"{name}-{label}")
    person.page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})


@pytest.mark.parametrize(
    "language", ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)], ids=["zh", "en"]
)
def test_factors_are_added_asked_for_and_removed(hall, enter, language):
    # A passkey belongs to a name, never to a number; the loopback's name is secure without TLS.
    person = enter("organizer", OFFICE, hall.url.replace("127.0.0.1", "localhost"))
    person.page.add_init_script(WATCH)
    own_key(person)
    person.open("/account")
    person.shot("sign-in")
    person.sign_in(hall.email("organizer"))
    person.speak()
    person.see("factors-none")
    in_every_size(person, "account-new")
    an_app_is_added(person)
    a_passkey_is_added(person)
    the_page_asks_by_itself(person)
    the_next_sign_in_asks_too(person)
    a_password_is_set(person)
    assert refused(person) == []


def an_app_is_added(person: Person) -> None:
    """By its typed key; recovery codes are shown this once."""
    person.press("factor-add-app")
    secret = person.see("app-secret").inner_text().replace(" ", "")
    app = App(secret)
    person.shot("add-app")
    person.fill("app-code", "000000")
    person.press("app-confirm")
    expect(person.see("factor-fault")).to_have_attribute("data-fault", "wrong")
    person.fill("app-code", person.hall.play(app.code()))
    person.press("app-confirm")
    expect(person.see("recovery-codes").locator("li")).to_have_count(10)
    person.shot("recovery-codes")
    person.press("recovery-kept")
    person.see("factor-totp")


def a_passkey_is_added(person: Person) -> None:
    """Under a name of one's own."""
    person.press("factor-add-passkey")
    person.fill("passkey-name", "Office")
    person.press("passkey-make")
    expect(person.see("factor-webauthn")).to_contain_text("Office")


def the_page_asks_by_itself(person: Person) -> None:
    """Minutes later, and it goes on where it was stopped."""
    grow_cold(person)
    person.sure("factor-remove-totp")
    person.see("step-up")
    person.shot("step-up", whole=False)
    person.press("factor-passkey")
    expect(person.at("step-up")).to_have_count(0, timeout=PATIENCE_MS)
    expect(person.at("factor-totp")).to_have_count(0, timeout=PATIENCE_MS)


def the_next_sign_in_asks_too(person: Person) -> None:
    """The old browser can be signed out from there."""
    person.context.clear_cookies()
    person.open("/account")
    person.sign_in(person.hall.email("organizer"))
    person.see("login-second")
    person.shot("second-step")
    person.press("factor-passkey")
    expect(person.see("sign-ins").get_by_test_id("sign-in")).to_have_count(2)
    in_every_size(person, "account")
    person.sure("sign-ins-end-others")
    expect(person.at("sign-in")).to_have_count(1, timeout=PATIENCE_MS)


def a_password_is_set(person: Person) -> None:
    """A short one is refused in words."""
    person.fill("account-password", "short")
    person.press("account-password-save")
    expect(person.see("factor-fault")).to_have_attribute("data-fault", "password")
    person.shot("password-refused")
    person.fill("account-password", "seven lanterns by the river")
    person.press("account-password-save")
    person.see("account-password-saved")


@pytest.mark.parametrize("language", ["zh-Hans"])
def test_the_shells_break_no_content_policy(hall, enter, language):
    person = enter("visitor", TABLET)
    person.page.add_init_script(WATCH)
    for path in ("/login", "/account", "/org", "/judge", "/screen/hall"):
        person.open(path)
        person.page.wait_for_load_state("networkidle")
        assert refused(person) == [], path
    # Planted: the watch sees what a page may not do.
    person.page.evaluate(
        "document.body.append(Object.assign("
        "document.createElement('img'), {src: 'http://127.0.0.2:9/x.png'}))"
    )
    person.page.wait_for_function("window.refused.length > 0")
