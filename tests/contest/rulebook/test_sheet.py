"""Marks against a rulebook."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.rulebook.parse import rulebook_parse
from contest.rulebook.rulebook import Rulebook
from contest.rulebook.sheet import mark_problem, sheet_problems

SAME_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def rulebook(document: dict[str, Any]) -> Rulebook:
    return rulebook_parse(document)


@pytest.mark.parametrize(
    ("marks", "signing", "codes"),
    [
        ({"technology": 5050, "market": 3990}, True, []),
        ({"technology": 0, "market": 0}, True, []),
        ({"technology": 6000}, True, []),
        ({"technology": 6000, "market": None}, True, []),
        ({}, False, []),
        ({}, True, ["mark_missing"]),
        ({"technology": None, "market": 10}, True, ["mark_missing"]),
        ({"technology": None}, False, []),
        ({"technology": 6050}, False, ["mark_out_of_range"]),
        ({"technology": -50}, False, ["mark_out_of_range"]),
        ({"technology": 5025}, False, ["mark_off_step"]),
        ({"technology": 5000, "market": 5}, True, ["mark_off_step"]),
        ({"technology": 5000, "team": 100}, True, ["criterion_unknown"]),
        (
            {"technology": None, "market": 5, "team": None},
            True,
            ["criterion_unknown", "mark_missing", "mark_off_step"],
        ),
    ],
)
def test_sheet_problems(
    rulebook: Rulebook, marks: dict[str, int | None], signing: bool, codes: list[str]
) -> None:
    assert sheet_problems(rulebook, marks, signing) == codes


@SAME_FIXTURE
@given(mark=st.integers(-200, 6200))
def test_a_mark_stands_exactly_on_its_grid(rulebook: Rulebook, mark: int) -> None:
    grid = range(0, 6001, 50)
    assert (mark_problem(rulebook.criteria[0], mark) is None) == (mark in grid)


@SAME_FIXTURE
@given(
    marks=st.dictionaries(
        st.sampled_from(["technology", "market", "team"]), st.none() | st.integers(-10, 7000)
    )
)
def test_signing_never_asks_less(rulebook: Rulebook, marks: dict[str, int | None]) -> None:
    assert set(sheet_problems(rulebook, marks, False)) <= set(sheet_problems(rulebook, marks, True))
