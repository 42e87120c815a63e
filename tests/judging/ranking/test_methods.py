"""Each simple method on figures that can be checked by hand, and least squares against a solver."""

import json

import numpy as np
import pytest

from judging.ranking.ranking import ranking
from judging.ranking.result import Ranking
from judging.ranking.rule import Fitting, Rule
from judging.ranking.wire import document
from tests.judging.ranking.small import drawn, grid, table

FOUR = {
    "A": "90 80 70 60 50",
    "B": "90 90 90 60 50",
    "C": "70 70 70 70 70",
    "D": "10 70 72 71 100",
}


def scored(found: Ranking) -> dict[str, tuple[float, int]]:
    return {each.entry: (each.score, each.rank) for each in found.entries}


def test_mean_and_equal_places() -> None:
    found = ranking(table(grid(FOUR)), Rule("mean"))
    assert scored(found) == {"B": (76, 1), "A": (70, 2), "C": (70, 2), "D": (64.6, 4)}
    assert [each.entry for each in found.entries] == ["B", "A", "C", "D"]
    se = {each.entry: each.se for each in found.entries}
    assert se["C"] == 0
    assert se["A"] == pytest.approx((250 / 5) ** 0.5)


def test_trimmed_drops_one_at_each_end_from_five_scores_on() -> None:
    found = ranking(table(grid({**FOUR, "E": "100 0 80 - -"})), Rule("trimmed"))
    assert scored(found) == {
        "B": (80, 1), "D": (71, 2), "A": (70, 3), "C": (70, 3), "E": (60, 5),
    }  # fmt: skip
    assert found.warnings == (
        "1 of 5 entries have fewer than 5 scores: nothing was dropped there.",
    )


def test_rank_sum_and_points() -> None:
    figures = {"A": "9 8 7", "B": "8 8 9", "C": "7 6 8"}
    assert scored(ranking(table(grid(figures)), Rule("rank-sum"))) == {
        "A": (5.5, 2), "B": (4.5, 1), "C": (8, 3),
    }  # fmt: skip
    found = ranking(table(grid(figures)), Rule("points", points=(500, 300, 100)))
    # The second judge's first two places are shared: each gives the mean of 5 and 3.
    assert scored(found) == {"A": (10, 2), "B": (12, 1), "C": (5, 3)}


def test_standardized_takes_out_level_and_spread() -> None:
    # Judge b marks twice as wide and ten higher, in the same order.
    figures = {"A": "70 90", "B": "60 70", "C": "50 50", "D": "65 80", "E": "55 60"}
    found = ranking(table(grid(figures)), Rule("standardized"))
    assert [each.entry for each in found.entries] == ["A", "D", "B", "E", "C"]
    assert scored(found)["B"][0] == pytest.approx(65)
    scales = {each.judge: each.scale or 0.0 for each in found.judges}
    assert scales["b"] > 1 > scales["a"] > 0.5  # shrunk: the ratio is below two
    assert scales["b"] / scales["a"] < 2


def test_additive_is_the_least_squares_solution() -> None:
    rows, _ = drawn(3)
    scores = table(rows)
    found = ranking(scores, Rule("additive"))
    entries, judges = len(scores.entries), len(scores.judges)
    design = np.zeros((len(scores.entry) + 1, entries + judges))
    at = np.arange(len(scores.entry))
    design[at, scores.entry] = 1
    design[at, entries + scores.judge] = 1
    design[-1, entries:] = 1  # judges' effects add up to zero
    solved, *_ = np.linalg.lstsq(design, np.append(scores.points, 0), rcond=None)
    mine = {each.entry: each for each in found.entries}
    assert [mine[name].score for name in scores.entries] == pytest.approx(
        solved[:entries].tolist(), abs=1e-6
    )
    rest = np.append(scores.points, 0) - design @ solved
    variance = rest @ rest / (len(at) - entries - judges + 1)
    constrained = np.linalg.inv(design.T @ design)
    # The row that fixes the level carries no error.
    spread = constrained @ design[:-1].T @ design[:-1] @ constrained * variance
    assert [mine[name].se for name in scores.entries] == pytest.approx(
        np.sqrt(np.diag(spread)[:entries]).tolist(), rel=1e-6
    )
    assert [each.se for each in found.judges] == pytest.approx(
        np.sqrt(np.diag(spread)[entries:]).tolist(), rel=1e-6
    )


METHODS = [
    Rule("mean"), Rule("trimmed"), Rule("standardized"), Rule("additive"),
    Rule("additive", fit="ml"), Rule("additive", fit="reml"),
]  # fmt: skip


@pytest.mark.parametrize("rule", METHODS, ids=lambda rule: rule.method + rule.fit)
def test_rows_in_another_order_give_the_same_bytes(rule: Rule) -> None:
    rows, tracks = drawn(5, tracks=3)
    again = sorted(rows, key=lambda row: (row[1], row[2], row[0]))
    assert again != rows
    first = json.dumps(document(ranking(table(rows, tracks), rule)))
    assert json.dumps(document(ranking(table(again, tracks), rule))) == first


def test_the_hash_names_input_rule_and_method() -> None:
    rows, _ = drawn(6)
    base = ranking(table(rows), Rule("mean")).hash
    changed = [(rows[0][0], rows[0][1], "1"), *rows[1:]]
    assert len(base) == 64
    assert ranking(table(changed), Rule("mean")).hash != base
    assert ranking(table(rows), Rule("trimmed")).hash != base
    fitted = ranking(table(rows), Rule("additive", fit="ml")).hash
    assert fitted != ranking(table(rows), Rule("additive")).hash
    # Written otherwise, the same figures are the same input.
    assert ranking(table([(e, j, f"{s}.0") for e, j, s in rows]), Rule("mean")).hash == base


def test_judges_who_ask_for_a_look_are_flagged() -> None:
    rows, _ = drawn(8, entries=40, judges=7, each=6)
    odd = {entry: str(50 + (at * 37) % 40) for at, (entry, _, _) in enumerate(sorted(rows))}
    rows = [(e, j, odd[e] if j == "J00" else "80" if j == "J01" else s) for e, j, s in rows]
    found = {each.judge: each.flags for each in ranking(table(rows), Rule("mean")).judges}
    assert "agreement_low" in found.pop("J00")
    assert found.pop("J01") == ("constant",)
    assert set(found.values()) == {()}


@pytest.mark.parametrize("fit", ["ml", "reml"])
def test_variances_are_the_same_whoever_is_eliminated(fit: Fitting) -> None:
    rows, _ = drawn(21, entries=40, judges=6, each=4)
    turned = [(judge, entry, score) for entry, judge, score in rows]
    one, two = (ranking(table(each), Rule("additive", fit=fit)).fit for each in (rows, turned))
    assert one is not None
    assert two is not None
    assert one.variances is not None
    assert two.variances is not None
    assert one.minus2loglik == pytest.approx(two.minus2loglik, abs=1e-6)
    for mine, theirs in (("entry", "judge"), ("judge", "entry"), ("residual", "residual")):
        assert one.variances[mine] == pytest.approx(two.variances[theirs], rel=1e-4)
