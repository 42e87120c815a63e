"""Every case of ``tests/contest/rulebook/cases``: the engine against results made by hand."""

import json
import shutil
from pathlib import Path

import pytest

from tests.judging.tally.edition.runner import CASES, case_differences

ALL = sorted(path.parent for path in CASES.glob("*/expected.json"))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_case_gives_its_result(case: Path) -> None:
    assert case_differences(case) == []


def test_every_case_is_whole() -> None:
    folders = sorted(path for path in CASES.iterdir() if path.is_dir())
    assert folders == ALL
    assert len(ALL) >= 90


def test_a_wrong_result_is_noticed(tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(CASES / "trimmed_five", case)
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    expected["entries"][0]["score"] = "91.49"
    (case / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    assert case_differences(case) == ["B.score: '91.50' for '91.49'"]
