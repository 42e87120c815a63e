"""TypeScript declarations of shapes, from their JSON schema."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

Schema = Mapping[str, Any]
_PLAIN = {
    "string": "string",
    "integer": "number",
    "boolean": "boolean",
    "null": "null",
}


def declarations(shapes: Sequence[type[msgspec.Struct]]) -> Iterator[str]:
    """One `export interface` for each shape and for what it is made of, by name.

    Raises KeyError for a kind of schema that no shape has used so far.
    """
    _, components = msgspec.json.schema_components(shapes, ref_template="{name}")
    for name, schema in sorted(components.items()):
        yield _interface(name, schema)


def _interface(name: str, schema: Schema) -> str:
    required = set(schema.get("required", ()))
    lines = [
        f"  {field}{'' if field in required else '?'}: {_type(inner)};"
        for field, inner in schema["properties"].items()
    ]
    if not lines:
        return f"export type {name} = Record<string, never>;"
    return "\n".join([f"export interface {name} {{", *lines, "}"])


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"])
    if "anyOf" in schema:
        return " | ".join(_type(inner) for inner in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(_literal(value) for value in schema["enum"])
    if "type" not in schema:
        return "unknown"
    if schema["type"] == "array":
        return f"Array<{_type(schema['items'])}>"
    if schema["type"] == "object":
        return f"Record<string, {_type(schema.get('additionalProperties', {}))}>"
    return _PLAIN[schema["type"]]


def _literal(value: str | int) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
