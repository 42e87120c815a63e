"""Entries, figures and chances as the report writes them."""

from typing import Any

from judging.documents.words import named, told

MINUS = "\N{MINUS SIGN}"


class Names:
    """The entries of the facts by number."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self._entries: dict[str, Any] = facts["names"]["entries"]

    def inline(self, number: str) -> str:
        """In a sentence: the team with its number."""
        return told("paper.fairness.entry", team=self._team(number), number=number)

    def cell(self, number: str) -> dict[str, Any]:
        """In a table: the team, its number under it."""
        return {"two": [self._team(number), number]}

    def _team(self, number: str) -> str:
        return named(self._entries[number])


def told_or_dash(value: object) -> str:
    """A figure, or a dash where there is none."""
    return "—" if value is None else str(value).replace("-", MINUS)


def signed(value: str | None) -> str:
    """A figure that may go either way, with its sign."""
    if value is None:
        return "—"
    return told_or_dash(value) if value.startswith("-") else f"+{value}"


def p_text(value: str | None) -> str:
    """A chance of so large a figure by accident; none is ever nothing."""
    if value is None:
        return "—"
    return f"< {value[:-1]}1" if not value.strip("0.") else value


def p_clause(value: str) -> str:
    """The same behind the letter p in a sentence."""
    shown = p_text(value)
    return shown if shown.startswith("<") else f"= {shown}"


def chance_text(value: str | None) -> str:
    """A chance in percent; nearly sure is not sure."""
    if value is None:
        return "—"
    percent = float(value) * 100
    if percent < 1:
        return "< 1%"
    return "> 99%" if percent > 99 else f"{percent:.0f}%"
