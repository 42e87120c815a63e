"""Editions: public from their announcement on."""

from pathlib import Path

import pytest
import yaml

from contest.services.rounds import round_add
from contest.services.rulebooks import rulebook_add
from tests.factories import contest, core

pytestmark = pytest.mark.django_db
DEMO = Path(__file__).resolve().parents[2] / "demo" / "qiming-cup.yaml"
ROW = {
    "id",
    "slug",
    "contest",
    "name",
    "summary",
    "year",
    "state",
    "opens_at",
    "closes_at",
    "time_zone",
    "host",
}
PAGE = ROW | {"tracks", "divisions", "rounds", "consent_texts", "phase"}


def test_everybody_lists_announced_editions_and_nobody_drafts():
    cup = contest.edition()
    contest.edition("hidden", opened=False)
    rows = core.client().get("/api/v1/editions").json()["results"]
    assert [row["slug"] for row in rows] == [cup.edition.slug]
    assert set(rows[0]) == ROW


def test_a_page_shows_the_words_in_force_and_the_rules():
    cup = contest.edition()
    document = yaml.safe_load(DEMO.read_text(encoding="utf-8"))["rulebook"]
    kept = rulebook_add(edition=cup.edition, document=document)
    round_add(
        edition=cup.edition,
        code="final",
        name={"zh": "总决赛", "en": "Final"},
        seq=1,
        rulebook=kept,
    )
    body = core.client().get(f"/api/v1/editions/{cup.edition.uid}").json()
    assert set(body) == PAGE
    assert [text["kind"] for text in body["consent_texts"]] == ["data_use", "rules", "zone"]
    said = {"hash": kept.hash, "document": document, "card": document}
    assert body["rounds"][0]["rulebook"] == said
    assert (body["phase"], body["tracks"][0]["code"]) == ("open", "energy")
    assert body["closes_at"].endswith(".000000Z")


def test_a_draft_is_not_found():
    hidden = contest.edition("hidden", opened=False)
    address = f"/api/v1/editions/{hidden.edition.uid}"
    assert core.client().get(address).status_code == 404
    assert core.client(core.staff(hidden.host, "organizer")).get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 50])
def test_a_page_of_editions_costs_the_same(count, django_assert_max_num_queries):
    for number in range(count):
        contest.edition(f"cup-{number}")
    with django_assert_max_num_queries(8):
        rows = core.client().get("/api/v1/editions").json()["results"]
    assert len(rows) == count
