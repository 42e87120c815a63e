"""No job and no mail is lost or doubled, whatever befalls the workers; and the storm can tell."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.process import wait_until
from tests.system.faults.work.mutants import MUTANTS

ROOT = Path(__file__).resolve().parents[3]
BOTH = ["sqlite", pytest.param("pg", marks=pytest.mark.pg)]
pytestmark = pytest.mark.timeout(900)


def storm(*options: str) -> dict:
    command = [sys.executable, "-m", "tests.system.faults.work.storm", *options]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr[-3000:]
    figures = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == (0 if figures["clean"] else 1)
    return figures


@pytest.mark.parametrize("database", BOTH)
def test_short(database):
    figures = storm("--db", database, "--jobs", "400", "--kills", "25")
    assert figures["clean"], figures
    assert figures["struck"] > 0, figures


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_goes_red(mutant):
    # Enough runs that the harm at its place happens many times: one finding in ten would do.
    figures = storm("--jobs", "160", "--kills", "1", "--aimed", "0.12", "--mutant", mutant)
    assert sum(figures[name] for name in MUTANTS[mutant]) > 0, figures


@pytest.mark.slow
@pytest.mark.parametrize("database", BOTH)
def test_two_hundred_kills(database):
    figures = storm("--db", database, "--jobs", "4000", "--kills", "200")
    assert figures["clean"], figures
    assert figures["kills"] == 200, figures
    assert figures["struck"] > 20, figures


def test_the_command_works_and_ends_when_told(fresh_database, tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": fresh_database.url,
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=out,
        )
    try:
        wait_until(_swept, alive=lambda: worker.poll() is None, log=log)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0, log.read_text(encoding="utf-8")
    finally:
        worker.kill()


def _swept() -> bool:
    """Whether a periodic job of the house is done."""
    from core.models import JobRun

    return JobRun.objects.filter(key__startswith="runs_sweep:", state="done").exists()
