"""Broken documents: where check finds what, and a sentence in both languages that mends it."""

import ast
import copy
import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from contest.rulebook.text import document_read
from contest.rulebook.v1.check import rulebook_check, shape_findings
from contest.words.findings import finding_text

HERE = Path(__file__).parent
PACKAGE = Path(__file__).resolve().parents[4] / "contest" / "rulebook"
SOUND = document_read((HERE / "sound.yaml").read_text(encoding="utf-8"))
BROKEN = document_read((HERE / "broken.yaml").read_text(encoding="utf-8"))

# Findings whose value no text of ours can carry in the table.
TYPED = {
    "number_fraction": ("/rubrics/0/total", 7.5),
    "text_long": ("/name/en", "x" * 501),
}


def _place(document: Any, path: str) -> tuple[Any, Any]:
    *steps, last = path.removeprefix("/").split("/")
    for step in steps:
        document = document[int(step) if isinstance(document, list) else step]
    return document, int(last) if isinstance(document, list) and last != "-" else last


def broken(row: dict[str, Any]) -> Any:
    """The sound document with one row's bends."""
    document = copy.deepcopy(SOUND)
    for path, value in row.get("set", {}).items():
        place, key = _place(document, path)
        if key == "-":
            place.append(value)
        else:
            place[key] = value
    for path in row.get("drop", ()):
        place, key = _place(document, path)
        del place[key]
    return document


def codes_of_the_code() -> set[str]:
    """Every code that some ``found`` call in the package names."""
    codes: set[str] = set()
    for path in [*PACKAGE.glob("v1/**/*.py"), *PACKAGE.glob("shape/*.py")]:
        if path.name == "warnings.py":  # sound documents have those: test_warnings.py
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "found":
                codes.update(_texts(node.args[1]))
    return codes | {"sum_differs", "best_differs", "line_measured", "tie_part_missing"}


def _texts(node: ast.AST) -> set[str]:
    constants = [each for each in ast.walk(node) if isinstance(each, ast.Constant)]
    return {each.value for each in constants if isinstance(each.value, str)}


def test_the_sound_document_is_sound():
    assert rulebook_check(SOUND) == []


def test_the_table_is_long_enough():
    assert len({row["case"] for row in BROKEN}) == len(BROKEN) >= 80


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row["case"].replace(" ", "-"))
def test_a_broken_document_is_refused_at_its_place(row: dict[str, Any]):
    findings = rulebook_check(broken(row))
    assert (row["at"], row["code"]) in [(each.path, each.code) for each in findings], findings
    for finding in findings:
        for language in ("zh-hans", "en"):
            with translation.override(language):
                sentence = finding_text(finding)
            assert not sentence.startswith("rulebook."), finding.code
            assert not re.search(r"\{[a-z_]+\}", sentence), sentence


@pytest.mark.parametrize("code", TYPED)
def test_values_that_text_cannot_carry(code: str):
    path, value = TYPED[code]
    findings = rulebook_check(broken({"set": {path: value}}))
    assert (path, code) in [(each.path, each.code) for each in findings]


def test_a_word_in_place_of_a_number_is_said_in_a_sentence():
    findings = rulebook_check(broken({"set": {"/rubrics/0/total": "seventy"}}))
    with translation.override("en"):
        (sentence,) = [finding_text(each) for each in findings]
    assert sentence.startswith("“seventy” is not a mark with at most two decimals")


def test_half_a_character_is_no_text():
    findings = rulebook_check(broken({"set": {"/name/en": "\ud83d"}}))
    assert [each.code for each in findings] == ["text_malformed"]


@pytest.mark.parametrize("document", [None, [], "rulebook", 1])
def test_what_is_no_object_is_refused(document: object):
    assert [each.code for each in rulebook_check(document)] == ["type_wrong"]


def test_every_finding_has_a_broken_document():
    seen = {row["code"] for row in BROKEN} | set(TYPED)
    assert codes_of_the_code() - seen == set()


def test_shape_findings_and_the_published_schema_agree():
    """What check calls a wrong shape, JSON Schema refuses; what is sound to it, it accepts."""
    from jsonschema import Draft202012Validator

    from contest.rulebook.v1.schema import schema_v1

    days = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(schema_v1(), format_checker=days)
    apart = []
    # All of the first section (shapes), and some whose shape is right.
    for row in [*BROKEN[:40], *BROKEN[40::6]]:
        document = broken(row)
        ours = [each for each in shape_findings(document) if each.code not in NOT_IN_SCHEMA]
        if bool(ours) == validator.is_valid(document):
            apart.append((row["case"], ours))
    assert apart == []


# JSON Schema cannot say that ids differ and exist, nor that a day is in the calendar.
NOT_IN_SCHEMA = {"id_doubled", "reference_unknown"}
