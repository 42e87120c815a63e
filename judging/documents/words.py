"""Names and texts for papers, in the language that is active."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext

from contest.rulebook.rulebook import Name


def is_chinese() -> bool:
    """Whether the paper is in Chinese."""
    return (get_language() or "").startswith("zh")


def named(names: Mapping[str, str] | Name | None) -> str:
    """A name of data in the paper's language, else in the other."""
    if isinstance(names, Name):
        names = {"zh": names.zh, "en": names.en}
    own, other = ("zh", "en") if is_chinese() else ("en", "zh")
    known = names or {}
    return known.get(own) or known.get(other, "")


def told(key: str, **facts: object) -> str:
    """A text of the catalogue with its places filled; what fills them is never read as a place."""
    return gettext(key).format(**facts)


def joined(texts: list[str]) -> str:
    """A list in one line."""
    return ("、" if is_chinese() else ", ").join(texts)
