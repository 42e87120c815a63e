"""What a model says beside a round's figures is what it says of the same rows by itself."""

import copy
import csv
import io
from typing import Any

import pytest

from judging.ranking.ranking import ranking as by_method
from judging.ranking.read import scores_of_rows
from judging.ranking.rule import Rule
from judging.tally.edition.rank import ranking
from tests.judging.tally.edition.runner import CASES, case_inputs, tally_of


def found_of(case: str, change: Any = None) -> dict[str, Any]:
    rulebook, scores, facts = case_inputs(CASES / case)
    if change is not None:
        rulebook = copy.deepcopy(rulebook)
        change(rulebook)
    return ranking(tally_of(rulebook, scores, facts))


def test_errors_chances_and_judges_are_the_methods() -> None:
    def three_go_on(rulebook: Any) -> None:
        rulebook["rounds"][0]["promotion"] = [{"take": "number", "number": 3}]

    found = found_of("calibrated", three_go_on)
    scores = (CASES / "calibrated" / "scores.csv").read_text(encoding="utf-8")
    model = by_method(scores_of_rows(csv.reader(io.StringIO(scores))), Rule("calibrated", cut=3))
    lines = {line.entry: line for line in model.entries}
    for each in found["entries"]:
        line = lines[each["entry"]]
        assert each["se"] == pytest.approx(line.se, rel=0.1)
        assert each["p_cut"] == pytest.approx(line.p_cut, abs=0.06)
        assert each["low"] < float(each["score"]) < each["high"]
    assert sum(each["p_cut"] for each in found["entries"]) == pytest.approx(3, abs=0.01)
    leniency = {line.judge: line.leniency for line in model.judges}
    told = {each["judge"]: each["leniency"] for each in found["judges"]}
    assert told == {judge: pytest.approx(value, abs=1e-5) for judge, value in leniency.items()}
    assert found["fit"]["estimator"] == "empirical_bayes"


def test_least_squares_has_errors_and_no_chances() -> None:
    found = found_of("additive")
    assert {each["p_cut"] for each in found["entries"]} == {None}
    assert found["fit"]["estimator"] == "least_squares"
    assert all(each["leniency"] is not None for each in found["judges"])


def test_a_score_that_is_not_the_figure_has_no_error() -> None:
    def one_point_off(rulebook: Any) -> None:
        penalty = {"id": "late", "name": {"zh": "迟到", "en": "Late"}, "points": 1}
        rulebook["rounds"][0]["penalties"] = [penalty]

    rulebook, scores, facts = case_inputs(CASES / "calibrated")
    rulebook = copy.deepcopy(rulebook)
    one_point_off(rulebook)
    head, *rows = scores.split()
    split = ["entry,judge,criterion,mark", *(
        f"{entry},{judge},jury,{mark}" for entry, judge, mark in (row.split(",") for row in rows)
    ), "a,,late,1"]  # fmt: skip
    assert head == "entry,judge,score"
    found = {
        each["entry"]: each
        for each in ranking(tally_of(rulebook, "\n".join(split), facts))["entries"]
    }
    assert (found["a"]["score"], found["a"]["se"]) == ("62.91", None)
    assert found["b"]["se"] is not None


def test_only_the_last_rounds_model_speaks() -> None:
    found = found_of("calibrated_rounds")
    by_round = {each["entry"]: (each["round"], each["se"] is None) for each in found["entries"]}
    assert by_round["a"] == ("final", False)
    assert by_round["g"] == ("heat", True)
    told = {each["judge"]: each["leniency"] is None for each in found["judges"]}
    assert told == {"1": True, "2": True, "3": True, "8": False, "9": False}
    plain = found_of("trimmed_five")
    assert (plain["fit"], {each["se"] for each in plain["entries"]}) == (None, {None})
