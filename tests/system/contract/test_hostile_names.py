"""Names and titles of SQL and markup: kept to the letter, shown as letters."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from django.test import Client

from contest.models import Entry, Team
from core import clock
from judging.models import Certificate
from tests.system.contract.bad_input.hostile import HTML, SQL
from tests.system.contract.bad_input.stage import Stage
from tests.system.policy.steps import STEPS

HOSTILE = (SQL, HTML, "{{ 7*7 }}{% load x %}", "=cmd|' /C calc'!A0", "🏭𠮷")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_stored_to_the_letter(staged: Callable[[str], Stage], name: str) -> None:
    stage = staged("open")
    teams = Team.objects.count()
    client = stage.cast.client("stranger")
    with clock.frozen(stage.now):
        made = client.post(
            f"/api/v1/editions/{stage.day.edition.uid}/teams",
            {"name": {"zh": name, "en": name}},
            "application/json",
        )
    assert made.status_code == 201, made.content
    assert made.json()["team"]["name"] == {"zh": name, "en": name}
    assert Team.objects.count() == teams + 1
    assert Team.objects.get(uid=made.json()["team"]["id"]).name == {"zh": name, "en": name}


@pytest.mark.parametrize("name", ["\u202egnp.exe", "\u200b", "\u3164", "a\u2066b"])
def test_signs_that_nobody_sees_are_no_name(staged: Callable[[str], Stage], name: str) -> None:
    """They turn the writing round, or look like nothing, or like another team."""
    stage = staged("open")
    teams = Team.objects.count()
    with clock.frozen(stage.now):
        answer = stage.cast.client("stranger").post(
            f"/api/v1/editions/{stage.day.edition.uid}/teams",
            {"name": {"zh": name, "en": name}},
            "application/json",
        )
    assert (answer.status_code, answer.json()["code"]) == (400, "field_invalid")
    assert Team.objects.count() == teams


def test_names_are_shown_as_letters(staged: Callable[[str], Stage]) -> None:
    """Through the final, the proposed and the final list, the pages and the certificate."""
    stage = staged("open")
    entry = Entry.objects.get(uid=stage.cast.places["third"])
    Team.objects.filter(pk=entry.team_id).update(name={"zh": HTML, "en": SQL})
    Entry.objects.filter(pk=entry.pk).update(title=HTML)
    stage.day.final.entries.pop()
    for step in STEPS[1:]:
        step(stage.day)
    code = Certificate.objects.get(award__entry=entry).code
    slug = stage.day.edition.slug
    with clock.frozen(stage.day.final.now):
        for path in (f"/c/{slug}/results", f"/c/{slug}", f"/v/{code}"):
            _require_letters(stage, Client().get(path, headers={"Accept-Language": "zh-CN"}))
        results = Client().get(f"/c/{slug}/results", headers={"Accept-Language": "zh-CN"})
        assert escape(HTML) in results.content.decode().replace("&#39;", "&#x27;")
        listed = stage.cast.client("organizer").get("/api/v1/entries")
    assert listed.headers["Content-Type"] == "application/json"
    assert listed.headers["X-Content-Type-Options"] == "nosniff"
    assert HTML in json.dumps(listed.json(), ensure_ascii=False).replace('\\"', '"')


def _require_letters(stage: Stage, page: Any) -> None:
    text = page.content.decode()
    assert page.status_code == 200
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "'unsafe-inline'" not in _script_rule(page.headers["Content-Security-Policy"])


def _script_rule(policy: str) -> str:
    return next(each for each in policy.split(";") if each.strip().startswith("script-src"))
