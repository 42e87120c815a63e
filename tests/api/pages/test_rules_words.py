"""What teams read of a round fits it: no line of awards without awards, no sheets of voters."""

from typing import Any

import pytest
from django.utils import translation

from api.pages.rules.rules import Rules, rules_of_document
from contest.rulebook.text import document_read
from contest.rulebook.v1.check import rulebook_check

ROUND = """
rulebook: 1
name: {zh: 选拔赛, en: Heat}
rubrics:
  - id: sheet
    name: {zh: 评分表, en: Sheet}
    total: 40
    criteria:
      - {id: show, name: {zh: 表演, en: Show}, max: 40}
      - id: restarts
        name: {zh: 重启, en: Restarts}
        max: 39
        deducts: true
        measure: {formula: linear, unit: 次, none_at: 0, full_at: 13}
rounds:
  - id: heat
    name: {zh: 选拔赛, en: Heat}
    kind: final
    mode: live
    panel: {seats: 7}
    timing: {pitch_s: 420}
    material: [{id: film, name: {zh: 视频, en: Film}, formats: [mp4]}]
    components: [{id: jury, kind: sheet, rubric: sheet}]
    penalties: [{id: aid, name: {zh: 帮助, en: Help}, points: 3}]
    promotion: [{take: number, number: 12}]
"""
BALLOT = {"id": "yes", "kind": "ballot", "form": "yes_no", "voters": "judges", "max": 7}
PRIZE = {"id": "first", "name": {"zh": "一等奖", "en": "First"}, "places": 1}


def said(document: Any, language: str = "en") -> str:
    """All blocks and sheets of a sound document's only round, a line each."""
    assert rulebook_check(document) == []
    with translation.override(language):
        rules: Rules = rules_of_document(document)
    only = rules.rounds[0]
    lines = [sentence for block in only.blocks for sentence in block.sentences]
    for sheet in only.sheets:
        lines += ["; ".join((line.name, line.points, *line.notes)) for line in sheet.lines]
    return "\n".join((*only.lead, *(": ".join(part) for part in only.timing), *lines))


@pytest.fixture
def document() -> Any:
    return document_read(ROUND)


def test_the_last_line_belongs_to_awards_only_where_there_are_some(document: Any):
    assert "All entries: the best 12 pass this round." in said(document)
    assert "全体参赛项目按名次取前 12 个，通过本轮。" in said(document, "zh-hans")
    document["awards"] = [PRIZE]
    assert "The line for awards is drawn after place 12." in said(document)
    document["awards"] = [{**PRIZE, "by": "committee"}]
    assert "line for awards" not in said(document)


def test_voters_have_no_least_number_of_sheets(document: Any):
    assert "One valid sheet is enough for a result." in said(document)
    document["rounds"][0]["panel"]["minimum_sheets"] = 2
    assert "A result needs at least 2 valid sheets." in said(document)
    document["rounds"][0]["components"] = [BALLOT]
    del document["rubrics"]
    assert "sheet" not in said(document)
    assert "says yes or no to each entry." in said(document)


def test_what_is_taken_away_is_the_most_and_the_price_of_one(document: Any):
    line = next(line for line in said(document).splitlines() if line.startswith("Restarts"))
    assert line.startswith("Restarts; up to −39; ")
    assert line.endswith("; 3 points off for each 1 次")
    assert "每有 1 次，扣 3 分" in said(document, "zh-hans")
    document["rubrics"][0]["criteria"][1]["measure"]["none_at"] = 2
    assert "off for each 1 次" not in said(document)


def test_a_penalty_names_one_point_and_one_time_as_such(document: Any):
    assert "Help: 3 points off for each one." in said(document)
    document["rounds"][0]["penalties"][0].update(points=1, each=30)
    assert "Help: 1 point off for each started 30." in said(document)


def test_hours_and_the_clock_fit_any_contest(document: Any):
    words = said(document)
    assert "Presentation: 7 min" in words
    assert "due when the round begins" in words
    document["rounds"][0]["material"][0]["due_hours"] = 1
    assert "due an hour before the round" in said(document)
