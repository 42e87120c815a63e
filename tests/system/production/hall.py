"""The units of `deploy/production/systemd` on this machine, with a contest of their own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.stage import World, world_of
from tests.production import ROOT
from tests.servers.ports import free_port
from tests.system.production import systemctl
from tests.system.production.nginx import Behind

UNITS: Final = ROOT / "deploy" / "production" / "systemd"
SCRIPT: Final = ROOT / "deploy" / "production" / "rolling-restart.sh"
JUDGES: Final = 6


@dataclass(frozen=True)
class Hall:
    """Running units, who is who, and a room that is on air (`world.on_air`)."""

    folder: Path
    behind: Behind
    units: dict[str, int]
    env: dict[str, str]
    world: World

    def restart(self, *names: str) -> subprocess.CompletedProcess[str]:
        """Our script, for the units whose names begin so."""
        pairs = [f"{unit}={port or ''}" for unit, port in self.units.items()]
        chosen = [pair for pair in pairs if pair.startswith(names)]
        tools = self.folder / "bin"
        env = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "YISAI_HALL": str(self.folder),
            "YISAI_UNITS": " ".join(chosen),
        }
        return subprocess.run(
            ["sh", str(SCRIPT), "localhost"], env=env, capture_output=True, text=True, check=False
        )


def command_of(unit: str, **changed: str) -> tuple[list[str], dict[str, str]]:
    """ExecStart of a unit's file, with this machine's Python, and its Environment."""
    name, _, instance = unit.removesuffix(".service").partition("@")
    file = UNITS / (f"{name}@.service" if instance else f"{name}.service")
    text = file.read_text(encoding="utf-8")
    words = re.findall(r"(?m)^ExecStart=(.*)$", text)[0].replace("%i", instance).split()
    assert words[0] == "/opt/yisai/.venv/bin/python"
    env = dict(line.split("=", 1) for line in re.findall(r"(?m)^Environment=(.*)$", text))
    return [sys.executable, *(changed.get(word, word) for word in words[1:])], env


@contextmanager
def hall_open(folder: Path, facts: dict[str, str], site: str) -> Iterator[Hall]:
    """Everything of one machine but the workers; ends with the block."""
    web, first, second, spectators = (free_port() for _ in range(4))
    env = _environment(folder, facts, site)
    world = _filled(env)
    units = {
        "yisai-web.service": web,
        f"yisai-live@{first}.service": first,
        f"yisai-live@{second}.service": second,
        f"yisai-spectators@{spectators}.service": spectators,
    }
    told = {}
    for unit in units:
        command, own = command_of(unit, **{"8001": str(web)})
        told[unit] = {"command": command, "env": env | own, "folder": str(ROOT)}
    (folder / "units.json").write_text(json.dumps(told), encoding="utf-8")
    tool = folder / "bin" / "systemctl"
    tool.parent.mkdir()
    script = Path(systemctl.__file__)
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    behind = Behind(web, (first, second), spectators)
    hall = Hall(folder, behind, units, env, world)
    try:
        done = hall.restart("yisai")
        assert done.returncode == 0, done.stderr
        yield hall
    finally:
        for unit in units:
            systemctl.stop(folder, unit)


def _environment(folder: Path, facts: dict[str, str], site: str) -> dict[str, str]:
    """The rack's variables, with numbers of Valkey of its own."""
    valkey = facts["BUS_URL"].rpartition("/")[0]
    return facts | {
        "BUS_URL": f"{valkey}/2",
        "CACHE_URL": f"{valkey}/3",
        "SITE_URL": site,
        "VAR_DIR": str(folder),
    }


def _filled(env: dict[str, str]) -> World:
    """A running round with its people, and a room that is on air."""
    sizes = (JUDGES, 4, 2, 0, 0, 1)
    words = [sys.executable, "-m", "bench.stage_build", *map(str, sizes)]
    # It migrates first, which takes longer than an ordinary command may.
    done = subprocess.run(
        words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    return world_of(json.loads(done.stdout.splitlines()[-1]))
