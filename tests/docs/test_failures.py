"""The page of failures names every case once, and only tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "failures.md"
ROW = re.compile(r"^\| F(\d+) \|.*\|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def missing(text: str) -> list[str]:
    """Tests that the text names and nobody can run."""
    return [
        f"{file}::{name}"
        for file, name in NAMED.findall(text)
        if file != "tests/docs/test_failures.py" and not _there(ROOT / file, name)
    ]


def _there(file: Path, name: str) -> bool:
    return file.exists() and (not name or f"def {name}(" in file.read_text(encoding="utf-8"))


def test_each_case_is_listed_with_a_test_or_as_later() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = {int(row[1]): row[0] for row in ROW.finditer(text)}
    assert list(rows) == list(range(1, 28))
    assert [number for number, row in rows.items() if not NAMED.search(row)] == [17, 20, 25]
    assert all("*later*" in rows[number] for number in (17, 20, 25))


def test_every_test_that_is_named_exists() -> None:
    assert missing(PAGE.read_text(encoding="utf-8")) == []


def test_a_planted_name_is_caught() -> None:
    gone = "`tests/judging/services/test_door.py::test_nobody` `tests/gone.py`"
    assert len(missing(gone)) == 2
