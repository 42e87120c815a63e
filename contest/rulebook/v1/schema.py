"""The published JSON Schema of version 1, made from the nouns themselves."""

from functools import cache
from typing import Any

from contest.rulebook.shape.kind import Definitions
from contest.rulebook.shape.nested import closed_schema
from contest.rulebook.v1.rulebook import Rulebook


@cache
def schema_v1() -> dict[str, Any]:
    """The schema (JSON Schema, draft 2020-12); every object in it is closed."""
    definitions: Definitions = {}
    whole = closed_schema(Rulebook, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rulebook",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }
