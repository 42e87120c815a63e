"""Projects, prospects and stages through the door."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from pipeline.models import Project, Prospect, ScreeningCheck, StageEvent
from tests.clients import Browser
from tests.factories.pipeline import Zone, entry_make, project_make, projects_make, zone_make

pytestmark = pytest.mark.django_db
READERS = [
    "investment_manager",
    "project_lead",
    "review_secretary",
    "decision_member",
    "fund_officer",
    "zone_leader",
]
MOVERS = {"investment_manager", "project_lead", "zone_leader"}
OUTSIDE = ["organizer", "verifier", "host_admin", "eligibility_officer", "external_reviewer"]


@pytest.fixture
def zone() -> Zone:
    return zone_make()


def client_of(zone: Zone, role: str = "project_lead") -> Client:
    client = Browser()
    client.force_login(
        zone.staff(role), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def send(client: Client, method: str, path: str, body: object = None, **headers: str):
    data = body if isinstance(body, str) else json.dumps(body)
    return client.generic(
        method, f"/api/v1/{path}", data, content_type="application/json", headers=headers
    )


def world_of(project: Project) -> list[object]:
    """Everything a refused request must leave as it was."""
    return [
        list(Project.objects.values()),
        list(ScreeningCheck.objects.values()),
        list(StageEvent.objects.values()),
    ]


@pytest.mark.parametrize("role", READERS)
def test_zone_roles_read(zone, role):
    project = project_make(zone)
    client = client_of(zone, role)
    assert client.get("/api/v1/pipeline/stages").status_code == 200
    assert [row["id"] for row in client.get("/api/v1/projects").json()["results"]] == [
        str(project.uid)
    ]
    page = client.get(f"/api/v1/projects/{project.uid}").json()
    assert page["may_change"] is (role in MOVERS)
    assert len(client.get("/api/v1/prospects").json()["results"]) == 1


@pytest.mark.parametrize("role", OUTSIDE)
@pytest.mark.parametrize("path", ["projects", "projects/{id}", "prospects", "pipeline/stages"])
def test_everybody_else_finds_nothing(zone, role, path):
    project = project_make(zone)
    answer = client_of(zone, role).get(f"/api/v1/{path.format(id=project.uid)}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_another_hosts_zone_sees_nothing(zone):
    project = project_make(zone)
    client = client_of(zone_make(), "zone_leader")
    assert client.get("/api/v1/projects").json()["results"] == []
    assert client.get("/api/v1/prospects").json()["results"] == []
    assert client.get(f"/api/v1/projects/{project.uid}").status_code == 404


def test_a_steward_sees_projects_from_signed_on(zone):
    early, signed = project_make(zone), project_make(zone, stage="signed")
    client = client_of(zone, "steward")
    results = client.get("/api/v1/projects").json()["results"]
    assert [row["id"] for row in results] == [str(signed.uid)]
    assert client.get(f"/api/v1/projects/{early.uid}").status_code == 404
    assert client.get(f"/api/v1/projects/{signed.uid}").json()["may_change"] is False
    assert client.get("/api/v1/prospects").status_code == 404


@pytest.mark.parametrize("path", ["projects", "prospects", "pipeline/stages"])
def test_without_a_session_one_is_asked_to_sign_in(path):
    answer = Browser().get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_required")


def test_a_prospect_shows_the_company_and_nothing_of_the_judging(zone):
    entry = entry_make(zone)
    (row,) = client_of(zone).get("/api/v1/prospects").json()["results"]
    assert set(row) == {
        "id",
        "since",
        "edition",
        "entry",
        "team",
        "organization",
        "track",
        "landing_intent",
        "planned_investment",
        "contact",
        "project",
    }
    assert set(row["entry"]) == {"id", "number", "title", "summary"}
    assert row["entry"]["id"] == str(entry.uid)
    assert row["planned_investment"] == {
        "kind": "planned_investment",
        "currency": "CNY",
        "minor": 30_000_000_000,
    }
    assert row["contact"]["email"].endswith("@team.test")
    assert row["since"] == "2026-11-25T08:00:00.000000Z"
    assert row["project"] is None


def test_a_projects_page(zone):
    project = project_make(zone)
    answer = client_of(zone).get(f"/api/v1/projects/{project.uid}")
    page = answer.json()
    assert answer.headers["ETag"] == '"1"'
    assert page["contest"] == {"rank": 2, "final": "86.50", "provisional": True}
    assert page["due_at"] == "2026-11-26T08:00:00.000000Z"
    assert page["checks_count"] == {"done": 0, "total": 6}
    assert page["deck"]["url"] == f"/files/{page['deck']['id']}"
    assert [check["code"] for check in page["checks"]][:2] == ["industry_fit", "market"]
    assert [event["verb"] for event in page["events"]] == ["open"]
    assert set(page["gates"]) == {"screening", "lost", "suspended"}
    assert page["gates"]["screening"]["open"] is True
    assert [proof["code"] for proof in page["gates"]["lost"]["proof"]] == ["loss_reason"]
    assert {person["name"]["zh"] for person in page["managers"]} == {
        "investment_manager",
        "project_lead",
    }


def test_the_gate_to_negotiation_lists_what_is_missing(zone):
    project = project_make(zone, stage="screening")
    gate = client_of(zone).get(f"/api/v1/projects/{project.uid}").json()["gates"]["negotiation"]
    assert gate["open"] is False
    assert gate["missing"][0] == "check.industry_fit"
    assert gate["missing_items"][0]["label"] == {"zh": "产业契合", "en": "Industry fit"}
    assert gate["items"] == [
        {
            "code": "screening_checks_done",
            "label": {"zh": "完成六项研判", "en": "Complete the six screening checks"},
            "met": False,
        }
    ]
    assert [proof["code"] for proof in gate["proof"]] == ["follow_up"]


def test_the_deck_closes_with_the_consent(zone):
    project = project_make(zone)
    Prospect.objects.update(until=project.stage_since)
    assert client_of(zone).get(f"/api/v1/projects/{project.uid}").json()["deck"] is None


def test_the_list_by_stage(zone):
    project_make(zone)
    project_make(zone, stage="signed")
    client = client_of(zone)
    found = client.get("/api/v1/projects?stage=signed").json()["results"]
    assert [row["stage"] for row in found] == ["signed"]
    assert client.get("/api/v1/projects?stage=lost").json()["results"] == []


def test_from_lead_to_negotiation(zone):
    project = project_make(zone)
    client = client_of(zone)
    path = f"projects/{project.uid}"
    assert send(client, "POST", f"{path}/moves", {"to": "screening"}).json()["stage"] == "screening"
    for code in ("industry_fit", "market", "technology_route", "environment", "energy", "benefit"):
        done = send(client, "POST", f"{path}/checks/{code}", {"done": True, "note": "好"})
        assert done.status_code == 200
    page = client.get(f"/api/v1/{path}").json()
    assert page["gates"]["negotiation"]["open"] is True
    moved = send(
        client,
        "POST",
        f"{path}/moves",
        {"to": "negotiation", "proof": [{"kind": "follow_up", "text": "继续跟进"}]},
    )
    assert moved.status_code == 200
    assert moved.json()["stage"] == "negotiation"
    assert moved.json()["events"][-1]["proof"] == [{"kind": "follow_up", "text": "继续跟进"}]
    assert moved.headers["ETag"] == f'"{moved.json()["rev"]}"'


def test_assigning(zone):
    project = project_make(zone, owned=False)
    lead = zone.person("project_lead")
    done = send(
        client_of(zone),
        "PATCH",
        f"projects/{project.uid}",
        {"owner": str(lead.uid)},
        **{"If-Match": '"1"'},
    )
    assert done.json()["owner"]["id"] == str(lead.uid)
    assert done.headers["ETag"] == '"2"'


def test_a_stale_edit_brings_the_current_page(zone):
    project = project_make(zone)
    answer = send(
        client_of(zone),
        "PATCH",
        f"projects/{project.uid}",
        {"owner": None},
        **{"If-Match": '"7"'},
    )
    assert (answer.status_code, answer.json()["code"]) == (412, "edit_stale")
    assert answer.json()["current"]["rev"] == 1


REFUSED = [
    ("PATCH", "{p}", {"owner": None}, {}, 428, "if_match_missing"),
    ("PATCH", "{p}", {}, {"If-Match": '"1"'}, 400, "field_invalid"),
    ("PATCH", "{p}", {"owner": "me"}, {"If-Match": '"1"'}, 400, "field_invalid"),
    (
        "PATCH",
        "{p}",
        {"owner": "00000000-0000-4000-8000-000000000007"},
        {"If-Match": '"1"'},
        400,
        "field_invalid",
    ),
    ("PATCH", "{p}", {"stage": "signed"}, {"If-Match": '"1"'}, 400, "field_unknown"),
    ("PATCH", "{p}", {"branch": "sea"}, {"If-Match": '"1"'}, 400, "field_invalid"),
    ("POST", "{p}/checks/market", {"done": True, "mark": "1"}, {}, 400, "field_unknown"),
    ("POST", "{p}/checks/market", {"note": "x"}, {}, 400, "field_invalid"),
    ("POST", "{p}/checks/market", {"done": True, "note": "x" * 301}, {}, 400, "field_invalid"),
    ("POST", "{p}/checks/luck", {"done": True}, {}, 404, "not_found"),
    ("POST", "{p}/checks/market", '{"done": 1.5}', {}, 400, "number_not_text"),
    ("POST", "{p}/checks/market", "{", {}, 400, "request_malformed"),
    ("POST", "{p}/moves", {}, {}, 400, "field_invalid"),
    ("POST", "{p}/moves", {"to": "signed"}, {}, 409, "stage_unknown_move"),
    ("POST", "{p}/moves", {"to": "nowhere"}, {}, 409, "stage_unknown_move"),
    ("POST", "{p}/moves", {"to": "screening", "force": True}, {}, 400, "field_unknown"),
    ("POST", "{p}/moves", {"to": "lost"}, {}, 400, "reason_missing"),
    ("POST", "{p}/moves", {"to": "lost", "reason": "x"}, {}, 400, "proof_missing"),
    (
        "POST",
        "{p}/moves",
        {"to": "lost", "reason": "x", "proof": [{"kind": "loss_reason", "text": "x"}]},
        {},
        400,
        "field_invalid",
    ),
    (
        "POST",
        "{p}/moves",
        {"to": "screening", "proof": [{"kind": "a", "text": "b", "file": "c"}]},
        {},
        400,
        "field_unknown",
    ),
    ("GET", "{p}?ordering=score", None, {}, 400, "filter_unknown"),
    ("GET", "projects?ordering=score", None, {}, 400, "filter_unknown"),
    ("GET", "projects?stage=sold", None, {}, 400, "field_invalid"),
    ("GET", "prospects?ordering=score", None, {}, 400, "filter_unknown"),
    ("DELETE", "{p}", None, {}, 405, "method_refused"),
    (
        "POST",
        "projects/" + "00000000-0000-4000-8000-000000000007" + "/moves",
        {"to": "lost"},
        {},
        404,
        "not_found",
    ),
]


@pytest.mark.parametrize(("method", "path", "body", "headers", "status", "code"), REFUSED)
def test_bad_input_changes_nothing(zone, method, path, body, headers, status, code):
    project = project_make(zone)
    before = world_of(project)
    answer = send(
        client_of(zone), method, path.format(p=f"projects/{project.uid}"), body, **headers
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert world_of(project) == before


def test_a_shut_gate_names_what_is_missing(zone):
    project = project_make(zone, stage="screening")
    answer = send(client_of(zone), "POST", f"projects/{project.uid}/moves", {"to": "negotiation"})
    assert (answer.status_code, answer.json()["code"]) == (409, "stage_gate_closed")
    assert len(answer.json()["missing"]) == 6
    assert answer.json()["missing"][1] == {
        "code": "check.market",
        "label": {"zh": "市场前景", "en": "Market"},
    }


@pytest.mark.parametrize("role", sorted(set(READERS) - MOVERS))
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "", {"owner": None}),
        ("POST", "/moves", {"to": "screening"}),
        ("POST", "/checks/market", {"done": True}),
    ],
)
def test_readers_may_not_change(zone, role, method, path, body):
    project = project_make(zone)
    before = world_of(project)
    answer = send(
        client_of(zone, role),
        method,
        f"projects/{project.uid}{path}",
        body,
        **{"If-Match": '"1"'},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert world_of(project) == before


def test_a_change_needs_the_token_of_the_page(zone):
    project = project_make(zone)
    client = Browser(enforce_csrf_checks=True)
    client.force_login(
        zone.staff("project_lead"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    answer = send(client, "POST", f"projects/{project.uid}/moves", {"to": "screening"})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")


@pytest.mark.parametrize("path", ["projects", "prospects"])
@pytest.mark.parametrize("rows", [1, 50])
def test_a_page_of_the_list_costs_at_most_eight_statements(
    zone, path, rows, django_assert_max_num_queries
):
    projects_make(zone, rows)
    client = client_of(zone)
    with django_assert_max_num_queries(8):
        assert len(client.get(f"/api/v1/{path}").json()["results"]) == rows


def test_pages_of_fifty(zone):
    projects_make(zone, 51)
    client = client_of(zone)
    first = client.get("/api/v1/projects").json()
    assert len(first["results"]) == 50
    second = client.get(first["next"]).json()
    assert len(second["results"]) == 1
    assert second["next"] is None


def test_the_stages(zone):
    body = client_of(zone).get("/api/v1/pipeline/stages").json()
    assert [stage["id"] for stage in body["stages"] if stage["terminal"]] == [
        "rejected",
        "lost",
        "suspended",
        "exited",
    ]
    negotiation = body["stages"][2]
    assert negotiation["name"] == {"zh": "在谈", "en": "Negotiation"}
    assert negotiation["gate"]["label"]["en"] == "Screening says follow up"
    assert len(body["screening_checks"]) == 6
