"""From a measured value to points: closed formulas, no expressions.

Values are exact in the unit they were measured in, points in the unit of
``most``; nothing is rounded here.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from judging.tally.exact import Exact, quotient

Direction = Literal["more", "less"]


class MeasureRefused(ValueError):
    """A value that the formula has no points for; ``code`` is the stable reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def share_of_best(
    values: Mapping[str, Exact], *, most: Exact, better: Direction = "more"
) -> dict[str, Exact]:
    """The best has ``most``, the others their share of it.

    ``more``: most x value / best. ``less`` (a price, a time): most x best /
    value. Raises ``MeasureRefused`` (``measure_not_positive``) where a
    divisor would be zero or a value negative.
    """
    if any(value < 0 for value in values.values()):
        raise MeasureRefused("measure_not_positive")
    if not values:
        return {}
    best = max(values.values()) if better == "more" else min(values.values())
    divisors = [best] if better == "more" else list(values.values())
    if any(divisor == 0 for divisor in divisors):
        raise MeasureRefused("measure_not_positive")
    if better == "more":
        return {entry: quotient(most * value, best) for entry, value in sorted(values.items())}
    return {entry: quotient(most * best, value) for entry, value in sorted(values.items())}


def lowest_price(
    prices: Mapping[str, Exact], *, most: Exact, valid_from: Exact = 0
) -> dict[str, Exact]:
    """Most x lowest valid price / price; a price below ``valid_from`` has no points.

    The rule of Chinese procurement: the lowest valid offer is the base.
    """
    valid = {entry: price for entry, price in prices.items() if price >= valid_from}
    if any(price <= 0 for price in valid.values()):
        raise MeasureRefused("measure_not_positive")
    scores = share_of_best(valid, most=most, better="less") if valid else {}
    return {entry: scores.get(entry, 0) for entry in sorted(prices)}


def linear(value: Exact, *, at_zero: Exact, at_full: Exact, most: Exact) -> Exact:
    """No points at ``at_zero``, ``most`` at ``at_full``, straight between, flat outside."""
    if at_zero == at_full:
        raise MeasureRefused("measure_range_empty")
    share = Fraction(value - at_zero) / (at_full - at_zero)
    return quotient(most * min(max(share, Fraction(0)), Fraction(1)), 1)
