"""A rulebook in words: nothing of the model goes unsaid, in either language, on the page too."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape

from api.pages.rules import rounds
from api.pages.rules.conditions import condition_text
from api.pages.rules.names import Names
from api.pages.rules.rules import Rules, rules_in_words, rules_of_document
from api.pages.rules.words import number_text, points_text, share_text
from contest.rulebook.text import document_read
from contest.rulebook.v1.awards import Award, AwardsLimit
from contest.rulebook.v1.panels import Panel
from contest.rulebook.v1.promotion import Promotion
from contest.rulebook.v1.publicity import Objections
from contest.rulebook.v1.ties import TieStep
from tests.api.pages.rulebook_walk import clauses_said, filled, silent

BOOKS = Path(__file__).resolve().parents[2] / "contest" / "rulebook"
CASES = sorted(BOOKS.glob("cases/*/rulebook.yaml"))
RICH = BOOKS / "v1" / "sound.yaml"

# What has no words of its own, and why.
UNSAID = {
    # The version of the form of documents, and of a method: there is one of each.
    ("Rulebook", "rulebook"),
    # For those who organize the checks.
    ("Diligence", "note"),
    # Said of lines whose steps differ: test_lines_with_steps_of_their_own.
    ("Criterion", "step"),
    # Ids that nothing else names; people read the names.
    ("Fact", "id"), ("Option", "id"), ("Check", "id"), ("Path", "id"), ("Veto", "id"),
    ("Grade", "id"), ("Penalty", "id"), ("Material", "id"), ("Award", "id"), ("Level", "id"),
    ("SheetComponent", "id"), ("BallotComponent", "id"), ("EarlierComponent", "id"),
    ("Track", "id"), ("Division", "id"), ("Region", "id"), ("Criterion", "id"),
}  # fmt: skip


@pytest.mark.slow
def test_every_part_of_the_model_makes_a_difference_to_the_words():
    assert silent() - UNSAID == set()


def test_parts_of_the_ladder_and_of_promotion_make_a_difference():
    assert silent(frozenset({TieStep, Promotion, Panel})) == set()


@pytest.mark.parametrize(
    ("case", "zh", "en"),
    [
        ("crossing_most_places", "名额相互交叉：先保证晋级数尽可能多", "an entry may stay behind"),
        ("crossing_by_rank", "名额可能空缺", "whoever still fits goes on; places may stay free"),
        ("nested_caps", "", ""),
    ],
)
def test_limits_that_cross_say_what_counts_more(case: str, zh: str, en: str):
    text = (BOOKS / "cases" / case / "rulebook.yaml").read_text(encoding="utf-8")
    for language, wanted in (("zh-hans", zh), ("en", en)):
        with translation.override(language):
            told = repr(rules_of_document(document_read(text)))
        assert wanted in told
        assert bool(wanted) == ("交叉" in told or "cross:" in told)


def test_levels_and_their_limit_make_a_difference():
    assert silent(frozenset({Award, AwardsLimit})) == {("Award", "id")}


def test_lines_with_steps_of_their_own():
    document = document_read(RICH.read_text(encoding="utf-8"))
    document["rubrics"][0]["criteria"][1]["step"] = "0.1"
    with translation.override("en"):
        rules = rules_of_document(document)
    sheet = rules.rounds[2].sheets[0]
    notes = {line.name: line.notes for line in sheet.lines}
    assert "marks in steps of 0.1" in notes["Market"]
    assert "marks in steps of 0.5" in sheet.notes


def test_a_part_without_words_is_found(monkeypatch):
    one = frozenset({Objections})
    assert silent(one) == set()
    monkeypatch.setattr(rounds, "objections_words", lambda objections: iter(()))
    assert {part for _, part in silent(one)} >= {"answer_days", "contact", "proof"}


def test_every_operator_and_joint_has_its_own_clause():
    said = clauses_said(Names(filled()), condition_text)
    assert len(set(said.values())) == len(said)
    for operator, clause in said.items():
        assert "revenue" in clause, operator
        assert "page." not in clause, operator


@pytest.mark.parametrize("path", [*CASES, RICH], ids=lambda path: path.parent.name)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_example_is_said_in_both_languages(path, language):
    document = document_read(path.read_text(encoding="utf-8"))
    with translation.override(language):
        words = strings(rules_of_document(document))
    assert words
    for each in words:
        assert "page." not in each
        assert "{" not in each
        assert "None" not in each


def test_all_that_is_said_stands_on_the_page():
    with translation.override("en"):
        rules = rules_in_words(filled())
        html = render_to_string("pages/rules.html", {"rules": rules, "round": None, "book": 1})
    for each in strings(rules):
        assert escape(each) in html, each


def test_what_teams_read_is_what_is_checked():
    document = document_read(RICH.read_text(encoding="utf-8"))
    with translation.override("zh-hans"):
        first, *_ = rules_of_document(document).entry
    assert first.title == "谁可以参加"
    assert first.sentences == (
        (
            "营业收入不超过 200,000,000 元；以下至少一项成立（是否上市：否；产业属于：鼓励类）；"
            "注册日期距报名截止日（2026 年 5 月 31 日）不超过 5 年。"
        ),
        "同一单位、赛道只能有一个有效项目。",
        "同一单位在历届中获奖不超过 2 次。限度之内再次获奖，须获更高等次。",
        "材料真实（由工作人员审核）。",
    )


def test_numbers_are_exact_and_readable():
    assert number_text(Fraction(200_000_000)) == "200,000,000"
    assert number_text(Fraction(-1, 2)) == "\N{MINUS SIGN}0.5"
    assert number_text(Fraction(1, 3)) == "1/3"
    assert points_text(1250) == "12.5"
    assert share_text(Fraction(2, 5)) == "40%"
    assert share_text(Fraction(1, 3)) == "1/3"


def strings(value: object) -> list[str]:
    """Every sentence, name and figure in what is said."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [text for each in value for text in strings(each)]
    if isinstance(value, Rules) or hasattr(value, "__dataclass_fields__"):
        names = value.__dataclass_fields__
        return [text for name in names if name != "id" for text in strings(getattr(value, name))]
    return []
