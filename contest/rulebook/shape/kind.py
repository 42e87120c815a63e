"""A kind of value: its JSON Schema, what is wrong with a value, and how it is read."""

from abc import ABC, abstractmethod
from dataclasses import field
from typing import Any, Final

from contest.rulebook.shape.look import Look

Schema = dict[str, Any]
Definitions = dict[str, Schema]

_NEEDED: Final = object()


class Kind(ABC):
    """A kind of value in a document."""

    @abstractmethod
    def schema(self, definitions: Definitions) -> Schema:
        """The JSON Schema; named shapes are put into ``definitions`` once."""

    @abstractmethod
    def look(self, value: object, path: str, look: Look) -> None:
        """Note all that is wrong with the value's shape."""

    @abstractmethod
    def read(self, value: Any) -> Any:
        """The value as the program holds it; only for values without a finding."""


def part(kind: Kind, about: str, *, default: Any = _NEEDED, key: str = "") -> Any:
    """A field of a document's object, for a frozen dataclass.

    ``about`` becomes its description in the published schema. A field without
    ``default`` is required; the default is in the program's terms. ``key`` is
    the document's word where it cannot be a name in Python.
    """
    metadata = {"kind": kind, "about": about, "key": key}
    if default is _NEEDED:
        return field(kw_only=True, metadata=metadata)
    return field(kw_only=True, default=default, metadata=metadata)
