"""The lines as cards show them: what is typed, what it counts, what may be chosen."""

from __future__ import annotations

from typing import Any

import pytest

from contest.rulebook.live.form import RulebookBeyond, live_form, live_rulebook
from contest.rulebook.sheet import sheet_problems
from tests.factories.rulebooks import live_document

NAME = {"zh": "一", "en": "One"}
GOOD = {"id": "a", "name": {"zh": "优", "en": "Good"}, "at_least": 90}
FAIR = {"id": "b", "name": {"zh": "中", "en": "Fair"}, "at_least": 60}
POOR = {"id": "c", "name": {"zh": "差", "en": "Poor"}, "at_least": 0}


def of_lines(*lines: dict[str, Any], **rubric: Any) -> dict[str, Any]:
    """The document with these lines, named l0, l1, …"""
    document = live_document()
    rows = [{"id": f"l{n}", "name": NAME, **line} for n, line in enumerate(lines)]
    document["rubrics"][0] = {
        "id": "sheet", "name": NAME, "total": 100, "criteria": rows, **rubric,
    }  # fmt: skip
    document["rounds"][0]["ties"] = [{"rule": "share"}]
    return document


def lines_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    return list(live_form(document)["criteria"])


def test_a_scale_says_what_is_typed_and_what_it_counts():
    thirds = [{"weight": "1/3"}] * 3
    first = lines_of(of_lines(*thirds, scale={"high": 10}))[0]
    assert (first["max"], first["step"]) == ("10.00", "1")
    # A ten is worth a third of a hundred: a mark's hundredth is 10/3 hundredths of a point.
    assert (first["times"], first["points"]) == ([10, 3], "33.33")
    [plain, _] = lines_of(of_lines({"max": 60}, {"max": 40}))
    assert "times" not in plain
    assert "points" not in plain


def test_grades_that_give_a_mark_are_the_only_answers():
    grades = [{**GOOD, "gives": 95}, {**FAIR, "gives": 75}, {**POOR, "gives": 40}]
    document = of_lines({"max": 100, "grades": grades})
    [line] = lines_of(document)
    assert line["choices"][0] == {"mark": "95.00", "name": GOOD["name"]}
    assert "anchors" not in line
    rulebook = live_rulebook(document)
    problems = [sheet_problems(rulebook, {"l0": mark}, True) for mark in (9500, 9400, 0)]
    assert problems == [[], ["mark_not_offered"], ["mark_not_offered"]]


def test_grades_that_give_none_say_what_a_mark_means():
    [line] = lines_of(of_lines({"max": 100}, grades=[GOOD, FAIR, POOR], scale={"high": 100}))
    assert [each["from"] for each in line["anchors"]] == ["0.00", "60.00", "90.00"]
    assert "choices" not in line


def test_all_or_nothing_takes_the_two():
    document = of_lines({"max": 90}, {"max": 10, "all_or_nothing": True})
    assert lines_of(document)[1]["choices"] == [{"mark": "10.00"}, {"mark": "0.00"}]
    rulebook = live_rulebook(document)
    problems = [sheet_problems(rulebook, {"l0": 0, "l1": mark}, False) for mark in (0, 500, 1000)]
    assert problems == [[], ["mark_not_offered"], []]


def test_bonus_lines_and_their_limit():
    extra = {"max": 5, "bonus": True, "required": False}
    document = of_lines({"max": 100}, extra, extra, bonus_at_most=8)
    form = live_form(document)
    assert [each.get("bonus_at_most") for each in form["criteria"]] == [None, "8.00", "8.00"]
    assert live_rulebook(document).bonus_at_most == 800


def test_a_low_mark_may_be_typed_and_not_signed():
    rulebook = live_rulebook(of_lines({"max": 100, "low": 60}))
    assert sheet_problems(rulebook, {"l0": 600}, False) == []
    assert sheet_problems(rulebook, {"l0": 600}, True) == ["mark_below_low"]
    assert sheet_problems(rulebook, {"l0": 6000}, True) == []


@pytest.mark.parametrize(
    ("place", "document"),
    [
        ("criteria/0/criteria/1/bonus", of_lines({"max": 100, "criteria": [
            {"id": "in", "name": NAME, "max": 100},
            {"id": "on", "name": NAME, "max": 5, "bonus": True},
        ]})),
    ],
)  # fmt: skip
def test_what_a_card_cannot_add_up_is_named(place, document):
    with pytest.raises(RulebookBeyond) as refused:
        live_form(document)
    assert f"/rubrics/0/{place}" in refused.value.places
