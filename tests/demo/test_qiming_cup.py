"""The demonstration documents prove their own story."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from contest.rulebook.check import rulebook_check
from contest.rulebook.parse import rulebook_parse
from contest.rulebook.rulebook import Rulebook
from core.numbers import mark_parse, money_parse
from judging.draw.draw import commitment, order, verify
from judging.tally.result import Tally
from judging.tally.sheet import Sheet
from judging.tally.tally import tally

DEMO = Path(__file__).parents[2] / "demo"
RUNNING_ORDER = [
    "流光半导体", "沃野智农", "极目视觉", "澄心医疗", "蓝鲸储能", "云帆低空",
    "合纤新材", "知微检测", "深瞳医学", "禾光新能", "磐石机器人", "一苇量子",
]  # fmt: skip
RESULT = [
    ("极目视觉", "88.20", 1, "first"),
    ("蓝鲸储能", "86.50", 2, "second"),
    ("流光半导体", "85.90", 3, "second"),
    ("知微检测", "84.30", 4, "third"),
    ("澄心医疗", "83.40", 5, "third"),
    ("深瞳医学", "82.60", 6, "third"),
    ("云帆低空", "82.60", 7, None),
    ("禾光新能", "81.63", 8, None),
    ("一苇量子", "80.20", 9, None),
    ("磐石机器人", "80.20", 10, None),
    ("沃野智农", "79.80", 11, None),
    ("合纤新材", "78.83", 12, None),
]
Document = dict[str, Any]


def _read(name: str) -> Document:
    with (DEMO / name).open(encoding="utf-8") as file:
        document: Document = yaml.safe_load(file)
    return document


@pytest.fixture(scope="module")
def edition() -> Document:
    return _read("qiming-cup.yaml")


@pytest.fixture(scope="module")
def marks() -> Document:
    return _read("marks.yaml")


@pytest.fixture(scope="module")
def rulebook(edition: Document) -> Rulebook:
    return rulebook_parse(edition["rulebook"])


@pytest.fixture(scope="module")
def result(rulebook: Rulebook, marks: Document) -> Tally:
    sheets = {
        number: [
            Sheet(seat, {criterion: mark_parse(mark) for criterion, mark in row.items()})
            for seat, row in seats.items()
        ]
        for number, seats in marks.items()
    }
    return tally(rulebook, sheets)


def _numbers(edition: Document) -> dict[str, str]:
    return {team["name"]["zh"]: team["number"] for team in edition["teams"]}


def test_the_rulebook_is_sound_and_as_announced(edition: Document, rulebook: Rulebook) -> None:
    assert rulebook_check(edition["rulebook"]) == []
    assert [(each.name.zh, each.max, each.step) for each in rulebook.criteria] == [
        ("技术创新性", 2500, 50),
        ("市场前景", 2000, 50),
        ("商业模式", 2000, 50),
        ("团队能力", 2000, 50),
        ("现场答辩", 1500, 50),
    ]


def test_finals_ranks_and_awards(edition: Document, result: Tally) -> None:
    names = {number: name for name, number in _numbers(edition).items()}
    assert [
        (names[row.entry], row.final, row.rank, row.outcome.award) for row in result.rows
    ] == RESULT


def test_blue_whale_is_the_mean_of_four(edition: Document, result: Tally) -> None:
    row = result.row(_numbers(edition)["蓝鲸储能"])
    assert [sheet.total for sheet in row.score.sheets] == [8550, 9300, 8500, 8850, 7450, 8700]
    assert [sheet.seat for sheet in row.score.sheets] == list("123456")
    assert [sheet.seat for sheet in row.score.dropped_high] == ["2"]
    assert [sheet.seat for sheet in row.score.dropped_low] == ["5"]
    assert row.score.exact == Fraction(173, 2)


def test_the_ladder_is_needed_twice_and_suffices(edition: Document, result: Tally) -> None:
    tied = {row.entry: row.tie_steps for row in result.rows if row.tied_with}
    numbers = _numbers(edition)
    by_criterion, by_sum = ("higher_criterion:innovation",), ("sum_of_all_judges",)
    assert tied == {
        numbers["深瞳医学"]: by_criterion,
        numbers["云帆低空"]: by_criterion,
        numbers["一苇量子"]: by_sum,
        numbers["磐石机器人"]: by_sum,
    }
    assert not any(row.shares or row.waits for row in result.rows)


def test_the_draw_gives_the_running_order(edition: Document) -> None:
    seed, numbers = bytes.fromhex(edition["draw_seed"]), _numbers(edition)
    drawn = order(seed, numbers.values())
    assert drawn == [numbers[name] for name in RUNNING_ORDER]
    assert verify(committed=commitment(seed), seed=seed, candidates=numbers.values(), drawn=drawn)


def test_every_seat_judges_unless_recused(edition: Document, marks: Document) -> None:
    recused = {(each["team"], each["seat"]) for each in edition["recusals"]}
    seats = [judge["seat"] for judge in edition["judges"]]
    for team in edition["teams"]:
        present = [seat for seat in seats if (team["number"], seat) not in recused]
        assert list(marks[team["number"]]) == present
    assert {len(row) for row in marks.values()} == {5, 6, 7}


def test_marks_look_like_judgments(marks: Document) -> None:
    rows = [tuple(row.values()) for seats in marks.values() for row in seats.values()]
    assert len(set(rows)) == len(rows)


def test_panel_and_staff_fit_the_rules(edition: Document, rulebook: Rulebook) -> None:
    kinds = [judge["kind"] for judge in edition["judges"]]
    assert {kind: kinds.count(kind) for kind in kinds} == dict(rulebook.panel.kinds)
    assert [judge["seat"] for judge in edition["judges"] if judge["chair"]] == ["1"]
    assert len(edition["alternates"]) == rulebook.panel.alternates
    roles = [person["role"] for person in edition["staff"]]
    assert len(set(roles)) == len(roles)
    assert {"organizer", "verifier", "witness", "investment_manager"} <= set(roles)


def test_teams_are_complete_in_both_languages(edition: Document) -> None:
    tracks = {track["id"] for track in edition["tracks"]}
    divisions = {division["id"] for division in edition["divisions"]}
    assert [team["number"] for team in edition["teams"]] == [f"QM-{n:02d}" for n in range(1, 13)]
    for team in edition["teams"]:
        assert (team["track"] in tracks, team["division"] in divisions) == (True, True)
        assert money_parse(team["investment"]).kind == "planned_investment"
        assert team["members"]
    zone = [team["name"]["zh"] for team in edition["teams"] if team["consents"]["zone"]]
    assert "蓝鲸储能" in zone
    assert 0 < len(zone) < len(edition["teams"])


def test_names_have_exactly_two_languages_and_addresses_are_unique(edition: Document) -> None:
    addresses: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "zh" in value:
                assert set(value) == {"zh", "en"}
                assert all(isinstance(text, str) and text.strip() for text in value.values())
            if "email" in value:
                addresses.append(value["email"])
        inner = value.values() if isinstance(value, dict) else value
        for each in inner if isinstance(value, dict | list) else ():
            walk(each)

    walk(edition)
    assert len(set(addresses)) == len(addresses) == 12 + 7 + 1 + 24
    assert all(address.endswith("@example.org") for address in addresses)
