"""Nothing acknowledged is lost, doubled or wrong, and the harness can tell."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BOTH = ["sqlite", pytest.param("pg", marks=pytest.mark.pg)]
pytestmark = pytest.mark.timeout(1200)


def storm(*options: str) -> dict:
    command = [sys.executable, "-m", "tests.system.faults.kill", *options]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr[-3000:]
    figures = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == (0 if figures["clean"] else 1)
    return figures


def assert_clean(figures: dict, *, kills: int, db_kills: int) -> None:
    assert (figures["kills"], figures["db_kills"]) == (kills, db_kills), figures
    names = ("lost", "doubled", "wrong", "gaps", "leaves_refuted")
    assert [figures[name] for name in names] == [0] * 5, figures
    assert figures["acks"] >= 2 * figures["operations"]
    assert figures["leaves"] == figures["operations"]


@pytest.mark.parametrize("database", BOTH)
def test_short(database):
    db_kills = 3 if database == "pg" else 0
    figures = storm(
        "--db",
        database,
        "--operations",
        "400",
        "--kills",
        str(12 - db_kills),
        "--db-kills",
        str(db_kills),
    )
    assert_clean(figures, kills=12 - db_kills, db_kills=db_kills)


@pytest.mark.parametrize(("mutant", "seen"), [("no-op-key", "doubled"), ("ack-early", "lost")])
def test_a_mutant_goes_red(mutant, seen):
    figures = storm("--db", "sqlite", "--operations", "200", "--kills", "5", "--mutant", mutant)
    assert figures[seen] > 0, figures


@pytest.mark.slow
@pytest.mark.parametrize("database", BOTH)
def test_long(database):
    figures = storm("--db", database, "--operations", "2000", "--kills", "40", "--db-kills", "10")
    assert_clean(figures, kills=40, db_kills=10 if database == "pg" else 0)
