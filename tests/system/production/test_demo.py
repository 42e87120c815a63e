"""The documented command plays the demo in the production profile, with the embedded summary."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_demo_is_played_on_real_servers(tmp_path):
    env = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "dev.py", "up", "--once", "--production"],
        cwd=ROOT,
        env={**env, "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    *_, final, stage, lost, used = done.stdout.splitlines()
    assert (final, stage, lost) == ("final=86.50 rank=2", "project.stage=lead", "lost=0 doubled=0")
    counts = dict(re.findall(r"(\w+)=(\d+)", used))
    assert counts["files"] == "12"
    assert int(counts["mails"]) > 12
    assert re.search(r"^database +PostgreSQL ", done.stdout, re.MULTILINE)
    left = subprocess.run(
        ["pgrep", "-f", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert left.stdout == ""
