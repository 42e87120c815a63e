"""The rule of the day by hand: the highest and the lowest total leave, the rest is averaged.

Written from the rule's sentence, without a line of the product's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def total(marks: Mapping[str, str]) -> Decimal:
    """The sum of a card."""
    return sum((Decimal(mark) for mark in marks.values()), Decimal(0))


def final(totals: Sequence[Decimal]) -> Decimal:
    """Without one highest and one lowest where there are five or more; two decimals, half up."""
    kept = sorted(totals)[1:-1] if len(totals) >= 5 else sorted(totals)
    mean = sum(map(Fraction, kept), Fraction(0)) / len(kept)
    return (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )


def misplaced(finals: Mapping[str, Decimal], told: Mapping[str, int]) -> list[str]:
    """Who has a place that the finals do not allow; equal ones may share it or be set apart."""
    return [
        number
        for number, mine in finals.items()
        if not sum(each > mine for each in finals.values())
        < told[number]
        <= sum(each >= mine for each in finals.values())
    ]
