"""Knock-out pairs."""

import pytest

from judging.tally.combine.figure import CombineRefused
from judging.tally.combine.pairs import Figures, knockout


def met(table: dict[tuple[str, str], tuple[int, int]]) -> Figures:
    """Figures of the pairs in the table, whatever the level."""
    return lambda level, left, right: table.get((left, right))


def test_a_bracket_of_five_with_a_bye() -> None:
    # a-b 3:2, c-d 1:4, e free; a-d 2:3, e free; d-e 4:1
    figures = {("a", "b"): (3, 2), ("c", "d"): (1, 4), ("a", "d"): (2, 3), ("d", "e"): (4, 1)}
    found = knockout("abcde", met(figures), {})
    assert found.places == (("d",), ("e",), ("a",), ("b", "c"))
    assert [(duel.level, duel.winner) for duel in found.duels] == [
        (1, "a"),
        (1, "d"),
        (2, "d"),
        (3, "d"),
    ]


def test_an_equal_duel_waits_for_its_decision() -> None:
    figures = {("a", "b"): (2, 2)}
    assert knockout("ab", met(figures), {}).waits == (("a", "b"),)
    assert knockout("ab", met(figures), {}).places == (("a", "b"),)
    assert knockout("ab", met(figures), {frozenset("ab"): "b"}).places == (("b",), ("a",))


def test_a_pair_that_has_not_met_waits() -> None:
    assert knockout("ac", met({}), {}).waits == (("a", "c"),)


@pytest.mark.parametrize(
    ("seeds", "decisions", "code"),
    [
        ("aa", {}, "seed_doubled"),
        ("ab", {frozenset("ab"): "z"}, "duel_winner_unknown"),
    ],
)
def test_refusals(seeds: str, decisions: dict[frozenset[str], str], code: str) -> None:
    with pytest.raises(CombineRefused, match=code):
        knockout(seeds, met({("a", "b"): (2, 2)}), decisions)
