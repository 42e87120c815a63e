"""What follows from what: held against the engine's own conditions, value by value."""

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

from contest.rulebook.v1.checks.facts import apart
from contest.rulebook.v1.checks.implied import all_implied
from contest.rulebook.v1.conditions import Joined
from contest.rulebook.v1.conditions import Test as Limit
from contest.rulebook.v1.read import rulebook_read
from judging.tally.edition.facts import conditions_hold
from tests.contest.rulebook.v1.test_findings import SOUND

BOOK = rulebook_read(SOUND)
GIVEN = [Limit("x", "given", True), Limit("x", "given", False)]
LIMITS: Any = ("at_least", "at_most", "above", "below")
DAYS: Any = ("on_or_after", "on_or_before")
NUMBERS = [Limit("x", word, Fraction(n)) for word in LIMITS for n in (3, 5)]
DATES = [Limit("x", word, date(2026, 1, n)) for word in DAYS for n in (3, 5)]
TEXTS = [
    Limit("x", "is", "a"), Limit("x", "is", "b"), Limit("x", "one_of", ("a", "b")),
    Limit("x", "one_of", ("b", "c")),
    Limit("x", "none_of", ("a", "b")), Limit("x", "none_of", ("c",)),
]  # fmt: skip
KINDS: list[tuple[list[Limit], list[object]]] = [
    (NUMBERS, [None, "2", "3", "4", "4.5", "5", "6"]),
    (DATES, [None, *(f"2026-01-0{n}" for n in range(1, 8))]),
    (TEXTS, [None, "a", "b", "c", "d"]),
]


def holding(test: Limit, values: list[object]) -> list[object]:
    """The values that fulfill a test, as the engine counts."""
    return [
        value for value in values
        if conditions_hold([test], {"x": value}, entry="e", rulebook=BOOK)
    ]  # fmt: skip


def test_what_is_said_to_follow_or_to_exclude_does_for_every_value():
    seen = {True: 0, False: 0}
    for tests, values in KINDS:
        for one, other in product([*tests, *GIVEN], repeat=2):
            mine, theirs = holding(one, values), holding(other, values)
            follows = all_implied([one], [other])
            seen[follows] += 1
            if follows:
                assert set(mine) <= set(theirs), (one, other)
            if apart(one, other):
                assert not set(mine) & set(theirs), (one, other)
    assert min(seen.values()) > 40


def test_limits_of_one_kind_are_told_apart_completely():
    values = KINDS[0][1]
    for one, other in product(NUMBERS, repeat=2):
        if all_implied([one], [other]) is False:
            assert not set(holding(one, values)) <= set(holding(other, values)), (one, other)


def test_joined_conditions_follow_from_themselves_only():
    joined = Joined("any", (NUMBERS[0], TEXTS[0]))
    assert all_implied([joined, TEXTS[0]], [joined])
    assert not all_implied([NUMBERS[0]], [joined])
    assert all_implied([], [])
    assert not all_implied([], [NUMBERS[0]])
