"""The shape of a rulebook document, version 0 (JSON Schema, draft 2020-12).

Closed objects everywhere: an unknown field is an error and never ignored. A
later version adds fields under another number in ``rulebook``; documents that
were frozen under 0 keep this schema and so keep their hash and their meaning.
"""

from typing import Any, Final

Schema = dict[str, Any]

# ``(?!\n)``: Python's ``$`` also matches before a last line feed, ECMAScript's does not.
_MARK: Final[Schema] = {
    "type": "string",
    "pattern": r"^(0|[1-9][0-9]{0,5})(\.[0-9]{1,2})?(?!\n)$",
}
_IDENTIFIER: Final[Schema] = {"type": "string", "pattern": r"^[a-z][a-z0-9_]{0,39}(?!\n)$"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 1000}
_POSITIVE: Final[Schema] = {"type": "integer", "minimum": 1, "maximum": 1000}
_SECONDS: Final[Schema] = {"type": "integer", "minimum": 1, "maximum": 86_400}
_TEXT: Final[Schema] = {"type": "string", "pattern": r"\S", "maxLength": 200}


def _closed(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **(optional or {})},
    }


def _list(items: Schema, *, minimum: int = 1, maximum: int = 100) -> Schema:
    return {"type": "array", "items": items, "minItems": minimum, "maxItems": maximum}


_NAME: Final[Schema] = _closed({"zh": _TEXT, "en": _TEXT})
_BAND: Final[Schema] = _closed({"low": _MARK, "high": _MARK})
_ANCHOR: Final[Schema] = _closed({"from": _MARK, "name": _NAME})

_CRITERION: Final[Schema] = _closed(
    {
        "id": _IDENTIFIER,
        "name": _NAME,
        "max": _MARK,
        "step": {"enum": ["1", "0.5", "0.1", "0.01"]},
        "required": {"type": "boolean"},
    },
    {"hint": _NAME, "anchors": _list(_ANCHOR, maximum=10), "band": _BAND},
)

_PANEL: Final[Schema] = _closed(
    {
        "seats": _POSITIVE,
        "kinds": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": _IDENTIFIER,
            "additionalProperties": _POSITIVE,
        },
        "minimum_sheets": _POSITIVE,
    },
    {"alternates": _COUNT},
)

_AGGREGATION: Final[Schema] = _closed(
    {
        "method": {"enum": ["mean", "trimmed"]},
        "version": {"const": 1},
        "decimals": {"type": "integer", "minimum": 0, "maximum": 4},
        "rounding": {"const": "half_up"},
        "tie_on": {"enum": ["rounded", "exact"]},
    },
    {
        "drop_high": _COUNT,
        "drop_low": _COUNT,
        "minimum_for_trim": _POSITIVE,
        "below_minimum": {"const": "mean"},
    },
)

_TIE_STEP: Final[Schema] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["rule"],
    "properties": {
        "rule": {"enum": ["higher_criterion", "sum_of_all_judges", "chair_vote", "share"]},
        "criterion": _IDENTIFIER,
    },
    "if": {"properties": {"rule": {"const": "higher_criterion"}}},
    "then": {"required": ["criterion"]},
    "else": {"properties": {"criterion": False}},
}

_AWARD: Final[Schema] = _closed({"level": _IDENTIFIER, "name": _NAME, "places": _POSITIVE})

# ``seconds`` is for rehearsals and demonstrations; a real contest says days.
_PUBLICITY: Final[Schema] = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {
        "working_days": {"type": "integer", "minimum": 1, "maximum": 90},
        "seconds": _SECONDS,
    },
}

SCHEMA: Final[Schema] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "rulebook",
    **_closed(
        {
            "rulebook": {"const": 0},
            "name": _NAME,
            "scale": _closed({"total": _MARK}, {"band": _BAND}),
            "criteria": _list(_CRITERION, maximum=60),
            "panel": _PANEL,
            "aggregation": _AGGREGATION,
            "ties": _list(_TIE_STEP, maximum=20),
            "awards": _list(_AWARD, minimum=0, maximum=20),
            "cut_after": _POSITIVE,
            "timing": _closed(
                {"pitch_s": _SECONDS, "questions_s": _SECONDS, "scoring_s": _SECONDS}
            ),
            "sealing": {"const": "per_slot"},
            "publicity": _PUBLICITY,
        }
    ),
}
