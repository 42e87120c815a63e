"""Entries, teams, consents and the desk over REST: shapes, budgets, and what is refused."""

import pytest

from contest.models import Capability
from contest.services.editions import edition_move
from contest.services.grants import grant_give
from tests.api.entry_doors import patch, post, url
from tests.factories import contest, core
from tests.factories.moments import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
ROW = {
    "id",
    "edition",
    "team",
    "number",
    "state",
    "title",
    "track",
    "division",
    "submitted_at",
}
DESK = ROW | {
    "field_set",
    "summary",
    "organization",
    "landing_intent",
    "planned_investment",
    "answers",
    "consents",
}
FIELD_SETS = {
    "full": DESK | {"rev", "role", "changed_since_submit"},
    "desk": DESK,
    "judge": ROW | {"field_set", "summary"},
    "watch": ROW | {"field_set"},
}


def test_from_registration_to_acceptance(cup, officer):
    leader = core.client(core.account("leader"))
    body = {"name": {"zh": "蓝鲸储能", "en": "Blue Whale"}}
    registered = post(leader, f"/api/v1/editions/{cup.edition.uid}/teams", body)
    assert registered.status_code == 201
    assert set(registered.json()) == FIELD_SETS["full"]
    assert registered["ETag"] == '"1"'
    made = contest.complete(cup)
    browser = core.client(made.leader)
    receipt = post(browser, url(made, "/submit"))
    assert receipt.status_code == 200
    assert receipt.json()["number"] == "QM-2026-0001"
    assert browser.get(url(made, "/receipts")).json()["results"] == [receipt.json()]
    check = officer.get(url(made, "/eligibility")).json()
    assert [item["ok"] for item in check["items"]] == [True] * 5
    decided = post(officer, url(made, "/eligibility"), {"decision": "accept"})
    assert decided.status_code == 200
    assert browser.get(url(made)).json()["number"] == "QM-01"


def test_each_field_set_is_exactly_what_it_says(cup, officer):
    made = contest.accepted(cup)
    judge = core.account("judge")
    grant_give(
        entry=made.entry,
        person=core.person_of(judge),
        capability=Capability.READ,
        source="nda",
        at=NOW,
    )
    edition_move(edition=cup.edition, verb="close", at=NOW)
    browsers = {
        "full": core.client(made.leader),
        "desk": officer,
        "judge": core.client(judge),
        "watch": core.client(core.staff(cup.host, "verifier")),
    }
    for name, browser in browsers.items():
        body = browser.get(url(made)).json()
        assert (body["field_set"], set(body)) == (name, FIELD_SETS[name])
        assert set(browser.get("/api/v1/entries").json()["results"][0]) == ROW


def test_the_desk_reads_what_was_submitted(cup, officer):
    made = contest.submitted(cup)
    leader = core.client(made.leader)
    assert patch(leader, made, {"title": "未提交"}, made.entry.rev).status_code == 200
    submitted = officer.get(url(made, "/files")).json()["results"]
    contest.deck(made, text="later")
    assert officer.get(url(made)).json()["title"] == "流光芯片"
    assert officer.get(url(made, "/files")).json()["results"] == submitted
    assert leader.get(url(made, "/files")).json()["results"] != submitted


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("role", ["organizer", "verifier"])
def test_a_page_of_entries_costs_the_same(cup, role, count, django_assert_max_num_queries):
    for number in range(count):
        contest.accepted(cup, f"队{number}") if count == 1 else contest.draft(cup, f"队{number}")
    cup.edition.entries.update(submitted_at=NOW, state="accepted")
    edition_move(edition=cup.edition, verb="close", at=NOW)
    browser = core.client(core.staff(cup.host, role))
    with django_assert_max_num_queries(8):
        page = browser.get("/api/v1/entries").json()
    assert len(page["results"]) == count


def test_pages_follow_each_other_without_gaps(cup):
    for number in range(53):
        contest.draft(cup, f"队{number}")
    cup.edition.entries.update(submitted_at=NOW)
    browser = core.client(core.staff(cup.host, "organizer"))
    first = browser.get("/api/v1/entries").json()
    second = browser.get(first["next"]).json()
    ids = [row["id"] for row in first["results"] + second["results"]]
    assert (len(first["results"]), len(second["results"])) == (50, 3)
    assert len(set(ids)) == 53


def test_filters(cup, officer):
    one = contest.submitted(cup, "甲")
    contest.accepted(cup, "乙")
    by = {
        f"state=in_check&edition={cup.edition.uid}": 1,
        f"track={cup.track.uid}": 2,
        f"edition={one.entry.uid}": 0,
    }
    for query, count in by.items():
        assert len(officer.get(f"/api/v1/entries?{query}").json()["results"]) == count
    for query, code in (
        ("ordering=score", "filter_unknown"),
        ("state=winner", "field_invalid"),
        ("edition=1", "field_invalid"),
    ):
        assert officer.get(f"/api/v1/entries?{query}").json()["code"] == code


def test_consents_are_given_and_withdrawn_one_by_one(cup):
    made = contest.draft(cup)
    browser = core.client(made.leader)
    given = post(browser, url(made, "/consents/zone"), {"given": True, "text_version": 1})
    assert [consent["kind"] for consent in given.json()["consents"]] == ["zone"]
    gone = post(browser, url(made, "/consents/zone"), {"given": False, "text_version": 1})
    assert gone.json()["consents"] == []


def test_people_are_named_to_the_team_and_the_desk(cup, officer):
    made = contest.submitted(cup)
    contest.member(made)
    rows = officer.get(url(made, "/people")).json()["results"]
    assert [row["role"] for row in rows] == ["leader", "member"]
    assert rows[0]["email"] == made.leader.email
    assert set(rows[0]) == {"id", "person", "role", "email", "joined_at"}


def test_incomplete_entries_are_told_what_is_missing(cup):
    made = contest.draft(cup)
    answer = post(core.client(made.leader), url(made, "/submit"))
    assert (answer.status_code, answer.json()["code"]) == (400, "entry_incomplete")
    assert "deck" in answer.json()["fields"]


def test_withdrawing_needs_words_and_is_for_good(cup):
    made = contest.submitted(cup)
    browser = core.client(made.leader)
    assert post(browser, url(made, "/withdraw"), {"reason": ""}).json()["code"] == "reason_missing"
    assert post(browser, url(made, "/withdraw"), {"reason": "不来"}).json()["state"] == "withdrawn"
    again = post(browser, url(made, "/submit"))
    assert (again.status_code, again.json()["code"]) == (409, "entry_locked")
