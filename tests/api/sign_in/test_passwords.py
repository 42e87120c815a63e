"""A password is one more way in: set by who has shown more, and never the last step."""

import pytest

from tests.api.sign_in.conftest import LATER, Browser

pytestmark = pytest.mark.one_database

GOOD = "沃野 paddock 7 lanterns"
PASSWORD = "account/password"


def login(browser, password):
    body = {"email": browser.account.email, "password": password}
    return browser.ask("POST", "auth/login", body)


def test_set_after_a_code_by_mail_and_used_to_sign_in(signed_in):
    assert signed_in.ask("POST", PASSWORD, {"password": GOOD})[0] == 200
    assert signed_in.session()["signed_in"] is True
    other = Browser(signed_in.account)
    assert login(other, "not this one at all")[0] == 400
    assert login(other, GOOD)[0] == 200
    assert other.session()["signed_in"] is True
    rows = other.client.get("/api/v1/sign-ins").json()["results"]
    assert len(rows) == 2, "the browser that set it stays in the list"


def test_the_second_factor_follows_the_password(with_app):
    assert with_app.ask("POST", PASSWORD, {"password": GOOD})[0] == 200
    other = Browser(with_app.account, secret=with_app.secret)
    assert login(other, GOOD)[0] == 401
    assert other.session()["signed_in"] is False
    assert other.second(other.shown(LATER))[0] == 200
    assert other.session()["signed_in"] is True


def test_with_a_factor_a_password_asks_for_it(with_app):
    session = with_app.client.session
    for record in session["account_authentication_methods"]:
        if record["method"] == "mfa":
            record["at"] -= 301
    session.save()
    status, body = with_app.ask("POST", PASSWORD, {"password": GOOD})
    assert (status, body["code"]) == (403, "step_up_required")


def test_a_new_password_signs_out_the_other_browsers(signed_in):
    other = Browser(signed_in.account)
    assert other.code()[0] == 200
    assert signed_in.ask("POST", PASSWORD, {"password": GOOD})[0] == 200
    assert other.session()["signed_in"] is False
    assert signed_in.session()["signed_in"] is True


@pytest.mark.parametrize("bad", ["short", "1234567890123", "password123", ""])
def test_a_bad_password_is_refused_in_words(signed_in, bad):
    status, body = signed_in.ask("POST", PASSWORD, {"password": bad})
    assert status == 400
    assert body["errors"][0]["param"] == "password"
    signed_in.account.refresh_from_db()
    assert not signed_in.account.has_usable_password()


def test_guessing_ends_for_this_account_and_not_for_its_neighbours(signed_in):
    signed_in.ask("POST", PASSWORD, {"password": GOOD})
    guesser = Browser(signed_in.account)
    said = [login(guesser, "wrong every time")[1]["errors"][0]["code"] for _ in range(8)]
    assert said[-1] == "too_many_login_attempts"
    assert login(guesser, GOOD)[0] == 400
    assert guesser.code()[0] == 200, "the mailbox still opens the door"
