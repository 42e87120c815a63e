"""Lint, types and generated files: every step runs, every failure is listed."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import setup
from .console import Steps, clock, say
from .paths import FRONTEND, MANAGE, PYTHON, ROOT, VENV, child_env

SCHEMA = ROOT / "api" / "schema.yaml"
SCHEMA_TYPES = FRONTEND / "src" / "api" / "schema.d.ts"
LIVE_TYPES = FRONTEND / "src" / "api" / "live.d.ts"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")


@dataclass(frozen=True)
class Lint:
    """One named step; `act` returns its exit code."""

    name: str
    act: Callable[[], int]


def run_lint(*, write: bool = False) -> int:
    """Set up what lint needs and run every step; 1 if any failed."""
    steps = Steps()
    setup.prepare_python(steps, dev=True)
    setup.install_client(steps)
    failed = lint_steps_failed(write=write)
    say(f"lint: {'failed: ' + ', '.join(failed) if failed else 'clean'} ({clock(steps.total)})")
    return 1 if failed else 0


def lint_steps_failed(*, write: bool = False) -> list[str]:
    """Run every step and return the names of those that failed."""
    failed = []
    for lint in all_steps(write=write):
        began = time.monotonic()
        code = lint.act()
        verdict = "ok" if code == 0 else f"FAILED ({code})"
        say(f"  {lint.name:<24} {clock(time.monotonic() - began):>8}  {verdict}")
        if code:
            failed.append(lint.name)
    return failed


def all_steps(*, write: bool) -> Iterator[Lint]:
    """Yield the steps, the quick ones first."""
    yield _tool("ruff check", [BIN / "ruff", "check", "-q", "."])
    yield _tool("ruff format", [BIN / "ruff", "format", "-q", "--check", "."])
    yield _tool("import-linter", [BIN / "lint-imports", "--no-cache"])
    yield _tool("mypy", [BIN / "mypy", "--no-error-summary"])
    yield _tool("migrations", [PYTHON, MANAGE, "makemigrations", "--check", "--dry-run", "-v", "0"])
    yield Lint("api schema", lambda: api_schema(write=write))
    yield Lint("client schema types", lambda: schema_types(write=write))
    yield Lint("socket frame types", lambda: live_types(write=write))
    for name, script in (("tsc", "typecheck"), ("eslint, prettier", "lint")):
        yield _tool(name, ["npm", "run", "--silent", script], cwd=FRONTEND)


def api_schema(*, write: bool) -> int:
    """Regenerate api/schema.yaml and compare it with the committed one."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "schema.yaml")
        code = _run(
            [PYTHON, MANAGE, "spectacular", "--validate", "--fail-on-warn", "--file", fresh]
        )
        return code or _same(fresh, SCHEMA, write=write)


def schema_types(*, write: bool) -> int:
    """Regenerate the client's types from the committed schema and compare them."""
    if not SCHEMA.is_file():
        say("    there is no api/schema.yaml to make types from")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "schema.d.ts")
        code = _run(
            [FRONTEND / "node_modules" / ".bin" / "openapi-typescript", SCHEMA, "-o", fresh],
            cwd=FRONTEND,
            quiet=True,
        )
        return code or _same(fresh, SCHEMA_TYPES, write=write)


def live_types(*, write: bool) -> int:
    """Regenerate the socket's types from the server's shapes and compare them."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "live.d.ts")
        code = _run([PYTHON, MANAGE, "live_types", "--file", fresh])
        return code or _same(fresh, LIVE_TYPES, write=write)


def _same(fresh: Path, committed: Path, *, write: bool) -> int:
    if committed.is_file() and filecmp.cmp(fresh, committed, shallow=False):
        return 0
    name = committed.relative_to(ROOT)
    if write:
        shutil.copyfile(fresh, committed)
        say(f"    {name} was out of date and has been rewritten")
        return 0
    say(f"    {name} is out of date: run `python3 dev.py lint --write` and commit it")
    return 1


def _tool(name: str, command: list[str | Path], *, cwd: Path = ROOT) -> Lint:
    return Lint(name, lambda: _run(command, cwd=cwd))


def _run(command: list[str | Path], *, cwd: Path = ROOT, quiet: bool = False) -> int:
    """Run one step on a throw-away var: lint never touches data."""
    out = subprocess.DEVNULL if quiet else 2
    words = [str(part) for part in command]
    with tempfile.TemporaryDirectory(prefix="yl-") as var:
        env = child_env(var=Path(var), settings="config.settings.test")
        env.pop("DATABASE_URL", None)
        return subprocess.run(words, cwd=cwd, env=env, stdout=out, check=False).returncode
