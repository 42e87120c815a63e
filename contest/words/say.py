"""Small words: names in the reader's language, numbers as people write them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language, gettext

from contest.rulebook.v1.checks.words import mark_words, points_text
from contest.rulebook.v1.names import Name

_LARGE: Final = 10_000


def say(key: str, **values: object) -> str:
    """The sentence of ``rulebook.words.<key>`` with its places filled."""
    return gettext(f"rulebook.words.{key}").format(**values)


def is_chinese() -> bool:
    """Whether the reader's language is Chinese."""
    return (get_language() or "").startswith("zh")


def pick(name: Name) -> str:
    """The name in the reader's language."""
    return name.zh if is_chinese() else name.en


def points(hundredths: int) -> str:
    """Points without idle zeros."""
    return mark_words(hundredths)


def share(value: Fraction) -> str:
    """A share in percent where that is short, else as a fraction."""
    percent = value * 100
    return f"{points_text(percent)}%" if 100 % percent.denominator == 0 else str(value)


def amount(value: Fraction) -> str:
    """A number; large round ones in 万 and 亿, or with commas in English."""
    if value.denominator != 1 or abs(value) < _LARGE:
        return points_text(value)
    if not is_chinese():
        return f"{value.numerator:,}"
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= size and value % (size // 100) == 0:
            return f"{points_text(value / size)} {word}"
    return points_text(value)


def with_unit(value: str, unit: str | None) -> str:
    """The value and its unit; 万 and 亿 take it without a space."""
    if not unit:
        return value
    return f"{value}{unit}" if value.endswith(("万", "亿")) else f"{value} {unit}"


def clock(seconds: int) -> str:
    """A time in minutes where it is whole ones, else in seconds."""
    if seconds and seconds % 60 == 0:
        return say("minutes", count=seconds // 60)
    return say("seconds", count=seconds)


def number(value: object) -> str:
    """A number, a day, a text or a flag as a condition quotes it."""
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, Fraction):
        return amount(value)
    if isinstance(value, date):
        return say("day", year=value.year, month=value.month, day=value.day)
    return str(value)


def listed(words: Iterable[str]) -> str:
    """Words of equal rank in a row."""
    return gettext("page.rules.list_comma").join(words)
