"""The calibrated fit: settled, the same for any order, and honest where it cannot know."""

import json

import numpy as np
import pytest

from judging.ranking.calibrated.fit import fit
from judging.ranking.calibrated.model import plain, table_of
from judging.ranking.calibrated.posterior import spread_of
from judging.ranking.calibrated.step import effects_of, hyper_of
from judging.ranking.ranking import ranking
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.ranking.wire import document
from tests.judging.ranking.small import drawn, grid, table

BOTH = ["calibrated", "calibrated-robust"]


@pytest.mark.parametrize("method", BOTH)
@pytest.mark.parametrize("tracks", [0, 3])
def test_rows_in_another_order_give_the_same_bytes(method: str, tracks: int) -> None:
    rows, of = drawn(5, tracks=tracks)
    rule = Rule(method, cut=10)
    first = json.dumps(document(ranking(table(rows, of), rule)))
    assert json.dumps(document(ranking(table(sorted(rows), of), rule))) == first


@pytest.mark.parametrize("robust", [False, True])
def test_further_steps_move_no_score_by_a_millionth(robust: bool) -> None:
    rows, of = drawn(7, tracks=2)
    fitted = fit(table_of(table(rows, of)), robust=robust)
    hyper, effects, weights = fitted.hyper, fitted.effects, fitted.weights
    for _ in range(200):
        hyper = hyper_of(fitted.table, weights, hyper, effects)
        effects = effects_of(fitted.table, weights, hyper, effects, 1e-12)
    moved = effects.mean[fitted.table.track] + effects.leniency.mean() + effects.quality
    assert np.max(np.abs(moved + fitted.table.center - fitted.score)) < 1e-6


def test_effects_solve_the_whole_system() -> None:
    """Against a dense solve of all unknowns at once, at hyper-parameters by chance."""
    rows, of = drawn(9, entries=20, tracks=2)
    held = table_of(table(rows, of))
    hyper = fit(held, robust=False).hyper
    effects = effects_of(held, plain(held), hyper, None, 1e-12)
    scores, judges, entries = held.scores, held.layout.judges, held.layout.entries
    design = np.zeros((len(scores.entry), judges + 2 + entries))
    at = np.arange(len(scores.entry))
    design[at, scores.judge] = 1
    design[at, judges + scores.track[scores.entry]] = 1
    design[at, judges + 2 + scores.entry] = hyper.scale[scores.judge]
    weight = 1 / hyper.noise[scores.judge]
    prior = np.concatenate(
        [np.full(judges, 1 / hyper.leniency), [0, 0], np.full(entries, 1 / hyper.quality)]
    )
    precision = design.T @ (weight[:, None] * design) + np.diag(prior)
    solved = np.linalg.solve(precision, design.T @ (weight * held.points))
    mine = np.concatenate([effects.leniency, effects.mean, effects.quality])
    assert mine == pytest.approx(solved, abs=1e-8)


def test_a_severe_judge_is_found_and_an_unlucky_entry_helped() -> None:
    rows, _ = drawn(11, entries=80, judges=6, each=3)
    rows = [(e, j, str(max(int(s) - 20, 0)) if j == "J02" else s) for e, j, s in rows]
    found = ranking(table(rows), Rule("calibrated", cut=10))
    judges = {each.judge: each for each in found.judges}
    severe = judges["J02"]
    assert severe.leniency is not None
    assert severe.se is not None
    assert severe.leniency < -12
    assert severe.se < 3
    assert min(judges, key=lambda name: judges[name].leniency or 0.0) == "J02"
    chances = [each.p_cut for each in found.entries if each.p_cut is not None]
    assert sum(chances) == pytest.approx(10, abs=1e-9)
    assert all(each.low is not None and each.high is not None and each.low < each.score < each.high
               for each in found.entries)  # fmt: skip


@pytest.mark.parametrize("tracks", [0, 3])
def test_chances_of_several_numbers_of_first_places(tracks: int) -> None:
    rows, of = drawn(13, tracks=tracks)
    scores = table(rows, of)
    found = ranking(scores, Rule("calibrated", cut=3, within=(1, 3, 10), per_track=bool(tracks)))
    for number in (1, 3, 10):
        total = sum((each.p_within or {})[number] for each in found.entries)
        assert total == pytest.approx(number * max(tracks, 1), abs=1e-9)
    for each in found.entries:
        chances = each.p_within or {}
        assert 0 <= chances[1] <= chances[3] <= chances[10] <= 1
        assert chances[3] == each.p_cut
    assert (found.entries[0].p_within or {})[10] > (found.entries[-1].p_within or {})[10]
    assert set(document(found)["entries"][0]["p_within"]) == {"1", "3", "10"}


def test_who_asks_for_no_more_chances_keeps_the_hash() -> None:
    assert "within" not in Rule("calibrated", cut=3).document()
    scores = table(drawn(13)[0])
    hashes = {ranking(scores, Rule("calibrated", within=asked)).hash for asked in ((), (1,), (2,))}
    assert len(hashes) == 3


@pytest.mark.parametrize("asked", [(0,), (3, 3), (-1, 2)])
def test_numbers_of_first_places_are_checked(asked: tuple[int, ...]) -> None:
    scores = table(drawn(13)[0])
    with pytest.raises(RankingRefused, match="--within must be different whole numbers"):
        ranking(scores, Rule("calibrated", within=asked))
    with pytest.raises(RankingRefused, match="--within does not go with mean"):
        ranking(scores, Rule("mean", within=(1,)))


def test_errors_are_those_of_the_joint_posterior() -> None:
    """Draws against the inverse of the whole precision, scale included."""
    rows, of = drawn(12, entries=30, tracks=2)
    fitted = fit(table_of(table(rows, of)), robust=False)
    spread = spread_of(fitted, draws=20_000, level=90, cut=None, seed=1)
    held, hyper, effects = fitted.table, fitted.hyper, fitted.effects
    scores, judges, entries = held.scores, held.layout.judges, held.layout.entries
    size = 2 * judges + 2 + entries
    design = np.zeros((len(scores.entry), size))
    at = np.arange(len(scores.entry))
    design[at, scores.judge] = 1
    design[at, judges + scores.judge] = effects.quality[scores.entry]
    design[at, 2 * judges + scores.track[scores.entry]] = 1
    design[at, 2 * judges + 2 + scores.entry] = hyper.scale[scores.judge]
    prior = np.concatenate(
        [
            np.full(judges, 1 / hyper.leniency),
            np.full(judges, 1 / hyper.spread),
            [0, 0],
            np.full(entries, 1 / hyper.quality),
        ]
    )
    weight = 1 / hyper.noise[scores.judge]
    covariance = np.linalg.inv(design.T @ (weight[:, None] * design) + np.diag(prior))
    # A score is the track's mean, the mean leniency and the quality, at a mean scale of one.
    pick = np.zeros((entries, size))
    pick[:, :judges] = 1 / judges
    pick[np.arange(entries), 2 * judges + held.track] = 1
    pick[np.arange(entries), 2 * judges + 2 + np.arange(entries)] = 1
    pull = (hyper.scale / hyper.noise)[scores.judge]
    down = np.bincount(scores.entry, weights=pull) * effects.quality / effects.precision
    pick[:, judges : 2 * judges] = down[:, None] / judges
    wanted = np.sqrt(np.einsum("ij,jk,ik->i", pick, covariance, pick))
    assert spread.se == pytest.approx(wanted, rel=0.05)


def test_a_bought_score_weighs_less_under_robust() -> None:
    rows, _ = drawn(13, entries=60, judges=10, each=5)
    entry = sorted(rows)[150][0]
    judge = next(j for e, j, _ in rows if e == entry)
    bought = [(e, j, "100" if (e, j) == (entry, judge) else s) for e, j, s in rows]
    gained = {
        method: score_of(bought, entry, method) - score_of(rows, entry, method) for method in BOTH
    }
    assert 0 <= gained["calibrated-robust"] < gained["calibrated"] / 2


def score_of(rows: list[tuple[str, str, str]], entry: str, method: str) -> float:
    found = ranking(table(rows), Rule(method))
    return next(each.score for each in found.entries if each.entry == entry)


def test_parts_are_ranked_with_a_warning_that_names_them() -> None:
    rows, _ = drawn(14, entries=20, judges=4, each=3)
    apart = rows + [(f"Z{entry[1:]}", f"K{judge[1:]}", score) for entry, judge, score in rows]
    found = ranking(table(apart), Rule("calibrated"))
    assert found.fit is not None
    assert found.fit.parts == 2
    assert "E000, E001, E002 and 17 more | Z000, Z001, Z002 and 17 more" in found.warnings[0]


@pytest.mark.parametrize("method", BOTH)
@pytest.mark.parametrize(
    ("figures", "tracks", "sentence"),
    [
        ({"A": "80", "B": "70", "C": "75"}, None, "Only a has scored"),
        ({"A": "80 70", "B": "70 75"}, None, "needs at least 3 entries; there are 2"),
        ({"A": "80 70", "B": "70 -", "C": "75 -"}, None, "needs at least 5 scores for 3 entries"),
        ({"A": "80 70", "B": "70 70", "C": "75 70"}, None, "b gave 3 times the same score (70)"),
        ({"A": "80 70", "B": "70 71", "C": "75 77"}, "TTU", "The track U has one entry, C"),
    ],
)
def test_refusals(method: str, figures: dict[str, str], tracks: str | None, sentence: str) -> None:
    of = None if tracks is None else dict(zip(figures, tracks, strict=True))
    with pytest.raises(RankingRefused) as refused:
        ranking(table(grid(figures), of), Rule(method))
    assert sentence in refused.value.sentence


def test_places_of_each_track_add_up() -> None:
    rows, of = drawn(15, entries=60, judges=9, tracks=3)
    found = ranking(table(rows, of), Rule("calibrated", cut=4, per_track=True))
    assert of is not None
    sums = dict.fromkeys("012", 0.0)
    for each in found.entries:
        sums[of[each.entry][1:]] += each.p_cut or 0.0
    assert sums == pytest.approx(dict.fromkeys("012", 4.0))
    assert found.warnings == ()


def test_tracks_that_few_scores_tie_are_named() -> None:
    rows, _ = drawn(16, entries=20, judges=4, each=3)
    other = [(f"Z{entry[1:]}", f"K{judge[1:]}", score) for entry, judge, score in rows]
    bridge = [("E000", "K00", "70"), ("Z001", "J01", "72")]
    of = {entry: entry[0] for entry, _, _ in [*rows, *other]}
    found = ranking(table([*rows, *other, *bridge], of), Rule("calibrated"))
    assert [warning.split(";")[0] for warning in found.warnings] == [
        "2 scores tie the track E to the others",
        "2 scores tie the track Z to the others",
    ]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule("calibrated", per_track=True), "needs to know how many of each track go on"),
        (Rule("calibrated", per_track=True, cut=2), "--per-track needs the column track"),
        (Rule("mean", per_track=True), "--per-track does not go with mean"),
        (Rule("calibrated", cut=0), "--cut must be a whole number from 1 on"),
    ],
)
def test_cuts_that_say_nothing(rule: Rule, sentence: str) -> None:
    rows, _ = drawn(17)
    with pytest.raises(RankingRefused, match=sentence):
        ranking(table(rows), rule)


@pytest.mark.parametrize("robust", [False, True])
@pytest.mark.parametrize("kind", ["exact", "coarse", "small", "large"])
def test_awkward_tables_settle(kind: str, robust: bool) -> None:
    """No error at all, marks in tens, four entries, millions of points."""
    rows, _ = drawn(18, entries=4 if kind == "small" else 25, judges=5, each=4)
    if kind == "exact":
        rows = [(e, j, str(60 + int(e[1:]) + 3 * int(j[1:]))) for e, j, _ in rows]
    if kind == "coarse":
        rows = [(e, j, f"{int(s) // 10}0") for e, j, s in rows]
    if kind == "large":
        rows = [(e, j, f"{s}00000") for e, j, s in rows]
    fitted = fit(table_of(table(rows)), robust=robust)
    spread = spread_of(fitted, draws=50, level=90, cut=2, seed=1)
    assert np.isfinite(fitted.score).all()
    assert (spread.se > 0).all()
    if kind == "exact":
        shown = fitted.score - 60 - 6  # the judges' mean leniency
        assert shown == pytest.approx(np.arange(25), abs=0.2)
