"""Kinds without parts: texts, numbers, dates, choices, ids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.shape.kind import Definitions, Kind, Schema
from contest.rulebook.shape.look import Look, near
from core.numbers import mark_parse

# ``(?!\n)``: Python's ``$`` also matches before a last line feed, ECMAScript's does not.
_END: Final = r"(?!\n)$"
_MARK: Final = rf"^(0|[1-9][0-9]{{0,5}})(\.[0-9]{{1,2}})?{_END}"
_NUMBER: Final = rf"^-?(0|[1-9][0-9]{{0,11}})(\.[0-9]{{1,6}})?{_END}"
_SHARE: Final = (
    rf"^((0|[1-9][0-9]{{0,5}})(\.[0-9]{{1,6}})?%?|[1-9][0-9]{{0,3}}/[1-9][0-9]{{0,3}}){_END}"
)
_ID: Final = rf"^[a-z][a-z0-9_]{{0,39}}{_END}"
# Signs that cannot be seen; databases refuse the first of them.
_UNSEEN: Final = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f"
_TEXT: Final = rf"^(?=[\s\S]*\S)[^{_UNSEEN}]*$"
_DATE: Final = rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_END}"


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A text with at least one sign, on one line or more."""

    longest: int = 500

    def schema(self, definitions: Definitions) -> Schema:
        """A string."""
        return {"type": "string", "pattern": _TEXT, "maxLength": self.longest}

    def look(self, value: object, path: str, look: Look) -> None:
        """Not a text, empty, too long, signs that cannot be seen, or half a character."""
        if not isinstance(value, str):
            look.found(path, "type_wrong", expected="text")
        elif not re.search(r"\S", value):
            look.found(path, "text_empty")
        elif len(value) > self.longest:
            look.found(path, "text_long", longest=self.longest)
        elif not re.search(_TEXT, value) or any("\ud800" <= each <= "\udfff" for each in value):
            look.found(path, "text_malformed", expected="text", value="?")

    def read(self, value: Any) -> str:
        """The text as it stands."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """True or false."""

    def schema(self, definitions: Definitions) -> Schema:
        """A boolean."""
        return {"type": "boolean"}

    def look(self, value: object, path: str, look: Look) -> None:
        """Anything but true and false."""
        if not isinstance(value, bool):
            look.found(path, "flag_wrong", value=_short(value))

    def read(self, value: Any) -> bool:
        """The flag."""
        return bool(value)


@dataclass(frozen=True, slots=True)
class Count(Kind):
    """A whole number between two others."""

    low: int = 0
    high: int = 100_000

    def schema(self, definitions: Definitions) -> Schema:
        """An integer."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def look(self, value: object, path: str, look: Look) -> None:
        """Not whole, too small or too large."""
        if isinstance(value, bool) or not isinstance(value, int):
            look.found(path, "type_wrong", expected="count")
        elif not self.low <= value <= self.high:
            look.found(path, "number_out_of_range", value=value, low=self.low, high=self.high)

    def read(self, value: Any) -> int:
        """The number."""
        return int(value)


@dataclass(frozen=True, slots=True)
class _Decimal(Kind):
    """A number written as decimal text, or as a whole number."""

    expected = "number"
    pattern = _NUMBER

    def schema(self, definitions: Definitions) -> Schema:
        """A string of digits or an integer."""
        return {"type": ["string", "integer"], "pattern": self.pattern}

    def look(self, value: object, path: str, look: Look) -> None:
        """A fraction without quotation marks, or text that is no such number."""
        if isinstance(value, float):
            look.found(path, "number_fraction", value=value)
        elif isinstance(value, bool) or not isinstance(value, int | str):
            look.found(path, "type_wrong", expected=self.expected)
        elif re.search(self.pattern, str(value)):
            return
        elif self.expected == "mark" and str(value).startswith("-"):
            look.found(path, "mark_negative", value=_short(value))
        else:
            look.found(path, "text_malformed", expected=self.expected, value=_short(value))

    def read(self, value: Any) -> Any:
        """The exact number."""
        return Fraction(str(value))


class Number(_Decimal):
    """Any measured value or amount: sign, 12 digits, 6 decimals."""


class Mark(_Decimal):
    """Points with at most two decimals, read as hundredths."""

    expected = "mark"
    pattern = _MARK

    def read(self, value: Any) -> int:
        """The hundredths."""
        return mark_parse(str(value))


class Share(_Decimal):
    """A share: ``"0.4"``, ``"40%"`` or ``"1/3"``."""

    expected = "share"
    pattern = _SHARE

    def read(self, value: Any) -> Fraction:
        """The exact share."""
        text = str(value)
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def _short(value: object) -> str:
    """A value as a sentence may quote it."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


@dataclass(frozen=True, slots=True)
class Date(Kind):
    """A day, ``2026-11-30``."""

    def schema(self, definitions: Definitions) -> Schema:
        """A string."""
        return {"type": "string", "format": "date", "pattern": _DATE}

    def look(self, value: object, path: str, look: Look) -> None:
        """No such day."""
        if not isinstance(value, str):
            look.found(path, "type_wrong", expected="date")
        elif not _day(value):
            look.found(path, "text_malformed", expected="date", value=value)

    def read(self, value: Any) -> date:
        """The day."""
        return date.fromisoformat(value)


def _day(value: str) -> bool:
    if not re.search(_DATE, value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One word of a closed list."""

    words: Sequence[str]

    def schema(self, definitions: Definitions) -> Schema:
        """An enumeration."""
        return {"enum": list(self.words)}

    def look(self, value: object, path: str, look: Look) -> None:
        """A word outside the list."""
        if not isinstance(value, str) or value not in self.words:
            word, options = _short(value), ", ".join(self.words)
            alike = near(word, self.words)
            look.found(path, "choice_unknown", value=word, options=options, **alike)

    def read(self, value: Any) -> str:
        """The word."""
        return str(value)


class NumberWord(Choice):
    """One of a few numbers; a whole one may stand without quotation marks."""

    def schema(self, definitions: Definitions) -> Schema:
        """An enumeration of texts and whole numbers."""
        return {"enum": [*self.words, *(int(word) for word in self.words if word.isdigit())]}

    def look(self, value: object, path: str, look: Look) -> None:
        """A number outside the list."""
        whole = isinstance(value, int) and not isinstance(value, bool)
        Choice.look(self, str(value) if whole else value, path, look)


@dataclass(frozen=True, slots=True)
class Id(Kind):
    """An id: small letters, digits, underscores. ``gives`` says of which noun."""

    gives: str = ""
    uses: str = ""

    def schema(self, definitions: Definitions) -> Schema:
        """A string."""
        return {"type": "string", "pattern": _ID}

    def look(self, value: object, path: str, look: Look) -> None:
        """No id, or one that is given twice or used and nowhere given."""
        if not isinstance(value, str):
            look.found(path, "type_wrong", expected="id")
        elif not re.search(_ID, value):
            look.found(path, "text_malformed", expected="id", value=value)
        elif self.gives:
            look.give(self.gives, value, path)
        elif self.uses:
            look.use(self.uses, value, path)

    def read(self, value: Any) -> str:
        """The id."""
        return str(value)
