"""Names in both languages, bands of marks, and where a text comes from."""

from dataclasses import dataclass

from contest.rulebook.shape.kind import part
from contest.rulebook.shape.nested import Obj
from contest.rulebook.shape.plain import Mark, Text


@dataclass(frozen=True, slots=True)
class Name:
    """A text in Chinese and in English; both are needed."""

    zh: str = part(Text(500), "Chinese text.")
    en: str = part(Text(500), "English text.")


@dataclass(frozen=True, slots=True)
class Band:
    """A range of marks, both ends within."""

    low: int = part(Mark(), "The lowest mark of the range.")
    high: int = part(Mark(), "The highest mark of the range.")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read."""

    title: str = part(Text(300), "What was read: a notice, a page, a law.")
    at: str | None = part(Text(500), "Its address.", default=None)
    note: str | None = part(Text(1000), "What of it stands here and what is ours.", default=None)


NAME = Obj(Name)
BAND = Obj(Band)
