"""Own organizations: a planted favor is found and is theirs; none is claimed where none is."""

import numpy as np
import pytest

from judging.ranking.favor import Favor, favor
from judging.ranking.ranking import ranking
from judging.ranking.read import scores_of_rows
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from tests.judging.ranking.looks import Planted, planted
from tests.judging.ranking.small import grid, table

HEAD = "entry,judge,score,judge_org,entry_org"


def found(what: Planted, seed: int) -> Favor:
    told = favor(planted(what, seed))
    assert told is not None
    return told


def read(rows: list[str]) -> Favor:
    told = favor(scores_of_rows(line.split(",") for line in [HEAD, *rows]))
    assert told is not None
    return told


def test_a_favor_is_found_and_is_that_organizations() -> None:
    what = Planted(entries=240, own=9.0)
    differences, looks, others = [], 0, 0
    for seed in range(10):
        own = planted(what, seed).beside.judge_org[0]
        for each in found(what, seed).organizations:
            if each.organization == own:
                differences.append(each.difference or 0.0)
                looks += each.look
            else:
                others += each.look
    assert np.mean(differences) == pytest.approx(9.0, abs=1.0)
    assert (looks >= 9, others <= 1) == (True, True)


def test_false_alarms_are_as_rare_as_promised() -> None:
    told = [found(Planted(), seed) for seed in range(60)]
    assert sum(any(each.look for each in one.organizations) for one in told) <= 8
    assert sum(one.overall is not None and one.overall.look for one in told) <= 8
    ratios = [
        each.difference / each.se
        for one in told
        for each in one.organizations
        if each.difference is not None and each.se is not None
    ]
    assert np.std(ratios) == pytest.approx(1.0, abs=0.15)


def test_few_own_scores_are_counted_and_not_compared() -> None:
    rows = [
        f"E{at},{judge},{70 + at + 3 * (judge == 'b')},{org},{'x' if at < 2 else 'z'}"
        for at in range(6)
        for judge, org in (("a", "x"), ("b", "y"), ("c", ""))
    ]
    told = read(rows)
    (own,) = told.organizations
    assert (own.organization, own.scores, own.judges, own.entries) == ("x", 2, 1, 2)
    assert (own.difference, own.se, own.look) == (None, None, False)
    # b's and the others' scores are nobody's own.
    assert told.overall is not None
    assert (told.overall.scores, told.overall.difference) == (2, None)


def test_nobody_else_to_compare_with_tells_nothing() -> None:
    """Entries that only their own organization's judges scored say nothing of a favor."""
    chance = np.random.default_rng(1)
    rows = [
        f"{org}{at},{judge},{chance.normal(70, 8):.2f},{org},{org}"
        for org, judges in (("x", "abc"), ("y", "def"))
        for at in range(12)
        for judge in judges
    ]
    assert {each.difference for each in read(rows).organizations} == {None}


def test_the_words_state_figures_and_accuse_nobody() -> None:
    scores = planted(Planted(entries=240, own=12.0), 3)
    own = scores.beside.judge_org[0]
    assert ranking(scores, Rule("mean")).favor is None
    told = ranking(scores, Rule("mean"), closer=True)
    sentence = next(each for each in told.warnings if each.startswith(f"Judges of {own} gave"))
    assert "points more than the other judges' scores of the same entries lead one" in sentence
    assert sentence.endswith("Why is not told by scores; judges may know their own field better.")
    for word in ("favor", "bias", "cheat", "unfair"):
        assert word not in " ".join(told.warnings)


def test_without_organizations_nothing_is_told() -> None:
    assert favor(table(grid({"A": "80 70", "B": "60 75"}))) is None


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["A,a,1,x,y", "B,a,1,z,y"], "a belongs to x and to z"),
        (["A,a,1,x,y", "A,b,1,x,"], "A belongs to - and to y"),
    ],
)
def test_two_organizations_of_one(rows: list[str], sentence: str) -> None:
    with pytest.raises(RankingRefused) as refused:
        scores_of_rows(line.split(",") for line in [HEAD, *rows])
    assert sentence in refused.value.sentence
