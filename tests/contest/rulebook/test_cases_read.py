"""The example documents: each is read into the model, and the published schema agrees."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.text import document_read, document_write
from contest.rulebook.v1.later import rulebook_later
from contest.rulebook.v1.schema import schema_v1

CASES = sorted((Path(__file__).parent / "cases").glob("*/rulebook.yaml"))


def test_there_are_examples():
    assert len(CASES) >= 6


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_an_example_is_read_and_the_schema_agrees(path: Path):
    document = document_read(path.read_text(encoding="utf-8"))
    assert not list(Draft202012Validator(schema_v1()).iter_errors(document))
    rulebook = rulebook_of_document(document)
    assert rulebook.rounds
    assert rulebook_later(rulebook) == ()
    again = document_read(document_write(document))
    assert again == document
    assert rulebook_of_document(again) == rulebook
