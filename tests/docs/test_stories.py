"""The page of the stories says of each sentence where it is walked, or that it comes later."""

from __future__ import annotations

from tests.docs.test_failures import NAMED, ROOT, missing

PAGE = ROOT / "docs" / "stories.md"


def unsaid(text: str) -> list[str]:
    """Sentences with neither a test nor a later part."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    said = [row for row in rows if not row.startswith("| sentence ")]
    return [row for row in said if not NAMED.search(row) and "*later*: " not in row]


def test_each_sentence_has_a_test_or_the_part_that_comes_later() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert unsaid(text) == []
    assert missing(text) == []
    # A step that the page does not name is one that nobody finds.
    for file in ("test_professor.py", "test_power_cut.py"):
        body = (ROOT / "tests/system/stories" / file).read_text(encoding="utf-8")
        steps = [line.split("(")[0] for line in body.splitlines() if line.startswith("async def _")]
        named = [step.removeprefix("async def ") for step in steps]
        unnamed = [step for step in named if f"::{step}`" not in text]
        assert unnamed == _ASIDE[file]


def test_a_planted_gap_is_caught() -> None:
    gap = "| he waves | |\n| he leaves | `tests/system/stories/test_professor.py::_gone` |"
    assert unsaid(gap) == ["| he waves | |"]
    assert missing(gap) == ["tests/system/stories/test_professor.py::_gone"]


_ASIDE = {
    "test_professor.py": ["_story", "_changes", "_the_cue"],
    "test_power_cut.py": ["_story", "_by_judge"],
}
