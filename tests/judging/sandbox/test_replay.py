"""Other rules on the same scores, against results computed by hand."""

import json
from typing import Any

import pytest

from contest.rulebook.v1.read import rulebook_read
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.replay import replay
from judging.sandbox.variation import vary
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.given import Given
from tests.judging.sandbox.small import TRIMMED, document, rules, scores
from tests.judging.tally.edition.runner import CASES, case_inputs, tally_of

# Means: A 80, B 85, C 70. Without highest and lowest: A 90, B 85, C 70. Medians the same.
TABLE = {"A": [90, 90, 90, 90, 40], "B": [85, 85, 85, 85, 85], "C": [70, 70, 70, 70, 70]}
CUT: dict[str, Any] = {"promotion": [{"take": "number", "number": 1}]}
LEVELS = [{"id": "gold", "places": 1}, {"id": "silver", "places": 1}]


def one(found: dict[str, Any]) -> dict[str, Any]:
    """The only variation's only round."""
    (under,) = found["under"]
    (held,) = under["rounds"]
    return dict(held)


def test_a_trim_turns_winner_cut_and_awards_and_says_why() -> None:
    held = one(replay(rules(awards=LEVELS, **CUT), scores(TABLE), variations=["trimmed:1+1"]))
    assert held["winner"] == {"before": {"": ["B"]}, "after": {"": ["A"]}, "changes": True}
    assert held["cut"] == {"in": ["A"], "out": ["B"], "open": []}
    assert held["awards_changed"] == ["B", "A"]
    assert (held["places_changed"], held["scores_changed"], held["largest_move"]) == (2, 1, 1)
    assert held["pairs"] == {"all": 3, "turned": 1, "tied_or_parted": 0}
    loser, winner = held["changes"]
    assert winner["rank"] == {"before": 2, "after": 1, "by": 1}
    assert winner["score"] == {"before": "80.00", "after": "90.00", "by": "10.00"}
    assert (winner["passes"], loser["passed_by"]) == (["B"], ["A"])
    assert winner["because"]["before"][0]["method"] == "mean"
    assert winner["because"]["after"][0]["dropped_low"] == ["5"]
    # B's own marks give the same; only the rule has another name, and A has passed it.
    assert loser["score"]["by"] == "0.00"


def test_without_a_judge() -> None:
    found = replay(rules(**CUT), scores(TABLE), variations=["without-judge:5"])
    assert one(found)["winner"]["after"] == {"": ["A"]}
    assert found["ranges"][0] == {
        "round": "final",
        "entry": "B",
        "rank": 1,
        "best": 1,
        "worst": 2,
        "best_in": ["own rules"],
        "worst_in": ["without-judge:5"],
        "none_in": [],
    }


def test_another_document_is_compared_round_by_round() -> None:
    other = rulebook_read(document(combine=TRIMMED, **CUT))
    found = replay(rules(**CUT), scores(TABLE), documents={"b.yaml": other})
    assert one(found)["cut"]["in"] == ["A"]
    renamed = document(**CUT)
    renamed["rounds"][0]["id"] = "last"
    found = replay(rules(**CUT), scores(TABLE), documents={"c": rulebook_read(renamed)})
    assert found["under"][0]["rounds_missing"] == ["final"]


def test_a_later_round_keeps_those_who_were_there() -> None:
    """By the trim A would have gone on instead of B, but only B has marks in the final."""
    both = document(**CUT)
    both["rounds"][0]["id"] = "first"
    both["rounds"][0]["promotion"][0]["to"] = "final"
    last = document()["rounds"][0]
    both["rounds"].append(last)
    first, final = scores(TABLE, round_id="first"), scores({"B": [60] * 5})
    given = Given(
        sheets={**first.sheets, **final.sheets}, entries=first.entries, judges=first.judges
    )
    (under,) = replay(rulebook_read(both), given, variations=["trimmed:1+1"])["under"]
    assert [held["round"] for held in under["rounds"]] == ["first", "final"]
    assert under["rounds"][0]["cut"]["in"] == ["A"]
    assert under["rounds"][1]["places_changed"] == 0


def test_criteria_left_out_and_with_other_points() -> None:
    """technology 30 and 20, market 40 and 60 of 100: A 70, B 80.

    Without market: technology fills 100: A 75, B 50. With technology worth 80
    of 100 and market 20: A 30 x 2 + 40 / 3 = 73.33, B 20 x 2 + 60 / 3 = 60.
    """
    criteria = [{"id": "technology", "max": 40}, {"id": "market", "max": 60}]
    rulebook = rules(criteria=criteria, seats=1)
    given = Given(
        sheets={
            "final": {
                "A": {"1": {"technology": "30", "market": "40"}},
                "B": {"1": {"technology": "20", "market": "60"}},
            }
        },
        entries={"A": {}, "B": {}},
        judges={"1": {}},
    )
    held = one(replay(rulebook, given, variations=["without-criterion:market"]))
    after = {each["entry"]: each["score"]["after"] for each in held["changes"]}
    assert after == {"A": "75.00", "B": "50.00"}
    held = one(replay(rulebook, given, variations=["points:sheet:technology=80,market=20"]))
    after = {each["entry"]: each["score"]["after"] for each in held["changes"]}
    assert after == {"A": "73.33", "B": "60.00"}


def test_rounding_and_ties() -> None:
    """Means 80.2 and 80: to no decimals both are 80 and share the place."""
    given = scores({"A": [80, 80, 80, 80, 81], "B": [80] * 5})
    held = one(replay(rules(), given, variations=["rounding:0"]))
    assert held["winner"]["after"] == {"": ["A", "B"]}
    assert held["pairs"]["tied_or_parted"] == 1
    total = {"decimals": 0}
    held = one(replay(rules(total=100), given, variations=["rounding:1:down"]))
    assert held["winner"]["changes"] is False
    shared = rulebook_read({**document(), "rounds": [{**document()["rounds"][0], "total": total}]})
    held = one(replay(shared, given, variations=["ties-on:exact"]))
    assert held["winner"] == {"before": {"": ["A", "B"]}, "after": {"": ["A"]}, "changes": True}


def test_other_weights() -> None:
    """sheet 90 and 60, plan 50 and 90; half and half A 70, B 75; 0.8 and 0.2 A 82, B 66."""
    rulebook = document(seats=1)
    rulebook["rounds"][0]["components"] = [
        {"id": "jury", "kind": "sheet", "rubric": "sheet", "weight": "0.5"},
        {"id": "plan", "kind": "fixed", "max": 100, "weight": "0.5"},
    ]
    given = Given(
        sheets={
            "final": {
                "A": {"1": {"total": "90"}, "": {"plan": "50"}},
                "B": {"1": {"total": "60"}, "": {"plan": "90"}},
            }
        },
        entries={"A": {}, "B": {}},
        judges={"1": {}},
    )
    name = "weights:final:jury=0.8,plan=0.2"
    held = one(replay(rulebook_read(rulebook), given, variations=[name]))
    assert {each["entry"]: each["score"]["after"] for each in held["changes"]} == {
        "A": "82.00",
        "B": "66.00",
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("best", "variation_unknown"),
        ("trimmed:1", "variation_malformed"),
        ("mean:1", "variation_malformed"),
        ("rounding:9", "variation_malformed"),
        ("ties-on:x", "variation_malformed"),
        ("weights:final:jury", "variation_malformed"),
        ("mean", "variation_changes_nothing"),
        ("trimmed:3+3", "variation_changes_nothing"),
        ("rounding:2", "variation_changes_nothing"),
        ("weights:final:jury=0.5", "variation_unfit"),
        ("weights:final:plan=1", "component_unknown"),
        ("weights:semi:jury=1", "round_unknown"),
        ("points:sheet:market=1", "criterion_unknown"),
        ("without-criterion:market", "criterion_unknown"),
        ("without-judge:9", "judge_unknown"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(name: str, code: str) -> None:
    with pytest.raises(SandboxRefused) as refused:
        vary(rules(), scores(TABLE), name)
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    (under,) = replay(rules(), scores(TABLE), variations=[name])["under"]
    assert under["refused"] == {"code": code, "sentence": refused.value.sentence}


def test_criteria_that_cannot_go() -> None:
    criteria = [{"id": "technology", "max": 40}, {"id": "market", "max": 60}]
    line = {"take": "score_line", "line": {"of": "market", "at_least": 30}}
    by_line = rules(criteria=criteria, promotion=[line])
    bonus = rules(criteria=[{"id": "all", "max": 100}, {"id": "top", "max": 5, "bonus": True}])
    given = scores(TABLE)
    for rulebook, name, code in (
        (by_line, "without-criterion:market", "criterion_line"),
        (bonus, "without-criterion:all", "criterion_last"),
        (by_line, "points:sheet:technology=50,market=51", "points_sum"),
    ):
        with pytest.raises(SandboxRefused) as refused:
            vary(rulebook, given, name)
        assert refused.value.code == code


def test_steps_that_read_a_criterion_go_with_it() -> None:
    criteria = [{"id": "technology", "max": 40}, {"id": "market", "max": 60}]
    rulebook = rules(
        criteria=criteria,
        ties=[{"rule": "criterion", "criterion": "market"}, {"rule": "share"}],
        must_pass={"all": [{"of": "market", "at_least": 30}]},
        promotion=[{"take": "number", "number": 1, "needs": [{"of": "market", "at_least": 9}]}],
    )
    varied = vary(rulebook, scores(TABLE), "without-criterion:sheet.market")
    (round_,) = varied.rulebook.rounds
    assert [each.rule for each in round_.ties] == ["share"]
    assert (round_.must_pass, round_.promotion[0].needs) == (None, ())
    assert varied.told == (
        "final: threshold on market left out",
        "final: threshold on market left out",
        "final: tie step on market left out",
        "sheet: without market, its points filled by the others",
    )


def test_the_own_result_is_the_engines() -> None:
    """A refusal of the own rules is not swallowed, and nothing here is a float."""
    found = replay(rules(**CUT), scores(TABLE), variations=["trimmed:1+1", "median"])
    json.dumps(found, allow_nan=False)
    assert not floats(found)
    tally = edition_tally(rules(**CUT), scores(TABLE))
    assert [line.entry for line in tally.rounds[0].lines] == ["B", "A", "C"]


def floats(value: object) -> bool:
    if isinstance(value, dict):
        return any(floats(each) for each in value.values())
    if isinstance(value, list):
        return any(floats(each) for each in value)
    return isinstance(value, float)


@pytest.mark.parametrize("name", ["mean", "median"])
def test_a_joint_fit_is_replayed_by_rules_that_know_one_round(name: str) -> None:
    rulebook, table, facts = case_inputs(CASES / "calibrated_rounds")
    tally = tally_of(rulebook, table, facts)
    found = replay(tally.rulebook, tally.rounds[0].at.given, variations=[name])
    (under,) = found["under"]
    assert "refused" not in under
    final = next(each for each in under["rounds"] if each["round"] == "final")
    # The final's own sheets put c before b.
    moved = {each["entry"]: each["rank"]["after"] for each in final["changes"]}
    assert (moved["c"], moved["b"]) == (2, 3)
