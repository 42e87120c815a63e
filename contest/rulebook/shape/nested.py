"""Kinds with parts: objects, lists, maps, and objects of several shapes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from types import MappingProxyType
from typing import Any

from contest.rulebook.shape.kind import Definitions, Kind, Schema
from contest.rulebook.shape.look import Look, near, pointer


@dataclass(frozen=True, slots=True)
class List(Kind):
    """A list of one kind."""

    of: Kind
    least: int = 1
    most: int = 500

    def schema(self, definitions: Definitions) -> Schema:
        """An array."""
        items = self.of.schema(definitions)
        return {"type": "array", "items": items, "minItems": self.least, "maxItems": self.most}

    def look(self, value: object, path: str, look: Look) -> None:
        """No list, too short, too long, or wrong inside."""
        if not isinstance(value, list):
            look.found(path, "type_wrong", expected="list")
            return
        if not self.least <= len(value) <= self.most:
            look.found(path, "list_length", length=len(value), low=self.least, high=self.most)
        for index, each in enumerate(value):
            self.of.look(each, pointer(path, index), look)

    def read(self, value: Any) -> tuple[Any, ...]:
        """The list, frozen."""
        return tuple(self.of.read(each) for each in value)


@dataclass(frozen=True, slots=True)
class Map(Kind):
    """An object whose keys are ids and whose values are of one kind."""

    key: Kind
    of: Kind

    def schema(self, definitions: Definitions) -> Schema:
        """An object with free keys."""
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": self.key.schema(definitions),
            "additionalProperties": self.of.schema(definitions),
        }

    def look(self, value: object, path: str, look: Look) -> None:
        """No object, none inside, or wrong inside."""
        if not isinstance(value, dict):
            look.found(path, "type_wrong", expected="object")
            return
        if not value:
            look.found(path, "list_length", length=0, low=1, high=500)
        for key, each in value.items():
            self.key.look(key, pointer(path, str(key)), look)
            self.of.look(each, pointer(path, str(key)), look)

    def read(self, value: Any) -> Mapping[str, Any]:
        """The map, frozen."""
        return MappingProxyType(
            {self.key.read(key): self.of.read(each) for key, each in value.items()}
        )


@dataclass(frozen=True, slots=True)
class Obj(Kind):
    """An object described by a frozen dataclass made of ``part``; closed.

    A class that refers to itself is named by a function.
    """

    of: type | Callable[[], type]

    @property
    def cls(self) -> Any:
        """The dataclass."""
        return self.of if isinstance(self.of, type) else self.of()

    def schema(self, definitions: Definitions) -> Schema:
        """A reference to the object's definition."""
        cls = self.cls
        if cls.__name__ not in definitions:
            definitions[cls.__name__] = {}
            definitions[cls.__name__].update(closed_schema(cls, definitions))
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def look(self, value: object, path: str, look: Look) -> None:
        """No object, a field too many or missing, or wrong inside."""
        if isinstance(value, dict):
            object_look(self.cls, value, path, look)
        else:
            look.found(path, "object_wrong", example=example_of(self.cls))

    def read(self, value: Any) -> Any:
        """The dataclass."""
        return object_read(self.cls, value)


@dataclass(frozen=True, slots=True)
class Tagged(Kind):
    """An object whose shape is named by one of its fields."""

    tag: str
    shapes: Mapping[str, type]

    def schema(self, definitions: Definitions) -> Schema:
        """One of several objects."""
        return {
            "type": "object",
            "required": [self.tag],
            "properties": {self.tag: {"enum": list(self.shapes)}},
            "oneOf": [Obj(cls).schema(definitions) for cls in self.shapes.values()],
        }

    def look(self, value: object, path: str, look: Look) -> None:
        """No object, no or an unknown tag, or wrong inside."""
        if not isinstance(value, dict):
            look.found(path, "object_wrong", example=f"{{{self.tag}: …, …}}")
            return
        options, at = ", ".join(self.shapes), pointer(path, self.tag)
        if self.tag not in value:
            look.found(path, "tag_missing", field=self.tag, options=options)
            return
        tag = value[self.tag]
        if not isinstance(tag, str) or tag not in self.shapes:
            alike = near(str(tag), self.shapes)
            look.found(at, "choice_unknown", value=tag, options=options, **alike)
            return
        object_look(self.shapes[tag], value, path, look)

    def read(self, value: Any) -> Any:
        """The dataclass that the tag names."""
        return object_read(self.shapes[value[self.tag]], value)


def parts_of(cls: Any) -> Iterator[tuple[str, Field[Any], Kind]]:
    """The document's word, the field and the kind of each part."""
    for each in fields(cls):
        if "kind" in each.metadata:
            yield each.metadata["key"] or each.name, each, each.metadata["kind"]


def example_of(cls: Any) -> str:
    """How such an object is written: its needed fields, or its first ones."""
    parts = list(parts_of(cls))
    keys = [key for key, each, _ in parts if each.default is MISSING]
    shown = keys[:4] or [key for key, _, _ in parts[:3]]
    return "{" + ", ".join(f"{key}: …" for key in shown) + "}"


def object_look(cls: Any, value: dict[Any, Any], path: str, look: Look) -> None:
    """Note what is wrong with one object."""
    known = {key: (each, kind) for key, each, kind in parts_of(cls)}
    for key, inner in value.items():
        if key not in known and inner is None:
            # A text with a comma, cut in two where it stands inside braces.
            look.found(pointer(path, str(key)), "field_loose", field=key)
        elif key not in known:
            alike = near(str(key), known)
            look.found(pointer(path, str(key)), "field_unknown", field=key, **alike)
    for key, (each, kind) in known.items():
        if key in value:
            kind.look(value[key], pointer(path, key), look)
        elif each.default is MISSING:
            look.found(path, "field_missing", field=key)


def object_read(cls: Any, value: dict[str, Any]) -> Any:
    """One object as its dataclass."""
    read = {each.name: kind.read(value[key]) for key, each, kind in parts_of(cls) if key in value}
    return cls(**read)


def closed_schema(cls: Any, definitions: Definitions) -> Schema:
    """The JSON Schema of one object."""
    properties: Schema = {}
    needed: list[str] = []
    for key, each, kind in parts_of(cls):
        inner = kind.schema(definitions)
        properties[key] = {"description": each.metadata["about"], **inner}
        if each.default is MISSING:
            needed.append(key)
    return {
        "type": "object",
        "description": (cls.__doc__ or "").strip().splitlines()[0],
        "additionalProperties": False,
        "required": needed,
        "properties": properties,
    }
