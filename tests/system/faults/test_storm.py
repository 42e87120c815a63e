"""Nothing acknowledged is lost, doubled or wrong, viewers converge, and the harness can tell."""

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.faults.storm import MUTANTS

ROOT = Path(__file__).resolve().parents[3]
BOTH = ["sqlite", pytest.param("pg", marks=pytest.mark.pg)]
NEVER = ("lost", "doubled", "wrong", "gaps", "leaves_refuted", "root_refuted", "behind", "unlike")
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file; the first worker makes it for all."""
    folder = tmp_path_factory.getbasetemp().parent / "storm"
    folder.mkdir(exist_ok=True)
    made = folder / "template.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            draft = folder / "draft.sqlite3"
            env = {
                **os.environ,
                "DATABASE_URL": f"sqlite:///{draft}",
                "VAR_DIR": str(folder),
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
            }
            migrate = [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"]
            subprocess.run(migrate, cwd=ROOT, env=env, check=True)
            draft.rename(made)
    return made


def storm(*options: str) -> dict:
    command = [sys.executable, "-m", "tests.system.faults.storm", *options]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr[-3000:]
    figures = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == (0 if figures["clean"] else 1)
    return figures


def assert_clean(figures: dict, *, faults: int) -> None:
    assert sum(figures["faults"].values()) == faults, figures
    assert [name for name in NEVER if figures[name]] == [], json.dumps(figures)
    assert figures["unfelt"] == 0, json.dumps(figures)
    assert figures["acks"] == 2 * figures["operations"]
    assert figures["leaves"] == figures["operations"]


@pytest.mark.parametrize("database", BOTH)
def test_twelve_faults(database, template):
    """Each kind at least once; a full disk too where this machine lets us have one."""
    figures = storm("--db", database, "--disk", "--template", str(template))
    assert_clean(figures, faults=12)
    assert figures["disk"] == (figures["felt"].get("disk", 0) > 0)


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_goes_red(mutant, template):
    seen, kinds = MUTANTS[mutant]
    sizes = ("--operations", "300", "--faults", "6", "--viewers", "4", "--patience", "2")
    options = ("--mutant", mutant, "--kinds", kinds, "--template", str(template))
    figures = storm(*sizes, *options)
    assert figures[seen] > 0, figures
    assert not figures["clean"]


@pytest.mark.slow
@pytest.mark.parametrize("database", BOTH)
def test_long(database, template):
    options = ("--operations", "2000", "--faults", "50", "--template", str(template))
    assert_clean(storm("--db", database, *options), faults=50)
