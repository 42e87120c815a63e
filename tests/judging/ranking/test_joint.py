"""Several rounds in one fit: a judge has a leniency in each, who came further stands first."""

import json
import random

import numpy as np
import pytest

from judging.ranking.ranking import ranking
from judging.ranking.read import scores_of_rows
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.ranking.scores import Scores
from judging.ranking.wire import document

ORDER = ("heat", "final")
METHODS = ("additive", "calibrated", "calibrated-robust")


def rule(method: str = "calibrated", **options: object) -> Rule:
    return Rule(method, joint=ORDER, **options)  # type: ignore[arg-type]


def lines(seed: int = 1, *, lower: float = 12.0) -> list[str]:
    """Forty entries by four of ten judges; the best ten by the same ten judges, marked lower."""
    chance = random.Random(seed)
    quality = {f"E{at:02d}": chance.gauss(70, 8) for at in range(40)}
    lenient = [chance.gauss(0, 3) for _ in range(10)]
    found, sums = [], dict.fromkeys(quality, 0.0)
    for entry, good in quality.items():
        for judge in chance.sample(range(10), 4):
            score = good + lenient[judge] + chance.gauss(0, 4)
            sums[entry] += score
            found.append(f"heat,{entry},J{judge},{score:.2f}")
    for entry in sorted(quality, key=lambda each: -sums[each])[:10]:
        for judge in range(10):
            score = quality[entry] + lenient[judge] - lower + chance.gauss(0, 4)
            found.append(f"final,{entry},J{judge},{score:.2f}")
    chance.shuffle(found)
    return ["round,entry,judge,score", *found]


def read(rows: list[str], joint: tuple[str, ...] = ORDER) -> Scores:
    return scores_of_rows((line.split(",") for line in rows), joint=joint)


@pytest.mark.parametrize("method", METHODS)
def test_finalists_stand_first_and_a_lower_final_lowers_nobody(method: str) -> None:
    found = ranking(read(lines()), rule(method))
    by_round = [line.round for line in found.entries]
    assert by_round == ["final"] * 10 + ["heat"] * 30
    assert [line.rank for line in found.entries] == list(range(1, 41))
    # A judge has a leniency in each round: twelve points apart.
    of = {(line.judge, line.round): line for line in found.judges}
    assert len(of) == 20
    gaps = [
        (of[f"J{at}", "heat"].leniency or 0) - (of[f"J{at}", "final"].leniency or 0)
        for at in range(10)
    ]
    assert np.mean(gaps) == pytest.approx(12, abs=1.5)
    same = ranking(read(lines(lower=0.0)), rule(method))
    order = [line.entry for line in found.entries]
    assert [line.entry for line in same.entries][:10] == order[:10]


def test_the_rounds_level_is_not_taken_for_leniency() -> None:
    """However much lower a round is marked, judges within it are not thought to differ more."""
    spread = [
        (ranking(read(lines(lower=lower)), rule(draws=0)).fit.variances or {})["judge"]  # type: ignore[union-attr]
        for lower in (0.0, 40.0)
    ]
    assert spread[1] == pytest.approx(spread[0], rel=0.02)


def test_chances_are_those_of_the_last_round() -> None:
    found = ranking(read(lines()), rule(cut=3, within=(1, 10)))
    finalists, others = found.entries[:10], found.entries[10:]
    assert sum(line.p_cut or 0 for line in finalists) == pytest.approx(3, abs=0.01)
    assert all((line.p_within or {})[10] == 1.0 for line in finalists)
    assert {line.p_cut for line in others} == {None}


def test_rows_in_another_order_are_the_same_bytes() -> None:
    rows = lines()
    again = [rows[0], *sorted(rows[1:])]
    first, other = (
        json.dumps(document(ranking(read(each), rule(), closer=True)))
        + json.dumps(document(ranking(read(each), rule("additive"), ranges=True)))
        for each in (rows, again)
    )
    assert first == other
    assert "@" not in json.dumps(document(ranking(read(rows), rule()))["judges"])


def test_marks_of_two_rounds_are_two_sheets() -> None:
    rows = ["round,entry,judge,criterion,mark"]
    rows += [f"{each},A,a,{line},1.5" for each in ORDER for line in ("x", "y")]
    rows += ["heat,B,a,x,1", "final,B,a,y,2"]
    scores = read(rows)
    assert scores.judges == ("a@final", "a@heat")
    assert scores.units.tolist() == [300, 300, 200, 100]


@pytest.mark.parametrize(
    ("rows", "joint", "sentence"),
    [
        (["round,entry,judge,score", "semi,A,a,1"], ORDER, "has scores of the round semi, which"),
        (["round,entry,judge,score", "heat,A,a,1"], ORDER, "no score of the round final, which"),
        (["entry,judge,score", "A,a,1"], ORDER, "--joint needs the column round"),
        (["round,entry,judge,score", "a@b,A,a,1"], ("a@b", "c"), "names without @"),
    ],
)
def test_rounds_that_do_not_fit(rows: list[str], joint: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(RankingRefused) as refused:
        read(rows, joint)
    assert sentence in refused.value.sentence


def test_a_joint_fit_of_one_round_or_by_the_mean_is_refused() -> None:
    with pytest.raises(RankingRefused, match="the rounds in order, two or more"):
        ranking(read(lines()), Rule("calibrated", joint=("final",)))
    with pytest.raises(RankingRefused, match="--joint does not go with mean"):
        ranking(read(lines()), Rule("mean", joint=ORDER))
