"""import-linter's contracts, each shown to catch a planted import."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = SETTINGS["tool"]["importlinter"]["root_packages"]

PLANTED = [
    ("core/services/planted.py", "import judging.models", "Imports run one way"),
    ("contest/models/planted.py", "import contest.services", "Models hold no verbs"),
    ("judging/selectors/planted.py", "import judging.services", "Selectors only read"),
    ("judging/tally/planted.py", "import django.db", "Pure packages"),
    ("judging/ranking/planted.py", "import pathlib", "Pure packages"),
    ("contest/rulebook/planted.py", "import pathlib", "Pure packages"),
    ("core/merkle/planted.py", "import time", "Pure packages"),
    ("judging/services/planted.py", "import config.wiring", "Only entry points know config"),
    (
        "api/rest/slots/planted.py",
        "import api.rest.seats",
        "Resources do not know each other",
    ),
    ("demo/planted.py", "import core.clock", "The demo is an ordinary client"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages, to plant in."""
    copy = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            copy / package,
            ignore=shutil.ignore_patterns("*.mo", "__pycache__", "templates"),
        )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def lint_imports(house: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=house,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        check=False,
    )


def broken(output: str) -> set[str]:
    return {
        line.rpartition(" BROKEN")[0].strip() for line in output.splitlines() if " BROKEN" in line
    }


def test_the_house_keeps_its_contracts(house: Path):
    result = lint_imports(house)
    assert broken(result.stdout) == set(), result.stdout
    assert result.returncode == 0, result.stdout + result.stderr


def test_planted_imports_are_caught(house: Path):
    """All at once: building the graph is what takes the time."""
    for path, line, _ in PLANTED:
        (house / path).write_text(f"{line}\n", encoding="utf-8")
    try:
        result = lint_imports(house)
    finally:
        for path, _, _ in PLANTED:
            (house / path).unlink()
    assert result.returncode == 1
    assert {contract for _, _, contract in PLANTED} <= broken(result.stdout), result.stdout
    for path, _, _ in PLANTED:
        module = path.removesuffix(".py").replace("/", ".")
        assert module in result.stdout, f"{module} was not named"
