"""The reference page of the rulebook: its tables are the code's, its examples are sound."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contest.rulebook.reference import fields_table, shapes
from contest.rulebook.shape import nested, plain
from contest.rulebook.shape.kind import Kind
from contest.rulebook.shape.nested import parts_of
from contest.rulebook.text import document_read
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.components import COMPONENT
from contest.rulebook.v1.conditions import JOINTS, OPERATORS, ConditionKind
from contest.rulebook.v1.read import rulebook_read
from contest.rulebook.v1.rulebook import Rulebook
from contest.rulebook.v1.schema import schema_v1
from judging.sandbox.simulation.course import course_run
from judging.sandbox.simulation.report import simulation

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rulebook.md"
TEXT = PAGE.read_text(encoding="utf-8")
TABLE = re.compile(r"<!-- fields: (\w+) -->\n(.*?)<!-- end -->", re.DOTALL)
EXAMPLE = re.compile(r"```yaml\n# ([a-z ]+)\n(.*?)```", re.DOTALL)
EXAMPLES = [(where, document_read(text)) for where, text in EXAMPLE.findall(TEXT)]
STAND = next(
    document for where, document in EXAMPLES if document.get("name", {}).get("zh") == "示例大赛"
)

# Where an example goes in the contest in which the examples stand.
PLACES = {
    "at the top": lambda document: document,
    "in the rubric": lambda document: document["rubrics"][0],
    "in the criterion": lambda document: document["rubrics"][0]["criteria"][0],
    "in the round": lambda document: document["rounds"][-1],
    "in the component": lambda document: document["rounds"][-1]["components"][0],
}


def whole(where: str, part: dict[str, Any]) -> dict[str, Any]:
    """The document that an example makes where it stands, without rubrics it leaves unused."""
    if where == "whole document":
        return part
    document = copy.deepcopy(STAND)
    place = PLACES[where](document)
    place.update(part)
    for key in [key for key, value in part.items() if value is None]:
        del place[key]
    used = set(re.findall(r"'rubric': '(\w+)'", str(document["rounds"])))
    document["rubrics"] = [each for each in document["rubrics"] if each["id"] in used]
    return document


def page_with_tables(text: str) -> str:
    """The page with every table as the code has it now."""

    def table(found: re.Match[str]) -> str:
        heading = f"\n**{found[1]}**\n\n"
        rows = fields_table(shapes()[found[1]])
        return f"<!-- fields: {found[1]} -->{heading}{rows}\n\n<!-- end -->"

    return TABLE.sub(table, text)


RECIPES = re.compile(r"^### ([^\n]+)\n(.*?)(?=^##)", re.DOTALL | re.MULTILINE)
HOW = TEXT[TEXT.index("\n## How do I write …") : TEXT.index("\n## The order in which")]
TAKEN = [
    (title, where, document_read(text))
    for title, body in RECIPES.findall(f"{HOW}\n## ")
    for where, text in EXAMPLE.findall(body)
]


def test_every_recipe_has_its_example():
    assert len({title for title, _, _ in TAKEN}) == HOW.count("\n### ") >= 15


@pytest.mark.parametrize(("title", "where", "part"), TAKEN, ids=lambda each: str(each)[:30])
def test_a_recipe_is_played_from_the_draw_to_the_awards(
    title: str, where: str, part: dict[str, Any]
):
    """Everybody who was marked has a result, somebody goes on or wins, no rule is idle."""
    found = simulation(course_run(rulebook_read(whole(where, part)), seed="7"))
    assert found["ended"], found["findings"]
    assert not {each["code"] for each in found["findings"]} & {"no_result", "rule_takes_nobody"}
    if found["awards"]:
        assert sum(each["given"] for each in found["awards"]) > 0


def test_every_table_is_the_codes():
    assert page_with_tables(TEXT) == TEXT


def test_every_object_has_its_table():
    assert {name for name, _ in TABLE.findall(TEXT)} == set(shapes())


@pytest.mark.parametrize(("where", "part"), EXAMPLES, ids=lambda each: str(each)[:40])
def test_an_example_is_sound_where_it_stands(where: str, part: dict[str, Any]):
    assert rulebook_check(whole(where, part)) == []


def test_every_block_of_yaml_is_such_an_example():
    assert TEXT.count("```yaml") == len(EXAMPLES) >= 40


def test_an_unsound_example_would_be_seen():
    assert rulebook_check(whole("in the round", {"ties": [{"rule": "vote"}]}))


def _seen(kind: Kind, value: Any, found: set[tuple[str, str]]) -> None:
    """Note each field and each word of a closed list that a document uses."""
    match kind:
        case nested.Obj():
            _object(kind.cls, value, found)
        case nested.Tagged():
            _object(kind.shapes[value[kind.tag]], value, found)
        case nested.List() | nested.Map():
            for each in value.values() if isinstance(value, dict) else value:
                _seen(kind.of, each, found)
        case ConditionKind():
            found.update(("Condition", key) for key in value)
            for joint in set(JOINTS) & set(value):
                for each in value[joint]:
                    _seen(kind, each, found)


def _object(cls: Any, value: dict[str, Any], found: set[tuple[str, str]]) -> None:
    for key, _, kind in parts_of(cls):
        if key in value:
            # What all components have in common is shown on one of them.
            found.update((each.__name__, key) for each in COMPONENTS if key in COMMON)
            found.add((cls.__name__, key))
            words = value[key] if isinstance(value[key], list) else [value[key]]
            found.update((cls.__name__, f"{key}={word}") for word in words if isinstance(word, str))
            _seen(kind, value[key], found)


COMPONENTS = COMPONENT.shapes.values()
COMMON = set.intersection(*({key for key, _, _ in parts_of(cls)} for cls in COMPONENTS))


def _wanted() -> set[tuple[str, str]]:
    wanted = {("Condition", word) for word in (*OPERATORS, *JOINTS, "fact")}
    for name, cls in shapes().items():
        for key, _, kind in parts_of(cls):
            wanted.add((name, key))
            inner = kind.of if isinstance(kind, nested.List) else kind
            if isinstance(inner, plain.Choice) and key not in ("step", "currency"):
                wanted.update((name, f"{key}={word}") for word in inner.words)
    return wanted


# Words that mean the same in another object of the page, or that a table explains.
EXPLAINED = re.compile(r"`([a-z_-]+)`")


def test_every_field_is_in_an_example_and_every_word_is_on_the_page():
    found: set[tuple[str, str]] = set()
    for where, part in EXAMPLES:
        _object(Rulebook, whole(where, part), found)
    explained = set(EXPLAINED.findall(TEXT))
    missing = [
        f"{name}.{key}"
        for name, key in sorted(_wanted() - found)
        if "=" not in key or key.split("=")[1] not in explained
    ]
    assert missing == []


def test_the_published_schema_is_the_codes():
    """Write it anew with ``manage.py rulebook schema > docs/rulebook.schema.json``."""
    published = (PAGE.parent / "rulebook.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == schema_v1()
    Draft202012Validator.check_schema(json.loads(published))
