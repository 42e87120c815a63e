"""docs/states.md says what the tables say, and no machine is missing."""

import re
from pathlib import Path

from tests.docs.states import DEFINED, PAGE, machines, page

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core", "contest", "judging", "pipeline", "api")


def test_the_page_is_as_new_as_the_tables():
    drawn = PAGE.read_text(encoding="utf-8")
    assert drawn == page(), "out of date: run `python -m tests.docs.states` and commit the page"


def test_every_table_in_the_code_is_drawn():
    """Tables are found beside the services; one that stands elsewhere would be forgotten."""
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    holding = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in files
        if DEFINED.search(path.read_text(encoding="utf-8"))
    }
    assert holding == {module for module, _ in machines()}


def test_nouns_are_drawn_once():
    headings = re.findall(r"^## (\w+)$", page(), re.MULTILINE)
    assert len(headings) == len(set(headings)) > 5
