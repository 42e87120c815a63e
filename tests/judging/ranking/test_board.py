"""The live board against a dense solve of all unknowns at once, and while it fills."""

import numpy as np
import pytest

from judging.ranking.board import _variances, board


def drawn(seed: int, share: float) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    cells = chance.integers(0, 41, size=(30, 7, 5)) * 50
    cells += (chance.integers(0, 12, size=30) * 50)[:, None, None]
    return cells, chance.random((30, 7)) < share


@pytest.mark.parametrize("share", [1.0, 0.6, 0.2])
def test_scores_and_errors_are_those_of_the_whole_system(share: float) -> None:
    cells, filled = drawn(3, share)
    filled[0] = False
    found = board(cells, filled)
    entry, judge = np.nonzero(filled)
    points = cells.sum(axis=2)[filled] / 100
    there = filled.astype(float)
    center = points.mean()
    table = (cells.sum(axis=2) / 100 - center) * there
    noise, lenient, good = _variances(table, there, there.sum(axis=1), there.sum(axis=0))
    design = np.zeros((len(points), 1 + 7 + 30))
    at = np.arange(len(points))
    design[:, 0] = 1
    design[at, 1 + judge] = 1
    design[at, 8 + entry] = 1
    prior = np.concatenate([[0], np.full(7, 1 / lenient), np.full(30, 1 / good)])
    covariance = np.linalg.inv(design.T @ design / noise + np.diag(prior))
    solved = covariance @ design.T @ points / noise
    pick = np.zeros((30, 38))
    pick[:, 0] = 1
    pick[:, 1:8] = (there.sum(axis=0) > 0) / (there.sum(axis=0) > 0).sum()
    pick[np.arange(30), 8 + np.arange(30)] = 1
    shown = filled.any(axis=1)
    assert found.score[shown] == pytest.approx((pick @ solved)[shown])
    wanted = np.sqrt(np.einsum("ij,jk,ik->i", pick, covariance, pick))
    assert found.se[shown] == pytest.approx(wanted[shown])
    assert found.rank[~shown].tolist() == [0] * int((~shown).sum())
    assert np.isnan(found.score[~shown]).all()
    assert found.rank[np.nanargmax(found.score)] == 1


def test_an_empty_board_has_no_ranks_and_a_first_sheet_one() -> None:
    cells, filled = drawn(4, 0.0)
    assert board(cells, filled).rank.tolist() == [0] * 30
    filled[5, 2] = True
    found = board(cells, filled)
    assert found.rank[5] == 1
    assert found.score[5] == pytest.approx(cells[5, 2].sum() / 100)
