"""`test`: every section runs, each with its time against its ceiling; one line sums up."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from . import setup
from .children import MemoryWatch
from .console import Steps, clock, say
from .lint import lint_steps_failed
from .need import ensure_chromium, require_node
from .paths import FRONTEND, PYTHON, ROOT, VAR, child_env
from .sections import Section, sections

REPORTS = VAR / "test"
NOTHING_COLLECTED = 5
STORES = ("BUS_URL", "CACHE_URL", "FILES_URL", "FILES_ORIGIN", "MAIL_URL")


@dataclass
class Outcome:
    """What one section did. A section that broke without counting has `failed` 1."""

    name: str
    ceiling: int
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    note: str = ""

    def settle(self, second: Outcome, names: Sequence[str]) -> None:
        """What failed was run once more: only all of it passing counts, and is told."""
        again = ", ".join(name.rpartition("::")[2] for name in names)
        if second.failed or second.passed != len(names):
            self.note = f"asked twice: {again}"
            return
        self.passed, self.failed = self.passed + second.passed, 0
        self.note = f"PASSED ONLY THE SECOND TIME: {again}"

    @property
    def line(self) -> str:
        """One row of the closing table."""
        over = "  OVER ITS CEILING" if self.seconds > self.ceiling else ""
        counts = f"{self.passed:>6} passed {self.failed:>4} failed {self.skipped:>4} skipped"
        verdict = "FAILED" if self.failed else "ok"
        return (
            f"  {self.name:<30} {clock(self.seconds):>8} of {clock(self.ceiling):>5} {counts}"
            f"  {verdict}{over}{'  ' + self.note if self.note else ''}"
        )


def run_tests(args: Sequence[str], *, full: bool, ci: bool) -> int:
    """Run everything, or with ARGS one plain pytest run; 1 if anything failed."""
    steps = Steps()
    with MemoryWatch() as memory:
        prepare(steps, ci=ci)
        if args:
            return subprocess.run(
                [str(PYTHON), "-m", "pytest", *args],
                cwd=ROOT,
                env=_test_env(asked_database(), ci=ci),
                check=False,
            ).returncode
        outcomes = [Outcome("set-up", 120, steps.total)]
        outcomes.append(_lint())
        browser: list[Outcome] = []
        # What one section migrated, the next ones take; gone with the run, so never too old.
        with tempfile.TemporaryDirectory(prefix="yt-kept-") as kept:
            for section in sections(full=full):
                (browser if section.name.startswith("browser") else outcomes).append(
                    _pytest(section, ci=ci, kept=kept)
                )
        outcomes += [_vitest(ci=ci), *browser]
    return _report(outcomes, steps, memory)


def asked_database() -> str:
    """The database of a run with ARGS: $YISAI_TEST_DB, or what $YISAI_TEST_PROFILE stands on."""
    production = os.environ.get("YISAI_TEST_PROFILE") == "production"
    return os.environ.get("YISAI_TEST_DB", "pg" if production else "sqlite")


def prepare(steps: Steps, *, ci: bool) -> None:
    """Set up the dev set, the client and a browser."""
    require_node()
    setup.prepare_python(steps, dev=True)
    setup.prepare_client(steps)
    found = ensure_chromium()
    if found:
        os.environ["CHROMIUM"] = found
    else:
        say(
            "No Chromium was found: set CHROMIUM to one. "
            + ("Its tests fail." if ci else "Its tests are skipped.")
        )


def _test_env(database: str, *, ci: bool) -> dict[str, str]:
    env = child_env(settings="config.settings.test", YISAI_TEST_DB=database)
    for name in ("DATABASE_URL", "VAR_DIR", *STORES):  # tests choose their own
        env.pop(name, None)
    # A hundred processes of a run import the same sources: the first of them compiles for all.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if ci:
        env |= {"YISAI_REQUIRE_SERVERS": "1", "NO_COLOR": "1"}
    return env


def _lint() -> Outcome:
    _head("lint, types")
    outcome, began = Outcome("lint, types", 120), time.monotonic()
    failed = lint_steps_failed()
    outcome.seconds = time.monotonic() - began
    outcome.failed, outcome.note = len(failed), ", ".join(failed)
    return outcome


def _pytest(section: Section, *, ci: bool, kept: str) -> Outcome:
    outcome = Outcome(section.name, section.ceiling)
    paths = section.existing()
    if not paths:
        outcome.note = "not there yet"
        return outcome
    _head(section.name)
    report = REPORTS / f"{section.name.replace(', ', '-').replace(' ', '-')}.xml"
    command = [str(PYTHON), "-m", "pytest", "-q", *paths, "-m", section.markers]
    command += [f"--ignore={path}" for path in section.ignore]
    command += ["-n", str(section.workers)] if section.workers else []
    command += ["--dist", "loadgroup", "--no-loadscope-reorder"] if section.groups else []
    command += ["--dist", "worksteal"] if section.steals else []
    env = _test_env(section.database, ci=ci)
    env |= {"YISAI_TEST_PROFILE": section.profile, "YISAI_TEST_KEPT": kept}
    if section.only_database:
        env["YISAI_ONLY_DATABASE"] = "1"
    began = time.monotonic()
    _count_pytest(outcome, report, _reported(command, report, env, ci=ci))
    failed = failed_tests(report)
    if 0 < outcome.failed == len(failed) <= section.again:
        _head(f"{section.name}: once more, alone")
        alone = [str(PYTHON), "-m", "pytest", "-q", *failed, "-m", section.markers]
        second = Outcome(section.name, section.ceiling)
        later = report.with_suffix(".again.xml")
        _count_pytest(second, later, _reported(alone, later, env, ci=ci))
        outcome.settle(second, failed)
    outcome.seconds = time.monotonic() - began
    return outcome


def _reported(command: list[str], report: Path, env: dict[str, str], *, ci: bool) -> int:
    """One run of pytest that writes its report anew; its exit code."""
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    told = ["--junitxml", str(report), *(["--color=no"] if ci else [])]
    return subprocess.run([*command, *told], cwd=ROOT, env=env, check=False).returncode


def failed_tests(report: Path) -> list[str]:
    """The names by which pytest runs a report's failed tests again."""
    cases = ET.parse(report).getroot().iter("testcase") if report.exists() else ()
    return [
        f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]


def _count_pytest(outcome: Outcome, report: Path, code: int) -> None:
    """Fill in the counts; a run that collected nothing, or broke, is a failure."""
    for suite in ET.parse(report).getroot().iter("testsuite") if report.exists() else ():
        numbers = {
            key: int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")
        }
        outcome.failed += numbers["failures"] + numbers["errors"]
        outcome.skipped += numbers["skipped"]
        outcome.passed += (
            numbers["tests"] - numbers["failures"] - numbers["errors"] - numbers["skipped"]
        )
    if code and not outcome.failed:
        outcome.failed = 1
        outcome.note = (
            "collected nothing"
            if code == NOTHING_COLLECTED
            else f"pytest ended with exit code {code}"
        )


def _vitest(*, ci: bool) -> Outcome:
    _head("client units")
    outcome, report = Outcome("client units", 60), REPORTS / "client.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    env = {**os.environ, "CI": "1", **({"NO_COLOR": "1"} if ci else {})}
    began = time.monotonic()
    code = subprocess.run(
        [
            "npx",
            "--no-install",
            "vitest",
            "run",
            "--reporter=default",
            "--reporter=json",
            f"--outputFile.json={report}",
        ],
        cwd=FRONTEND,
        env=env,
        check=False,
    ).returncode
    outcome.seconds = time.monotonic() - began
    if report.exists():
        counts = json.loads(report.read_text(encoding="utf-8"))
        outcome.passed = counts["numPassedTests"]
        outcome.failed = counts["numFailedTests"]
        outcome.skipped = counts["numPendingTests"]
    if (code or not outcome.passed) and not outcome.failed:
        outcome.failed, outcome.note = 1, f"vitest ended with exit code {code}"
    return outcome


def _report(outcomes: list[Outcome], steps: Steps, memory: MemoryWatch) -> int:
    say()
    for outcome in outcomes:
        print(outcome.line)
    print(f"  wall time {clock(steps.total)}, {memory.report()}")
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"{sum(outcome.passed for outcome in outcomes)} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def _head(name: str) -> None:
    say(f"\n== {name} " + "=" * max(3, 70 - len(name)))
