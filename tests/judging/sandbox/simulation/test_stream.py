"""The numbers of a seed: fixed, bounded, apart by name."""

import pytest

from judging.sandbox.simulation.stream import Stream


def test_the_numbers_of_a_seed_never_change() -> None:
    """A simulation that somebody quotes by its seed can be made again."""
    stream = Stream("1", "round", "final")
    assert [stream.below(1000) for _ in range(5)] == FIRST
    assert [Stream("1").of("round", "final").below(1000)] == FIRST[:1]


FIRST = [225, 489, 708, 747, 11]


def test_names_are_apart() -> None:
    """Not by being joined: ("ab", "c") is not ("a", "bc")."""
    one, other = Stream("1", "ab", "c"), Stream("1", "a", "bc")
    assert [one.below(10**6) for _ in range(3)] != [other.below(10**6) for _ in range(3)]
    assert Stream("1").below(10**6) != Stream("2").below(10**6)


@pytest.mark.parametrize("end", [1, 2, 3, 7, 1000])
def test_every_number_in_range_comes_and_none_beyond(end: int) -> None:
    stream = Stream("range", str(end))
    drawn = {stream.below(end) for _ in range(20 * end)}
    assert drawn == set(range(end))


def test_around_is_bounded_and_both_ways() -> None:
    stream = Stream("around")
    drawn = [stream.around(4) for _ in range(400)]
    assert min(drawn) < 0 < max(drawn)
    assert min(drawn) >= -12
    assert max(drawn) <= 12


def test_shuffled_keeps_all() -> None:
    rows = list(range(50))
    assert sorted(Stream("s").shuffled(rows)) == rows != Stream("s").shuffled(rows)
