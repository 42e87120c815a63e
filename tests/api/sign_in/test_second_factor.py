"""The second factor over the real routes: enrolled, asked for, counted once, removed."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from api.viewers import DEVICE_SESSION_KEY, LINK_SESSION_KEY
from core import clock
from core.policy import Refused, stepped_up
from core.selectors.viewers import viewer_for
from core.services.devices import device_bind
from tests.api.sign_in.conftest import LATER, Browser
from tests.factories import core
from tests.factories.factors import factor_of, prove
from tests.letters import letters

TOTP = "account/authenticators/totp"
CODES = "account/authenticators/recovery-codes"


def code_of(body):
    """The code of a refusal, ours or allauth's."""
    return body.get("code") or body["errors"][0]["code"]


def bound_device(account):
    """A device that a judge's link bound."""
    factor_of(account)
    person = core.person_of(account)
    return device_bind(person=person, kind="judge", key="k", label="", at=clock.now())


def fresh(browser):
    """Whether the session counts as stepped up right now."""
    answer = browser.client.get("/api/v1/session")
    viewer = answer.wsgi_request.yisai_viewer
    return stepped_up(viewer=viewer, at=clock.now())


# Adding the first ---------------------------------------------------------------------------


def test_the_first_factor_is_added_right_after_a_code_by_mail(signed_in):
    assert fresh(signed_in).code == "second_factor_missing"
    assert signed_in.enroll()[0] == 200
    assert fresh(signed_in)
    assert "A second factor" in letters()[-1].body or "第二重验证" in letters()[-1].body


def test_a_code_by_mail_of_six_minutes_ago_is_not_enough(signed_in):
    records = signed_in.client.session
    records["account_authentication_methods"][-1]["at"] -= 360
    records.save()
    for method, body in (("GET", None), ("POST", {"code": "123456"})):
        status, answer = signed_in.ask(method, TOTP, body)
        assert (status, code_of(answer)) == (403, "email_code_required")
    assert not Authenticator.objects.exists()


def test_a_fresh_code_by_mail_opens_the_way_again(signed_in):
    session = signed_in.client.session
    session["account_authentication_methods"] = []
    session.save()
    assert signed_in.ask("GET", TOTP)[0] == 403
    assert signed_in.ask("POST", "auth/email/request")[0] == 200
    code = signed_in.mailed()
    assert signed_in.ask("POST", "auth/email/confirm", {"code": code})[0] == 200
    assert signed_in.ask("POST", "auth/email/confirm", {"code": code})[0] == 400, "right once"
    assert signed_in.enroll()[0] == 200


def test_three_wrong_codes_by_mail_end_the_right_one(signed_in):
    signed_in.ask("POST", "auth/email/request")
    right = signed_in.mailed()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(3):
        assert signed_in.ask("POST", "auth/email/confirm", {"code": wrong})[0] == 400
    assert signed_in.ask("POST", "auth/email/confirm", {"code": right})[0] == 400


def test_codes_by_mail_do_not_flood_the_mailbox(signed_in):
    statuses = [signed_in.ask("POST", "auth/email/request")[0] for _ in range(11)]
    assert statuses[-1] == 429
    assert statuses[:9] == [200] * 9


def test_a_wrong_first_code_adds_nothing(signed_in):
    signed_in.ask("GET", TOTP)
    assert signed_in.ask("POST", TOTP, {"code": "12"})[0] == 400
    assert not Authenticator.objects.exists()


def test_an_app_is_not_set_up_twice(with_app):
    assert with_app.ask("POST", TOTP, {"code": with_app.shown()})[0] in {400, 409}
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_strangers_and_judges_links_find_no_door(with_app):
    stranger = Browser(core.account("stranger"))
    assert stranger.ask("GET", "account/authenticators")[0] == 401
    linked = Browser(with_app.account, client=core.client(with_app.account))
    session = linked.client.session
    session[LINK_SESSION_KEY] = True
    session[DEVICE_SESSION_KEY] = bound_device(with_app.account).pk
    session.save()
    assert linked.session()["signed_in"] is True
    for method, path in (
        ("GET", "account/authenticators"),
        ("GET", TOTP),
        ("DELETE", TOTP),
        ("GET", CODES),
        ("POST", "auth/2fa/reauthenticate"),
        ("POST", "auth/email/request"),
    ):
        status, body = linked.ask(method, path, {} if method != "GET" else None)
        assert (status, code_of(body)) == (401, "sign_in_required"), (method, path)


# Signing in ---------------------------------------------------------------------------------


def test_signing_in_stops_at_the_second_step(elsewhere):
    status, body = elsewhere.code()
    assert status == 401
    pending = [flow for flow in body["data"]["flows"] if flow.get("is_pending")]
    assert [flow["id"] for flow in pending] == ["mfa_authenticate"]
    assert elsewhere.session()["signed_in"] is False
    assert elsewhere.second(elsewhere.shown(LATER))[0] == 200
    assert elsewhere.session()["signed_in"] is True
    assert fresh(elsewhere)


def test_a_code_of_the_app_counts_once_in_any_browser(elsewhere, with_app):
    elsewhere.code()
    used = with_app.shown()  # it set the app up
    status, body = elsewhere.second(used)
    assert (status, code_of(body)) == (400, "incorrect_code")
    new = elsewhere.shown(LATER)
    assert elsewhere.second(new)[0] == 200
    assert with_app.step_up(new)[0] == 400


def test_a_used_code_does_not_clear_the_count_of_wrong_ones(elsewhere, with_app):
    used = with_app.shown()
    elsewhere.code()
    said = [code_of(elsewhere.second(used)[1]) for _ in range(8)]
    assert said[-1] == "too_many_login_attempts"


def test_tries_are_counted_by_account_and_not_by_address(elsewhere):
    elsewhere.code()
    said = [code_of(elsewhere.second("00000")[1]) for _ in range(7)]
    assert said[0] == "incorrect_code"
    assert said[-1] == "too_many_login_attempts"
    assert code_of(elsewhere.second(elsewhere.shown(LATER))[1]) == "too_many_login_attempts"
    neighbour = Browser(core.account("neighbour"))
    assert neighbour.code()[0] == 200
    assert neighbour.enroll()[0] == 200


def test_the_second_step_of_somebody_who_began_with_a_judges_link(elsewhere):
    """What a link left in the session ends when the person signed in whole, and not before."""
    session = elsewhere.client.session
    session[LINK_SESSION_KEY] = True
    session.save()
    elsewhere.code()
    assert elsewhere.client.session.get(LINK_SESSION_KEY) is True
    assert elsewhere.second(elsewhere.shown(LATER))[0] == 200
    assert LINK_SESSION_KEY not in elsewhere.client.session
    assert elsewhere.session()["signed_in"] is True


# Recovery -----------------------------------------------------------------------------------


def test_recovery_codes_are_shown_once(with_app):
    status, body = with_app.ask("GET", CODES)
    assert status == 200
    assert len(body["data"]["unused_codes"]) == 10
    assert "unused_codes" not in with_app.ask("GET", CODES)[1]["data"]


def test_a_recovery_code_signs_in_and_is_no_step_up(elsewhere, with_app):
    codes = with_app.ask("GET", CODES)[1]["data"]["unused_codes"]
    elsewhere.code()
    assert elsewhere.second(codes[0])[0] == 200
    assert elsewhere.session()["signed_in"] is True
    assert fresh(elsewhere).code == "step_up_required"
    assert elsewhere.step_up(codes[1])[0] == 200
    assert fresh(elsewhere).code == "step_up_required"
    assert elsewhere.step_up(codes[1])[0] == 400, "counts once"


def test_who_lost_the_app_replaces_it_by_recovery_code_and_mail(elsewhere, with_app):
    codes = with_app.ask("GET", CODES)[1]["data"]["unused_codes"]
    elsewhere.code()
    elsewhere.second(codes[0])
    assert elsewhere.ask("DELETE", TOTP)[0] == 200
    assert fresh(elsewhere).code == "second_factor_missing"
    assert with_app.session()["signed_in"] is False, "the other browser is out"
    assert elsewhere.enroll()[0] == 200
    assert fresh(elsewhere)


def test_a_recovery_code_alone_changes_nothing(elsewhere, with_app):
    codes = with_app.ask("GET", CODES)[1]["data"]["unused_codes"]
    elsewhere.code()
    elsewhere.second(codes[0])
    session = elsewhere.client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [r for r in records if r["method"] != "code"]
    session.save()
    status, body = elsewhere.ask("DELETE", TOTP)
    assert (status, code_of(body)) == (403, "step_up_required")


# Changing -----------------------------------------------------------------------------------


@pytest.fixture
def cold(with_app):
    """Signed in with an app, and nothing shown lately."""
    session = with_app.client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    return with_app


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", TOTP),
        ("DELETE", TOTP),
        ("GET", CODES),
        ("POST", CODES),
        ("GET", "account/authenticators/webauthn"),
        ("POST", "account/authenticators/webauthn"),
        ("PUT", "account/authenticators/webauthn"),
        ("DELETE", "account/authenticators/webauthn"),
    ],
)
def test_factors_are_changed_by_who_shows_one(cold, method, path):
    prove(cold.client, cold.account, "code", None)  # a mailbox is not enough any more
    before = list(Authenticator.objects.values())
    status, body = cold.ask(method, path, {} if method != "GET" else None)
    assert (status, code_of(body)) == (403, "step_up_required")
    assert list(Authenticator.objects.values()) == before


def test_after_a_step_up_the_app_can_go(cold):
    assert cold.step_up(cold.shown(LATER))[0] == 200
    assert cold.ask("DELETE", TOTP)[0] == 200
    assert not Authenticator.objects.exists(), "recovery codes go with the last factor"


def test_removing_a_factor_signs_out_the_other_browsers(elsewhere, with_app):
    elsewhere.code()
    assert elsewhere.second(elsewhere.shown(LATER))[0] == 200
    assert with_app.ask("DELETE", TOTP)[0] == 200
    assert elsewhere.session()["signed_in"] is False
    assert with_app.session()["signed_in"] is True


# The predicate ------------------------------------------------------------------------------


def test_a_step_up_lasts_five_minutes(with_app):
    at = clock.now()
    account = with_app.account
    for minutes, allowed in ((0, True), (5, True), (5.1, False)):
        shown = at - timedelta(minutes=minutes)
        viewer = viewer_for(account=account, device_id=None, at=at, stepped_up_at=shown)
        assert bool(stepped_up(viewer=viewer, at=at)) is allowed, minutes


def test_a_link_session_is_never_stepped_up(db):
    device = bound_device(core.account("judge"))
    viewer = viewer_for(
        account=device.person.accounts.get(),
        device_id=device.pk,
        at=clock.now(),
        by_link=True,
        stepped_up_at=clock.now(),
    )
    assert stepped_up(viewer=viewer, at=clock.now()) == Refused("step_up_required", 403)
