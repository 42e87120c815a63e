"""Figures as the report prints them: decimal text with a fixed number of digits."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_FINEST = 10**9


def figure(value: float | Fraction | Decimal | None, digits: int = 2) -> str | None:
    """Rounded half up to `digits`; None stays None, and no zero carries a minus."""
    if value is None:
        return None
    if isinstance(value, Fraction):
        # Nine digits are more than is ever printed; exact halves stay exact.
        value = Decimal(value.numerator * _FINEST // value.denominator).scaleb(-9)
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    shown = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return str(abs(shown) if shown == 0 else shown)
