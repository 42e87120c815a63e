"""From a measured value to points: closed formulas, no expressions.

Values are exact in the unit they were measured in, points in the unit of
``most``; nothing is rounded here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from judging.tally.exact import Exact, quotient

Direction = Literal["more", "less"]


class MeasureRefused(ValueError):
    """A value that the formula has no points for; ``code`` is the stable reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Step:
    """Points for values from ``at`` on (``at`` itself included unless ``strict``).

    With ``slope`` each full ``per`` above ``at`` adds ``slope`` points, at
    most ``most``.
    """

    at: Exact | None
    points: Exact
    strict: bool = False
    per: Exact = 0
    slope: Exact = 0
    most: Exact | None = None


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


def bands(value: Exact, steps: Sequence[Step]) -> Exact:
    """The points of the highest band that ``value`` reaches.

    ``steps`` go from the highest to the lowest; the last may have ``at`` None
    and takes the rest. Raises ``MeasureRefused`` (``measure_below_bands``).
    """
    for step in steps:
        if step.at is None:
            return step.points
        if value > step.at or (value == step.at and not step.strict):
            return _sloped(value, step)
    raise MeasureRefused("measure_below_bands")


def falling_bands(value: Exact, steps: Sequence[Step]) -> Exact:
    """As ``bands`` where less is better: the first band that ``value`` stays within.

    ``steps`` go from the lowest to the highest bound.
    """
    turned = [
        Step(
            None if step.at is None else -step.at,
            step.points,
            step.strict,
            step.per,
            step.slope,
            step.most,
        )
        for step in steps
    ]
    return bands(-value, turned)


def below_target(
    value: Exact, *, target: Exact, most: Exact, per: Exact, loss: Exact, least: Exact
) -> Exact:
    """``most`` at the target, less ``loss`` for each full ``per`` below it, at least ``least``."""
    if per <= 0:
        raise MeasureRefused("measure_range_empty")
    if value >= target:
        return most
    missing = (Fraction(target) - value) // per
    return max(least, most - loss * missing)


def _sloped(value: Exact, step: Step) -> Exact:
    if not step.per or step.at is None:
        return step.points
    points = step.points + step.slope * ((Fraction(value) - step.at) // step.per)
    return points if step.most is None else min(points, step.most)
