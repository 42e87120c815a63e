"""The reference page's tables: each object's fields, from the nouns themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.shape import currency, nested, plain
from contest.rulebook.shape.kind import Kind
from contest.rulebook.shape.nested import parts_of
from contest.rulebook.v1.checks.words import mark_words, points_text
from contest.rulebook.v1.conditions import ConditionKind
from contest.rulebook.v1.rulebook import Rulebook

_PLAIN: Final[Sequence[tuple[type[Kind], str]]] = (
    (plain.Text, "text"),
    (plain.Flag, "true or false"),
    (plain.Mark, "mark"),
    (plain.Share, "share"),
    (plain.Number, "number"),
    (plain.Date, "day"),
    (currency.Currency, "currency (ISO 4217)"),
    (ConditionKind, "[condition](#conditions)"),
)


def shapes() -> Mapping[str, Any]:
    """Every object of the document by its name, the whole document first."""
    found: dict[str, Any] = {}
    _collect(Rulebook, found)
    return found


def _collect(cls: Any, found: dict[str, Any]) -> None:
    if cls.__name__ in found:
        return
    found[cls.__name__] = cls
    for _, _, kind in parts_of(cls):
        for inner in _classes(kind):
            _collect(inner, found)


def _classes(kind: Kind) -> Iterator[Any]:
    if isinstance(kind, nested.Obj):
        yield kind.cls
    elif isinstance(kind, nested.Tagged):
        yield from kind.shapes.values()
    elif isinstance(kind, nested.List | nested.Map):
        yield from _classes(kind.of)


def fields_table(cls: Any) -> str:
    """The fields of one object as a table in Markdown."""
    rows = ["| field | what | default | meaning |", "|---|---|---|---|"]
    for key, each, kind in parts_of(cls):
        default = "needed" if each.default is MISSING else _default(each.default, kind)
        about = each.metadata["about"].replace("|", "\\|")
        rows.append(f"| `{key}` | {_words(kind)} | {default} | {about} |")
    return "\n".join(rows)


def _words(kind: Kind) -> str:
    for cls, words in _PLAIN:
        if isinstance(kind, cls):
            return words
    match kind:
        case plain.Count():
            return f"whole number, {kind.low} to {kind.high}"
        case plain.Choice():
            return " · ".join(f"`{word}`" for word in kind.words)
        case plain.Id():
            return f"id of a {kind.uses}" if kind.uses else "id"
        case nested.List():
            return f"list of {_words(kind.of)}"
        case nested.Map():
            return f"object: {_words(kind.key)} → {_words(kind.of)}"
        case nested.Obj():
            return str(kind.cls.__name__)
        case nested.Tagged():
            return " · ".join(cls.__name__ for cls in kind.shapes.values())
    raise TypeError(type(kind))


def _default(value: Any, kind: Kind) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(kind, plain.Mark):
        return mark_words(value)
    if isinstance(value, Fraction):
        return points_text(value)
    if isinstance(value, str | int):
        return f"`{value}`" if isinstance(value, str) else str(value)
    return "as in its table"
