"""Entries over REST: everything that is refused, with its code, and that nothing changed."""

import pytest

from contest.models import EntryVersion
from tests.api.entry_doors import patch, post, url
from tests.factories import contest, core

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.mark.parametrize(
    ("body", "code", "fields"),
    [
        ({"state": "accepted"}, "field_unknown", {"state"}),
        ({"number": "QM-99", "rev": 9}, "field_unknown", {"number", "rev"}),
        ({"team": 7, "is_staff": True}, "field_unknown", {"team", "is_staff"}),
        ({"title": "x" * 61}, "field_invalid", {"title"}),
        ({"title": None}, "field_invalid", {"title"}),
        ({"title": ["a"]}, "field_invalid", {"title"}),
        ({"title": "a\x00b"}, "field_invalid", {"title"}),
        ({"summary": "x" * 501}, "field_invalid", {"summary"}),
        ({"track": "energy"}, "field_invalid", {"track"}),
        ({"track": "7e0f3c4e-9a0b-4f6e-8a53-1d2f3b4c5d6e"}, "field_invalid", {"track"}),
        ({"landing_intent": "maybe"}, "field_invalid", {"landing_intent"}),
        ({"answers": {"a": {"b": 1}}}, "field_invalid", {"answers.a"}),
        ({"answers": {str(n): "" for n in range(61)}}, "field_invalid", {"answers"}),
        ({"planned_investment": 5}, "money_malformed", set()),
        ({"planned_investment": {"kind": "planned_investment"}}, "money_malformed", set()),
        (
            {"planned_investment": {"kind": "prize", "currency": "CNY", "minor": 1}},
            "money_malformed",
            set(),
        ),
        (
            {"planned_investment": {"kind": "planned_investment", "currency": "USD", "minor": 1}},
            "money_malformed",
            set(),
        ),
        (
            {"planned_investment": {"kind": "planned_investment", "currency": "CNY", "minor": "1"}},
            "money_malformed",
            set(),
        ),
        (
            {"planned_investment": {"kind": "planned_investment", "currency": "CNY", "minor": -1}},
            "field_invalid",
            {"planned_investment.minor"},
        ),
        (
            {
                "planned_investment": {
                    "kind": "planned_investment",
                    "currency": "CNY",
                    "minor": 10**15 + 1,
                }
            },
            "field_invalid",
            {"planned_investment.minor"},
        ),
    ],
)
def test_a_bad_edit_is_refused_and_changes_nothing(cup, body, code, fields):
    made = contest.complete(cup)
    browser = core.client(made.leader)
    before = browser.get(url(made)).json()
    answer = patch(browser, made, body, made.entry.rev)
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    assert (answer.json()["code"], set(answer.json()["fields"])) == (code, fields)
    assert browser.get(url(made)).json() == before


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("{", "request_malformed"),
        ("[]", "field_invalid"),
        ('{"title": 1.5}', "number_not_text"),
        ('{"title": 1e999}', "number_not_text"),
        ('{"title": NaN}', "number_not_text"),
        ('{"answers": {"a": -0.0}}', "number_not_text"),
        ('{"title": ' + "[" * 100000, "request_malformed"),
    ],
)
def test_what_is_not_strict_json_is_refused(cup, raw, code):
    made = contest.complete(cup)
    answer = core.client(made.leader).patch(
        url(made), raw, "application/json", headers={"If-Match": f'"{made.entry.rev}"'}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert cup.fresh(made.entry).title == "流光芯片"


def test_a_form_needs_a_revision_and_a_stale_one_shows_the_present(cup):
    made = contest.complete(cup)
    browser = core.client(made.leader)
    missing = patch(browser, made, {"title": "新"})
    assert (missing.status_code, missing.json()["code"]) == (428, "if_match_missing")
    stale = patch(browser, made, {"title": "新"}, made.entry.rev - 1)
    assert (stale.status_code, stale.json()["code"]) == (412, "edit_stale")
    assert stale.json()["current"] == browser.get(url(made)).json()
    assert patch(browser, made, {"title": "新"}, "x").status_code == 412
    done = patch(browser, made, {"title": "新"}, made.entry.rev)
    assert (done.status_code, done["ETag"]) == (200, f'"{made.entry.rev + 1}"')


def test_a_text_body_of_another_type_is_refused(cup):
    made = contest.complete(cup)
    answer = core.client(made.leader).post(url(made, "/submit"), "a=1", "text/plain")
    assert (answer.status_code, answer.json()["code"]) == (415, "media_type_refused")
    assert not EntryVersion.objects.exists()


ROUTES = [
    ("get", ""),
    ("patch", ""),
    ("get", "/people"),
    ("post", "/invitations"),
    ("post", "/submit"),
    ("post", "/withdraw"),
    ("get", "/receipts"),
    ("get", "/files"),
    ("get", "/eligibility"),
    ("post", "/eligibility"),
    ("post", "/consents/rules"),
]


@pytest.mark.parametrize(("method", "tail"), ROUTES)
def test_strangers_find_nothing_and_nobody_must_sign_in(cup, method, tail):
    made = contest.submitted(cup)
    body = {"given": True, "text_version": 1, "decision": "reject", "reason": "x"}
    stranger = core.client(core.staff(contest.edition("other").host, "organizer"))
    for browser, status, code in (
        (core.client(), 401, "sign_in_required"),
        (stranger, 404, "not_found"),
    ):
        sent = () if method == "get" else (body, "application/json")
        answer = getattr(browser, method)(url(made, tail), *sent)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert cup.fresh(made.entry).state == "in_check"


@pytest.mark.parametrize(
    ("tail", "body"),
    [
        ("/submit", {}),
        ("/withdraw", {"reason": "x"}),
        ("/invitations", {}),
        ("/consents/zone", {"given": True, "text_version": 1}),
        ("/eligibility", {"decision": "accept"}),
    ],
)
def test_a_member_may_not_do_what_the_leader_or_desk_does(cup, tail, body):
    made = contest.submitted(cup)
    answer = post(core.client(contest.member(made)), url(made, tail), body)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert cup.fresh(made.entry).state == "in_check"
    assert EntryVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"decision": "return"}, 400, "reason_missing"),
        ({"decision": "reject", "reason": ""}, 400, "reason_missing"),
        ({"decision": "win"}, 400, "field_invalid"),
        ({}, 400, "field_invalid"),
        ({"decision": "reject", "reason": "x" * 301}, 400, "field_invalid"),
        ({"decision": "accept", "number": "QM-77"}, 400, "field_unknown"),
    ],
)
def test_a_bad_decision_decides_nothing(cup, officer, body, status, code):
    made = contest.submitted(cup)
    answer = post(officer, url(made, "/eligibility"), body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert officer.get(url(made, "/eligibility")).json()["decision"] == ""


@pytest.mark.parametrize(
    ("kind", "body", "status", "code"),
    [
        ("rules", {"given": True}, 400, "field_invalid"),
        ("rules", {"given": "maybe", "text_version": 1}, 400, "field_invalid"),
        ("rules", {"given": True, "text_version": 0}, 400, "field_invalid"),
        ("rules", {"given": True, "text_version": 2}, 400, "consent_text_stale"),
        ("media", {"given": True, "text_version": 1}, 404, "not_found"),
        ("rules", {"given": True, "text_version": 1, "person": 3}, 400, "field_unknown"),
    ],
)
def test_a_bad_consent_is_not_recorded(cup, kind, body, status, code):
    made = contest.draft(cup)
    answer = post(core.client(made.leader), url(made, f"/consents/{kind}"), body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not made.entry.consents.exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "field_invalid"),
        ({"name": "队"}, "field_invalid"),
        ({"name": {"zh": ""}}, "field_invalid"),
        ({"name": {"zh": "x" * 121}}, "field_invalid"),
        ({"name": {"zh": "队", "fr": "x"}}, "field_unknown"),
        ({"name": {"zh": "队"}, "entry": {"state": "accepted"}}, "field_unknown"),
        (
            {"name": {"zh": "队"}, "organization": {"name": {"zh": "司"}, "credit_code": "123"}},
            "field_invalid",
        ),
    ],
)
def test_a_bad_registration_makes_no_team(cup, body, code):
    browser = core.client(core.account())
    answer = post(browser, f"/api/v1/editions/{cup.edition.uid}/teams", body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not cup.edition.teams.exists()
