"""Mutants of a rulebook document: one field deleted, swapped or made another number."""

import copy
from collections.abc import Iterator, Sequence
from typing import Any, Final

from contest.rulebook.reference import shapes
from contest.rulebook.shape.nested import List, parts_of
from contest.rulebook.shape.plain import Choice

Step = str | int
Path = tuple[Step, ...]

# Words for people: whatever stands there, nothing is computed of it.
WORDS: Final = (
    "name", "sources", "organizers", "hint", "phrases", "anchors", "note", "condition", "contact",
    "human", "checklist", "material", "unit", "title",
)  # fmt: skip


def _choices() -> dict[str, set[str]]:
    """The words that a field of this name may have anywhere."""
    found: dict[str, set[str]] = {}
    for cls in shapes().values():
        for key, _, kind in parts_of(cls):
            inner = kind.of if isinstance(kind, List) else kind
            if isinstance(inner, Choice):
                found.setdefault(key, set()).update(inner.words)
    return found


CHOICES: Final = _choices()


def mutants(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mutant with what was done: ``/rounds/0/panel/seats = 0``."""
    ids = sorted(set(_ids(document)))
    for path, value in places(document):
        for change, new in _changes(path, value, ids):
            mutant = copy.deepcopy(document)
            place: Any = mutant
            for step in path[:-1]:
                place = place[step]
            if change == "deleted":
                del place[path[-1]]
            else:
                place[path[-1]] = new
            yield f"{pointer(path)} {change}", mutant


def pointer(path: Path) -> str:
    """The path as check writes it."""
    return "".join(f"/{step}" for step in path)


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every place of a document that is not words for people."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in list(items):
        if key not in WORDS:
            yield (*path, key), inner
            yield from places(inner, (*path, key))


def _ids(value: Any) -> Iterator[str]:
    for path, inner in places(value):
        if path[-1] == "id":
            yield inner


def _changes(path: Path, value: Any, ids: list[str]) -> Iterator[tuple[str, Any]]:
    yield "deleted", None
    if isinstance(value, list):
        yield "reversed", value[::-1]
        yield "twice", [*value, *value[-1:]]
        yield "empty", []
        return
    key = next(str(step) for step in reversed(path) if isinstance(step, str))
    for new in _others(key, value, ids):
        yield f"= {new}", new


def _others(key: str, value: Any, ids: list[str]) -> Sequence[Any]:
    """Other values of the same kind: words of the closed list, ids of the document, numbers."""
    match value:
        case bool():
            return (not value,)
        case int():
            return (0, 1, -value, value * 10, value + 1)
        case str() if value in CHOICES.get(key, ()):
            return sorted(CHOICES[key] - {value})
        case str() if value in ids:
            at = ids.index(value)
            return (ids[at - 1], ids[(at + 1) % len(ids)])
        case str():
            return ("0", "1", "100%", "1/2", "999")
    return ()
