"""Conditions on facts: a closed list of operators, no expressions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal

from contest.rulebook.shape.kind import Definitions, Kind, Schema
from contest.rulebook.shape.look import Look, near, pointer
from contest.rulebook.shape.nested import List
from contest.rulebook.shape.plain import Count, Date, Flag, Id, Number, Text

Operator = Literal[
    "at_least", "at_most", "above", "below", "on_or_after", "on_or_before",
    "within_years", "is", "one_of", "none_of", "given",
]  # fmt: skip
Joint = Literal["all", "any", "none"]
Value = Fraction | date | int | str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One fact compared with one value.

    ``at_least``, ``at_most``, ``above``, ``below`` take a number,
    ``on_or_after`` and ``on_or_before`` a day, ``within_years`` whole years
    back from the day on which entries close, ``is`` a text or
    true or false, ``one_of`` and
    ``none_of`` texts, ``given`` true or false.
    """

    fact: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class Joined:
    """Several conditions of which all, any or none must hold."""

    joint: Joint
    of: tuple["Condition", ...]


Condition = Test | Joined


class _Answer(Kind):
    """A text, or true or false for a fact of type yes_no."""

    def schema(self, definitions: Definitions) -> Schema:
        """A string or a boolean."""
        return {**Text(200).schema(definitions), "type": ["string", "boolean"]}

    def look(self, value: object, path: str, look: Look) -> None:
        """Neither."""
        if not isinstance(value, bool):
            Text(200).look(value, path, look)

    def read(self, value: Any) -> str | bool:
        """The answer."""
        return value if isinstance(value, bool) else str(value)


OPERATORS: Final[dict[str, Kind]] = {
    "at_least": Number(),
    "at_most": Number(),
    "above": Number(),
    "below": Number(),
    "on_or_after": Date(),
    "on_or_before": Date(),
    "within_years": Count(0, 200),
    "is": _Answer(),
    "one_of": List(Text(200)),
    "none_of": List(Text(200)),
    "given": Flag(),
}
JOINTS: Final[Sequence[Joint]] = ("all", "any", "none")
_NAME: Final = "Condition"


class ConditionKind(Kind):
    """``{fact: revenue, at_most: 200000000}`` or ``{any: [ … ]}``."""

    def schema(self, definitions: Definitions) -> Schema:
        """One shape for each operator and each joint."""
        if _NAME not in definitions:
            definitions[_NAME] = {}
            definitions[_NAME].update(
                description="A condition on facts: one fact and one operator, or several joined.",
                oneOf=[*self._tests(definitions), *self._joints(definitions)],
            )
        return {"$ref": f"#/$defs/{_NAME}"}

    def _tests(self, definitions: Definitions) -> list[Schema]:
        fact = Id().schema(definitions)
        return [
            _closed({"fact": fact, operator: kind.schema(definitions)})
            for operator, kind in OPERATORS.items()
        ]

    def _joints(self, definitions: Definitions) -> list[Schema]:
        inner = List(self).schema(definitions)
        return [_closed({joint: inner}) for joint in JOINTS]

    def look(self, value: object, path: str, look: Look) -> None:
        """No object, not exactly one operator, or a value of the wrong kind."""
        if not isinstance(value, dict):
            look.found(path, "type_wrong", expected="condition")
            return
        joints = [joint for joint in JOINTS if joint in value]
        if joints:
            _joined(self, value, joints[0], path, look)
        else:
            _test(value, path, look)

    def read(self, value: Any) -> Condition:
        """The condition."""
        for joint in JOINTS:
            if joint in value:
                return Joined(joint, tuple(self.read(each) for each in value[joint]))
        operator: Any = next(key for key in value if key != "fact")
        return Test(value["fact"], operator, OPERATORS[operator].read(value[operator]))


def _closed(properties: Schema) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _joined(kind: Kind, value: dict[Any, Any], joint: str, path: str, look: Look) -> None:
    for key in value:
        if key != joint:
            look.found(
                pointer(path, str(key)), "field_unknown", field=key, **near(str(key), [joint])
            )
    List(kind).look(value[joint], pointer(path, joint), look)


def _test(value: dict[Any, Any], path: str, look: Look) -> None:
    operators = [key for key in value if key != "fact"]
    if "fact" not in value:
        look.found(path, "condition_without_fact")
    else:
        Id(uses="fact").look(value["fact"], pointer(path, "fact"), look)
    if not operators:
        look.found(path, "operator_missing", options=", ".join(OPERATORS))
    for operator in operators[1:]:
        look.found(pointer(path, str(operator)), "operator_second", first=operators[0])
    for operator in operators[:1]:
        at = pointer(path, str(operator))
        if operator in OPERATORS:
            OPERATORS[operator].look(value[operator], at, look)
        else:
            options, alike = ", ".join(OPERATORS), near(str(operator), OPERATORS)
            look.found(at, "operator_unknown", value=operator, options=options, **alike)


def facts_of(condition: Condition) -> tuple[str, ...]:
    """The ids of the facts that a condition reads, in its order."""
    if isinstance(condition, Test):
        return (condition.fact,)
    return tuple(fact for each in condition.of for fact in facts_of(each))


CONDITION: Final = ConditionKind()
CONDITIONS: Final = List(CONDITION)
