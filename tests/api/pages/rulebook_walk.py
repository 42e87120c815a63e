"""Every part of the rulebook's model, filled in; and which parts leave no trace in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from django.utils import translation

from api.pages.rules.rules import rules_in_words
from contest.rulebook.shape.currency import Currency
from contest.rulebook.shape.kind import Kind
from contest.rulebook.shape.nested import List, Map, Obj, Tagged, parts_of
from contest.rulebook.shape.plain import (
    Choice,
    Count,
    Date,
    Flag,
    Id,
    Mark,
    Number,
    Share,
    Text,
)
from contest.rulebook.v1.conditions import OPERATORS, ConditionKind, Joined, Test
from contest.rulebook.v1.rulebook import Rulebook

Path = tuple[str | int, ...]

# In the filled-in rulebook these words are taken, so that what hangs on them is said.
TAKEN = {"comment": "extremes"}


def example(kind: Kind, key: str, depth: int = 0) -> Any:
    """A value of a kind in the program's terms; objects with all their parts."""
    if isinstance(kind, Obj):
        return full(kind.cls, depth)
    if isinstance(kind, List):
        if key == "criteria" and depth > 3:
            return ()
        return tuple(_items(kind.of, key, depth))
    if isinstance(kind, Map):
        return {"technical": example(kind.of, key, depth)}
    if isinstance(kind, Tagged):
        return full(next(iter(kind.shapes.values())), depth)
    return _plain(kind, key)


def _plain(kind: Kind, key: str) -> Any:
    if isinstance(kind, Choice):
        return TAKEN.get(key, kind.words[0])
    if isinstance(kind, Count):
        return min(max(kind.low, 3), kind.high)
    if isinstance(kind, Id):
        return f"{kind.gives or kind.uses or key}_id"
    plain: dict[type, Any] = {Text: key, Flag: True, Number: Fraction(7), Mark: 700}
    plain[Currency] = "CNY"
    plain |= {Share: Fraction(1, 4), Date: date(2026, 5, 31)}
    return plain[type(kind)]


def _items(kind: Kind, key: str, depth: int) -> Iterator[Any]:
    if isinstance(kind, Tagged):
        yield from (full(shape, depth) for shape in kind.shapes.values())
    elif isinstance(kind, ConditionKind):
        yield Joined("any", (Test("fact_id", "at_least", Fraction(7)),))
    else:
        yield example(kind, key, depth)
    if key == "criteria" and depth == 3:
        # A line is measured or marked; this one is marked.
        yield replace(example(kind, key, depth), measure=None)


def full(cls: Any, depth: int = 0) -> Any:
    """An object with every part."""
    return cls(
        **{each.name: example(kind, each.name, depth + 1) for _, each, kind in parts_of(cls)}
    )


def others(kind: Kind, value: Any) -> list[Any]:
    """Other values of a kind than this one; none where there is only one."""
    if value is None or value == ():
        return []
    if isinstance(kind, List):
        return [value[:-1], *((*value, other) for other in others(kind.of, value[-1]))]
    if isinstance(kind, Map):
        return [{f"{name}x": each for name, each in value.items()}]
    if isinstance(kind, ConditionKind):
        return [Test("other", "at_least", Fraction(9))]
    if hasattr(value, "__dataclass_fields__"):
        return _other_parts(value)
    return _other_plain(kind, value)


def _other_parts(value: Any) -> list[Any]:
    return [
        replace(value, **{each.name: other})
        for _, each, inner in parts_of(type(value))
        for other in others(inner, getattr(value, each.name))
    ]


def _other_plain(kind: Kind, value: Any) -> list[Any]:
    if isinstance(kind, Choice):
        return [word for word in kind.words if word != value]
    if isinstance(kind, Flag):
        return [not value]
    if isinstance(kind, Count):
        return [each for each in (kind.low, value + 1) if kind.low <= each <= kind.high != value]
    if isinstance(kind, Date):
        return [value + timedelta(days=1)]
    if isinstance(kind, Number | Mark | Share):
        return [value * 2]
    if isinstance(kind, Text | Id):
        return [f"{value}x"]
    if isinstance(kind, Currency):
        return ["NZD", "JPY"]
    raise AssertionError(kind)


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every object of a rulebook with the way to it."""
    if isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from places(each, (*path, number))
    elif hasattr(value, "__dataclass_fields__"):
        yield path, value
        for _, each, _ in parts_of(type(value)):
            yield from places(getattr(value, each.name), (*path, each.name))


def put(whole: Any, path: Path, value: Any) -> Any:
    """The whole with another value at a place."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        return tuple(
            put(each, tuple(rest), value) if number == step else each
            for number, each in enumerate(whole)
        )
    return replace(whole, **{step: put(getattr(whole, step), tuple(rest), value)})


@cache
def filled() -> Rulebook:
    """A rulebook with every part; for its words only, it is not sound."""
    book: Rulebook = full(Rulebook)
    return book


def said(book: Rulebook) -> str:
    """All that is said of a rulebook, in both languages; a key without words is an error."""
    words = ""
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words += repr(rules_in_words(book))
    assert "page." not in words, words[max(0, words.index("page.") - 80) :][:200]
    return words


def contexts(item: Any, name: str, kind: Kind) -> Iterator[Any]:
    """The object with every part or all but one, and with the needed ones and this one;

    all and needed ones also under each choice.
    """
    cls = type(item)
    rows = list(parts_of(cls))
    bare = {
        each.name: getattr(item, each.name)
        for _, each, _ in rows
        if each.name == name or each.default is MISSING
    }
    for base in (item, cls(**bare)):
        yield base
        for _, each, other in rows:
            if isinstance(other, Choice) and each.name != name:
                yield from (replace(base, **{each.name: word}) for word in other.words[1:])
    for _, each, _ in rows:
        if each.name != name and each.default is not MISSING:
            yield replace(item, **{each.name: each.default})


def silent(only: frozenset[type] | None = None) -> set[tuple[str, str]]:
    """The parts whose value makes no difference to what is said, as (class, part)."""
    held: dict[tuple[type, str], list[Path]] = {}
    kinds: dict[tuple[type, str], Kind] = {}
    for path, item in places(filled()):
        cls = type(item)
        if only is not None and cls not in only:
            continue
        for _, each, kind in parts_of(cls):
            held.setdefault((cls, each.name), []).append(path)
            kinds[cls, each.name] = kind
    return {
        (cls.__name__, name)
        for (cls, name), paths in held.items()
        if not any(_heard(path, name, kinds[cls, name]) for path in paths)
    }


def _heard(path: Path, name: str, kind: Kind) -> bool:
    whole: Any = filled()
    for step in path:
        whole = whole[step] if isinstance(step, int) else getattr(whole, step)
    for context in contexts(whole, name, kind):
        value = getattr(context, name)
        rest = others(kind, value)
        if not rest:
            return True
        if not isinstance(kind, Choice):
            rest = rest[:6]
        told = [
            said(put(filled(), path, replace(context, **{name: each}))) for each in (value, *rest)
        ]
        if len(set(told)) >= (len(told) if isinstance(kind, Choice) else 2):
            return True
    return False


def clauses_said(names: Any, condition_text: Any) -> dict[str, str]:
    """The clause of each operator and each joint."""
    found: dict[str, str] = {}
    with translation.override("zh-hans"):
        for operator, kind in OPERATORS.items():
            value = "text" if operator == "is" else example(kind, "value")
            found[operator] = condition_text(names, Test("revenue", operator, value))  # type: ignore[arg-type]
        for joint in ("all", "any", "none"):
            inner = Test("revenue", "at_least", Fraction(7))
            found[joint] = condition_text(names, Joined(joint, (inner,)))
    return found
