"""Marks, rounding and money: exact, and never a float.

A mark is an integer of a hundredth. Everything computed from marks stays a
``Fraction`` until the one rounding that the rulebook names.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

HUNDREDTHS = 100

_MARK = re.compile(r"(0|[1-9][0-9]{0,5})(?:\.([0-9]{1,2}))?")
_TOO_PRECISE = re.compile(r"(?:0|[1-9][0-9]{0,5})\.[0-9]{3,}")
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CURRENCY = re.compile(r"[A-Z]{3}")


class NumberRefused(ValueError):
    """A value that is no mark or no money; ``code`` is the stable reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def mark_parse(value: object) -> int:
    """The hundredths of a decimal string: ``"8.50"`` is 850.

    Only plain ASCII decimals pass. Raises ``NumberRefused`` with
    ``mark_not_text`` (a JSON number, null, ...), ``mark_too_precise`` (more
    than two decimals) or ``mark_malformed`` (sign, exponent, space, other
    digits, leading zeros, more than six digits before the point).
    """
    if not isinstance(value, str):
        raise NumberRefused("mark_not_text")
    found = _MARK.fullmatch(value)
    if found is None:
        precise = _TOO_PRECISE.fullmatch(value)
        raise NumberRefused("mark_too_precise" if precise else "mark_malformed")
    whole, decimals = found.groups(default="")
    return int(whole) * HUNDREDTHS + int(decimals.ljust(2, "0"))


def mark_text(hundredths: int) -> str:
    """The wire form of a mark, always with two decimals: 850 is ``"8.50"``."""
    if hundredths < 0:
        raise NumberRefused("mark_negative")
    whole, rest = divmod(hundredths, HUNDREDTHS)
    return f"{whole}.{rest:02d}"


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """Round an exact value once; a half goes away from zero.

    The result carries exactly ``decimals`` places (86.5 at two is 86.50).
    """
    if decimals < 0:
        raise NumberRefused("decimals_negative")
    scaled = abs(value) * 10**decimals
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    # Built from digits, so no decimal context can round it a second time.
    digits = tuple(int(digit) for digit in str(rounded))
    return Decimal((1 if value < 0 and rounded else 0, digits, -decimals))


def fraction_text(value: Fraction) -> str:
    """The exact value as text: ``"173/2"``, or ``"90"`` where it is whole."""
    return str(value)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of one currency and of one kind.

    Kinds (a prize, a planned investment, funds in place) and currencies are
    never added to each other: that raises ``NumberRefused``.
    """

    kind: str
    currency: str
    minor: int

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise NumberRefused("money_not_minor_units")
        if not _KIND.fullmatch(self.kind):
            raise NumberRefused("money_kind_unknown")
        if not _CURRENCY.fullmatch(self.currency):
            raise NumberRefused("money_currency_unknown")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.kind, self.currency, self.minor + self._same(other).minor)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.kind, self.currency, self.minor - self._same(other).minor)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other).minor

    def _same(self, other: "Money") -> "Money":
        if self.kind != other.kind:
            raise NumberRefused("money_kind_mixed")
        if self.currency != other.currency:
            raise NumberRefused("money_currency_mixed")
        return other

    def to_wire(self) -> dict[str, str | int]:
        """The JSON object of this amount."""
        return {"kind": self.kind, "currency": self.currency, "minor": self.minor}


def money_parse(value: object) -> Money:
    """Money from its JSON object ``{kind, currency, minor}``, nothing else.

    Raises ``NumberRefused`` (``money_malformed`` for a wrong shape, or the
    codes of ``Money``); a float or a boolean as ``minor`` is refused.
    """
    if not isinstance(value, Mapping) or set(value) != {"kind", "currency", "minor"}:
        raise NumberRefused("money_malformed")
    kind, currency = value["kind"], value["currency"]
    if not isinstance(kind, str) or not isinstance(currency, str):
        raise NumberRefused("money_malformed")
    return Money(kind=kind, currency=currency, minor=value["minor"])
