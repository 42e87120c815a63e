"""Sentences, numbers and lists of a rulebook, in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext

from api.pages.tags import is_chinese
from contest.rulebook.v1.names import Name
from core.numbers import HUNDREDTHS

_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands under it; ``ordered`` where the order is the rule."""

    title: str
    sentences: tuple[str, ...]
    ordered: bool = False


def say(key: str, **values: object) -> str:
    """The catalogue's text with its places filled."""
    return gettext(key).format(**values)


def pick(name: Name) -> str:
    """A name of the rulebook in the reader's language."""
    return name.zh if is_chinese() else name.en


def listed(items: Iterable[str]) -> str:
    """Items in a row, with the language's comma."""
    return gettext("page.rules.list_comma").join(items)


def together(sentences: Iterable[str]) -> str:
    """Whole sentences one after the other."""
    return ("" if is_chinese() else " ").join(sentences)


def joined(items: Iterable[str]) -> str:
    """Clauses of one sentence."""
    return gettext("page.rules.list_semicolon").join(items)


def number_text(value: Fraction) -> str:
    """A number with groups of thousands and no idle zeros; a fraction where decimals never end."""
    scaled = abs(value) * 10**_DECIMALS
    if scaled.denominator != 1:
        return str(value)
    whole, rest = divmod(scaled.numerator, 10**_DECIMALS)
    digits = f"{rest:0{_DECIMALS}d}".rstrip("0")
    text = f"{whole:,}" + (f".{digits}" if digits else "")
    return f"\N{MINUS SIGN}{text}" if value < 0 else text


def points_text(hundredths: int) -> str:
    """Points without idle zeros: 25, 12.5."""
    return number_text(Fraction(hundredths, HUNDREDTHS))


def points_words(hundredths: int) -> str:
    """Points with their word, which in English is another for one: 1 point, 2.5 points."""
    if hundredths == HUNDREDTHS:
        return say("page.rules.points_word_one")
    return say("page.rules.points_word", count=points_text(hundredths))


def share_text(share: Fraction) -> str:
    """A share as a percentage, or as the fraction that it is: 40%, 1/3."""
    percent = share * 100
    return str(share) if (percent * 100).denominator != 1 else f"{number_text(percent)}%"


def day_text(day: date) -> str:
    """A day as the reader's language writes it."""
    return date_format(day, gettext("page.time.day_format"))
