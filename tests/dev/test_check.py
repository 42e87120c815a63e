from pathlib import Path

import pytest

from deploy.dev import check
from deploy.dev.check import Outcome, _count_pytest
from deploy.dev.paths import ROOT
from deploy.dev.sections import SYSTEM, sections

REPORT = """<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10">
</testsuite></testsuites>"""


def counted(tmp_path, text, code):
    outcome, report = Outcome("x", 10), tmp_path / "report.xml"
    if text:
        report.write_text(text)
    _count_pytest(outcome, report, code)
    return outcome


def test_counts_come_from_the_report(tmp_path):
    outcome = counted(tmp_path, REPORT, 1)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (4, 3, 3)
    assert "FAILED" in outcome.line


def test_a_run_that_broke_without_counting_has_failed(tmp_path):
    assert counted(tmp_path, None, 3).failed == 1


def test_a_section_that_collected_nothing_has_failed(tmp_path):
    outcome = counted(tmp_path, REPORT.replace('"1"', '"0"').replace('"2"', '"0"'), 5)
    assert outcome.failed == 1
    assert outcome.note == "collected nothing"


def test_a_section_over_its_ceiling_says_so():
    assert "OVER" in Outcome("x", 10, seconds=11).line
    assert "OVER" not in Outcome("x", 10, seconds=9).line


def test_only_full_runs_the_slow_ones_and_sqlite_again():
    quick, full = list(sections(full=False)), list(sections(full=True))
    assert all("not slow" in section.markers for section in quick)
    assert not any("slow" in section.markers for section in full)
    assert {section.name for section in full} > {section.name for section in quick}


def test_every_folder_of_tests_is_in_a_section():
    """What no section names would never run."""
    named = {path for each in sections(full=False) for path in each.existing()}
    system = [path for path in Path(ROOT, SYSTEM).iterdir() if list(path.rglob("test_*.py"))]
    assert {f"tests/system/{path.name}" for path in system} <= named


def test_what_one_process_of_a_run_compiled_the_others_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in check._test_env("sqlite", ci=True)
