"""As much of systemctl as the rolling restart asks: `restart UNIT` and `is-active --quiet UNIT`.

The units are ours (`deploy/production/systemd`); their processes are started as those files say,
with this machine's Python, ports and environment. `YISAI_HALL` names the folder that knows them.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

STOP_S: Final = 15.0


def is_active(hall: Path, unit: str) -> bool:
    """Whether its process runs."""
    note = hall / f"{unit}.pid"
    if not note.exists():
        return False
    stat = Path(f"/proc/{note.read_text()}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def start(hall: Path, unit: str) -> None:
    """Start it, away from whoever asks."""
    facts = json.loads((hall / "units.json").read_text(encoding="utf-8"))[unit]
    with (hall / f"{unit}.log").open("ab") as log:
        process = subprocess.Popen(
            facts["command"],
            cwd=facts["folder"],
            env=facts["env"],
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    (hall / f"{unit}.pid").write_text(str(process.pid))


def stop(hall: Path, unit: str) -> None:
    """SIGTERM to all of it, SIGKILL after TimeoutStopSec."""
    if not is_active(hall, unit):
        return
    pid = int((hall / f"{unit}.pid").read_text())
    os.killpg(pid, signal.SIGTERM)
    until = time.monotonic() + STOP_S
    while is_active(hall, unit):
        if time.monotonic() > until:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.02)


def main(words: list[str]) -> int:
    """What the command line asks."""
    hall = Path(os.environ["YISAI_HALL"])
    if words[0] == "is-active":
        return 0 if is_active(hall, words[-1]) else 3
    stop(hall, words[1])
    start(hall, words[1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
