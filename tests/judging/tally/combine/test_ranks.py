"""Rank sums and majority placements."""

from fractions import Fraction

import pytest

from judging.tally.combine.ranks import majority_places, midranks, rank_sums


def test_equal_figures_share_the_mean_of_their_places() -> None:
    assert midranks({"a": 90, "b": 80, "c": 80, "d": 70}) == {
        "a": 1,
        "b": Fraction(5, 2),
        "c": Fraction(5, 2),
        "d": 4,
    }
    assert midranks({"a": 90, "b": 80}, more_is_better=False) == {"a": 2, "b": 1}


def test_rank_sums_ignore_how_generous_a_judge_is() -> None:
    # judge 1: a b c; judge 2: b a c; judge 3: a c b -> a 1+2+1, b 2+1+3, c 3+3+2
    table = {
        "1": {"a": 90, "b": 80, "c": 70},
        "2": {"a": 50, "b": 60, "c": 40},
        "3": {"a": 99, "b": 1, "c": 98},
    }
    assert rank_sums(table) == {"a": 4, "b": 6, "c": 8}


def test_an_incomplete_panel_has_no_rank_sum() -> None:
    with pytest.raises(ValueError, match="panel_incomplete"):
        rank_sums({"1": {"a": 1, "b": 2}, "2": {"a": 1}})


def _places(**rows: str) -> dict[str, dict[str, int]]:
    """entry="1 2 3": what judges 0, 1, 2 … gave it."""
    table: dict[str, dict[str, int]] = {}
    for entry, row in rows.items():
        for judge, place in enumerate(row.split()):
            table.setdefault(str(judge), {})[entry] = int(place)
    return table


def _order(**rows: str) -> list[tuple[tuple[str, ...], int, int, object]]:
    return [
        (each.entries, each.column, each.votes, each.total)
        for each in majority_places(_places(**rows))
    ]


def test_a_majority_of_firsts_wins_whatever_the_sum() -> None:
    # five judges; a has three firsts (sum 3) and two lasts; b is second everywhere
    assert _order(a="1 1 1 3 3", b="2 2 2 1 1", c="3 3 3 2 2") == [
        (("a",), 1, 3, 3),
        (("b",), 2, 5, 8),
        (("c",), 3, 5, 13),
    ]


def test_the_larger_majority_goes_before_the_smaller() -> None:
    # nobody has three firsts; second or better: b four judges, a three
    assert [each[0] for each in _order(a="1 1 2 4 4", b="2 2 1 2 3", c="3 3 3 1 1", d="4 4 4 3 2")][
        :2
    ] == [("b",), ("a",)]


def test_of_equal_majorities_the_smaller_sum_goes_first() -> None:
    # second or better, three judges each: a 1+1+2 = 4, b 2+2+1 = 5
    found = _order(a="1 1 2 3 3", b="2 2 1 4 4", c="3 3 4 1 2", d="4 4 3 2 1")
    assert found[0] == (("a",), 2, 3, 4)
    assert found[1] == (("b",), 2, 3, 5)


def test_what_no_column_parts_shares_a_place() -> None:
    assert _order(a="1 2", b="2 1") == [(("a", "b"), 2, 2, 3)]
