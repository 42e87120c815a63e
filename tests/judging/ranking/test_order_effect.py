"""The order of scoring: planted effects are found, none is claimed where there is none."""

import numpy as np
import pytest

from judging.ranking.order_effect import OrderEffect, order_effect
from judging.ranking.ranking import ranking
from judging.ranking.read import scores_of_rows
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from tests.judging.ranking.looks import Planted, planted
from tests.judging.ranking.small import grid, table

CONTESTS = 60
ONE_ORDER = Planted(entries=30, judges=7, each=7, one_order=True)


def found(what: Planted, seed: int) -> OrderEffect:
    effect = order_effect(planted(what, seed))
    assert effect is not None
    return effect


def test_by_hand() -> None:
    # Without the order, judge a is as lenient as b; each place gives half a point.
    quality = [70, 74, 78, 72, 76, 71, 77, 73, 75, 79, 70, 74]
    lines = ["entry,judge,score,position"]
    chance = [1, -1, 2, -2, 0, 0, 1, -1, 2, -2, 0, 0]
    for at, good in enumerate(quality):
        for judge, place in (("a", at + 1), ("b", 12 - at)):
            noise = chance[at] * 0.001 * (1 if judge == "a" else -1)
            lines.append(f"E{at:02d},{judge},{good + 0.5 * place + noise:.4f},{10 * place}")
    effect = order_effect(scores_of_rows(line.split(",") for line in lines))
    assert effect is not None
    assert effect.common is not None
    assert effect.common.value == pytest.approx(0.5, abs=0.001)
    assert effect.common.p < 1e-6
    assert effect.by_lot is None


def test_one_judges_drift_is_found_and_is_that_judges() -> None:
    effects = [found(Planted(entries=120, first=0.35), seed) for seed in range(10)]
    looks = [{each.judge for each in effect.judges if each.look} for effect in effects]
    assert sum("J00" in each for each in looks) >= 9
    assert sum(len(each - {"J00"}) for each in looks) <= 1
    slopes = [effect.judges[0].slope or 0.0 for effect in effects]
    assert np.mean(slopes) == pytest.approx(0.35, abs=0.05)


def test_what_all_judges_share_is_found_inside_the_same_entries() -> None:
    effects = [found(Planted(entries=120, common=0.12), seed) for seed in range(10)]
    common = [effect.common for effect in effects if effect.common is not None]
    assert np.mean([each.value for each in common]) == pytest.approx(0.12, abs=0.02)
    assert sum(each.p < 0.05 for each in common) >= 9


def test_one_order_for_all_tells_drifts_apart_and_the_lots_effect() -> None:
    effects = [
        found(Planted(entries=30, judges=7, each=7, one_order=True, first=0.8), seed)
        for seed in range(10)
    ]
    assert all(effect.common is None and effect.relative for effect in effects)
    assert sum(effect.judges[0].look for effect in effects) >= 9
    # Against the mean of seven judges, of whom it is one.
    slopes = [effect.judges[0].slope or 0.0 for effect in effects]
    assert np.mean(slopes) == pytest.approx(0.8 * 6 / 7, abs=0.08)
    strong = Planted(entries=30, judges=7, each=7, one_order=True, common=0.6)
    by_lot = [found(strong, seed).by_lot for seed in range(10)]
    assert sum(each is not None and each.p < 0.05 for each in by_lot) >= 8


@pytest.mark.parametrize("what", [Planted(), ONE_ORDER])
def test_false_alarms_are_as_rare_as_promised(what: Planted) -> None:
    """One table in twenty; more than eight of sixty happen once in a hundred such tests."""
    effects = [found(what, seed) for seed in range(CONTESTS)]
    assert sum(any(each.look for each in effect.judges) for effect in effects) <= 8
    tested = [effect.common or effect.by_lot for effect in effects]
    assert sum(each is not None and each.p < 0.05 for each in tested) <= 8
    ratios = [
        each.slope / each.se
        for effect in effects
        for each in effect.judges
        if each.slope is not None and each.se is not None
    ]
    # Errors are neither boasting nor timid.
    assert np.std(ratios) == pytest.approx(1.0, abs=0.12)


def test_the_ranking_tells_it_when_asked() -> None:
    scores = planted(Planted(entries=120, first=0.35), 1)
    plain = ranking(scores, Rule("mean"))
    assert (plain.order, plain.judges[0].order_effect) == (None, None)
    closer = ranking(scores, Rule("mean"), closer=True)
    assert closer.judges[0].order_effect == pytest.approx(0.35, abs=0.1)
    assert "order_effect" in closer.judges[0].flags
    assert any(
        each.startswith("J00's scores moved by +") and each.endswith("worth a look.")
        for each in closer.warnings
    )


def test_nothing_is_told_of_what_is_not_known() -> None:
    assert order_effect(table(grid({"A": "80 70", "B": "60 75"}))) is None
    short = ["entry,judge,score,position", "A,a,80,1", "B,a,70,2", "A,b,75,", "B,b,71,"]
    effect = order_effect(scores_of_rows(line.split(",") for line in short))
    assert effect is not None
    assert (effect.scores, effect.common, effect.by_lot) == (2, None, None)
    assert [(each.judge, each.n, each.slope) for each in effect.judges] == [("a", 2, None)]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["A,a,1,0"], "0 is no place of A in a's sequence"),
        (["A,a,1,x"], "x is no place of A"),
        (["A,a,1,2", "B,a,1,2"], "a has two entries at position 2"),
    ],
)
def test_positions_that_are_none(rows: list[str], sentence: str) -> None:
    with pytest.raises(RankingRefused) as refused:
        scores_of_rows(line.split(",") for line in ["entry,judge,score,position", *rows])
    assert sentence in refused.value.sentence


def test_a_sheets_rows_have_one_position() -> None:
    lines = ["entry,judge,criterion,mark,position", "A,a,x,1,1", "A,a,y,2,2"]
    with pytest.raises(RankingRefused, match="A by a stands at position 1 and at 2"):
        scores_of_rows(line.split(",") for line in lines)
    lines[2] = "A,a,y,2,1"
    scores = scores_of_rows(line.split(",") for line in lines)
    assert scores.beside.position is not None
    assert scores.beside.position.tolist() == [1]
