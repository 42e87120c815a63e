"""Duels: strengths, what going first is worth, and input in any order."""

import numpy as np
import pytest

from judging.ranking.paired import ranking_of_pairs
from judging.ranking.pairs import Pairs, pairs_of, pairs_of_rows
from judging.ranking.rule import Rule

WON = {("A", "B"): (7, 3), ("B", "A"): (4, 6), ("A", "C"): (8, 2), ("C", "B"): (5, 5)}


def held(won: dict[tuple[str, str], tuple[int, int]]) -> Pairs:
    """Whole wins as pairs."""
    return pairs_of({pair: [2 * each for each in wins] for pair, wins in won.items()})


def test_two_items_have_the_log_odds() -> None:
    found = ranking_of_pairs(held({("A", "B"): (3, 9)}), Rule("bradley-terry"))
    assert [(each.entry, each.rank) for each in found.entries] == [("B", 1), ("A", 2)]
    assert found.entries[0].score == pytest.approx(np.log(3))
    assert found.entries[0].se == pytest.approx((1 / 3 + 1 / 9) ** 0.5)


def test_going_first_is_estimated() -> None:
    # A and B are equal: whoever goes first wins 3 of 4.
    pairs = held({("A", "B"): (30, 10), ("B", "A"): (30, 10)})
    found = ranking_of_pairs(pairs, Rule("bradley-terry", order_effect=True))
    assert found.fit is not None
    assert found.fit.order_effect == pytest.approx(np.log(3))
    assert [each.score for each in found.entries] == pytest.approx([0, 0], abs=1e-9)
    assert {each.rank for each in found.entries} == {1}
    plain = ranking_of_pairs(pairs, Rule("bradley-terry"))
    assert plain.fit is not None
    assert plain.fit.order_effect is None


def test_strengths_answer_the_likelihood() -> None:
    found = ranking_of_pairs(held(WON), Rule("bradley-terry", order_effect=True))
    at = {each.entry: each.score for each in found.entries}
    assert found.fit is not None
    assert found.fit.order_effect is not None
    # At the top each item's expected wins are its wins.
    expected = dict.fromkeys("ABC", 0.0)
    for (one, two), (won, lost) in WON.items():
        chance = 1 / (1 + np.exp(at[two] - at[one] - found.fit.order_effect))
        expected[one] += (won + lost) * chance
        expected[two] += (won + lost) * (1 - chance)
    assert expected == pytest.approx({"A": 21, "B": 12, "C": 7})


def test_duels_one_by_one_and_counted_are_the_same() -> None:
    one_by_one = ["winner,loser", *["A,B"] * 3, *["B,A"] * 2, "C,A", "A,C", "B,C"]
    counted = ["item1,item2,wins1,wins2", "B,C,1,0", "A,C,1,1", "A,B,3,2"]
    first, second = (
        ranking_of_pairs(pairs_of_rows(line.split(",") for line in lines), Rule("bradley-terry"))
        for lines in (one_by_one, counted)
    )
    assert first == second


def test_a_draw_is_half_a_win_for_each() -> None:
    drawn, doubled = (
        pairs_of_rows(line.split(",") for line in ["item1,item2,wins1,wins2", *lines])
        for lines in (["A,B,2.5,1.5", "A,C,1.5,1"], ["A,B,5,3", "A,C,3,2"])
    )
    one, two = (ranking_of_pairs(pairs, Rule("bradley-terry")) for pairs in (drawn, doubled))
    assert [each.score for each in one.entries] == pytest.approx(
        [each.score for each in two.entries]
    )
    ratio = [a.se / b.se for a, b in zip(one.entries, two.entries, strict=True) if a.se and b.se]
    assert ratio == pytest.approx([2**0.5] * 2)
