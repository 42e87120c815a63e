"""Whether a figure that somebody may not know stands in what they were told.

Looking for "31" in an answer's bytes finds it by chance in one uuid of ten. Here each leaf is
looked at, and each number in a leaf's words is held against the figure by its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

# What holds digits by chance or by the time of day: uuids, hashes, moments.
_CHANCE = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|[0-9a-f]{16,}"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
    r")(?![0-9A-Za-z])"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def figures_shown(said: Any, *figures: str) -> list[str]:
    """Which of these figures stand in `said`: JSON as it was read, or one text.

    22.5 is found as 22.50 too; hundredths are another figure, name them beside it.
    """
    there = {number for leaf in _leaves(said) for number in _numbers(leaf)}
    return [figure for figure in figures if Decimal(figure) in there]


def _leaves(said: Any) -> Iterator[str]:
    """Each word and number, keys of objects too."""
    if isinstance(said, dict):
        for key, value in said.items():
            yield str(key)
            yield from _leaves(value)
    elif isinstance(said, (list, tuple)):
        for value in said:
            yield from _leaves(value)
    elif said is not None:
        yield str(said)


def _numbers(leaf: str) -> Iterator[Decimal]:
    return (Decimal(found) for found in _NUMBER.findall(_CHANCE.sub(" ", leaf)))
