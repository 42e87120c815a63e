"""A component estimated together with earlier rounds: the same as by the method on all rows."""

import copy
import csv
import io

from judging.ranking.ranking import ranking
from judging.ranking.read import scores_of_rows
from judging.ranking.rule import Rule
from judging.tally.edition.report import document
from tests.judging.tally.edition.runner import CASES, case_inputs, tally_of


def finals(rulebook: object, scores: str) -> dict[str, dict[str, object]]:
    rounds = document(tally_of(rulebook, scores, {}))["rounds"]
    return {each["entry"]: each for each in rounds[1]["entries"]}


def test_it_is_the_joint_fit_of_all_rows() -> None:
    rulebook, scores, _ = case_inputs(CASES / "calibrated_rounds")
    read = scores_of_rows(csv.reader(io.StringIO(scores)), joint=("heat", "final"))
    found = ranking(read, Rule("calibrated", joint=("heat", "final")))
    wanted = {each.entry: f"{each.score:.2f}" for each in found.entries if each.round == "final"}
    counted = finals(rulebook, scores)
    assert {entry: each["score"] for entry, each in counted.items()} == wanted
    steps = counted["a"]["steps"]
    assert isinstance(steps, list)
    assert next(each for each in steps if each["step"] == "combined")["note"] == (
        "joint: heat, final"
    )


def test_without_the_earlier_round_the_final_alone_decides() -> None:
    rulebook, scores, _ = case_inputs(CASES / "calibrated_rounds")
    alone = copy.deepcopy(rulebook)
    del alone["rounds"][1]["components"][0]["combine"]["rounds"]
    order = {entry: each["rank"] for entry, each in finals(alone, scores).items()}
    joint = {entry: each["rank"] for entry, each in finals(rulebook, scores).items()}
    assert (order["c"], order["b"]) == (2, 3)
    assert (joint["b"], joint["c"]) == (2, 3)
