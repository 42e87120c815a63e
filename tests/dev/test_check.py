import os
from pathlib import Path

import pytest

from deploy.dev import check
from deploy.dev.check import Outcome, _count_pytest, failed_tests
from deploy.dev.paths import ROOT
from deploy.dev.sections import SYSTEM, Section, sections

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


def test_what_failed_is_found_by_name(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        """<testsuites><testsuite><testcase classname="tests.x.test_a" name="test_good"/>
        <testcase classname="tests.x.test_a" name="test_bad[zh]"><failure/></testcase>
        <testcase classname="tests.x.test_b" name="test_broken"><error/></testcase>
        </testsuite></testsuites>"""
    )
    assert failed_tests(report) == [
        "tests/x/test_a.py::test_bad[zh]",
        "tests/x/test_b.py::test_broken",
    ]


@pytest.mark.parametrize(("passed", "failed", "left"), [(2, 0, 0), (1, 1, 2), (1, 0, 2), (0, 2, 2)])
def test_only_all_of_it_passing_the_second_time_counts(passed, failed, left):
    """It is named either way, and a test that vanished has not passed."""
    outcome = Outcome("x", 10, passed=8, failed=2)
    outcome.settle(Outcome("x", 10, passed=passed, failed=failed), ["a.py::one", "b.py::two"])
    assert outcome.failed == left
    assert outcome.passed == (10 if not left else 8)
    assert "one, two" in outcome.line


PLANTED = """import pathlib
def test_late_once():
    seen = pathlib.Path(__file__).with_suffix(".seen")
    known = seen.exists()
    seen.touch()
    assert known
def test_wrong():
    assert {good}
"""


@pytest.mark.parametrize(("good", "failed", "passed"), [(True, 0, 2), (False, 2, 0)])
def test_a_fault_fails_twice_and_what_was_late_once_does_not(
    tmp_path, monkeypatch, good, failed, passed
):
    """A real run: one test is late once, the other one is right or planted wrong."""
    (tmp_path / "test_planted.py").write_text(PLANTED.format(good=good))
    monkeypatch.setattr(check, "ROOT", tmp_path)
    monkeypatch.setattr(check, "REPORTS", tmp_path / "reports")
    bare = {"PATH": os.environ["PATH"], "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    monkeypatch.setattr(check, "_test_env", lambda database, *, ci: dict(bare))
    section = Section("browser", 60, "sqlite", ("test_planted.py",), "not slow", again=2)
    monkeypatch.setattr(Section, "existing", lambda own: list(own.paths))
    outcome = check._pytest(section, ci=True, kept=str(tmp_path))
    assert (outcome.failed, outcome.passed) == (failed, passed), outcome.line
    assert "test_late_once" in outcome.note


def test_only_browsers_are_asked_twice():
    assert {each.name for each in sections(full=True) if each.again} == {
        "browser",
        "browser, SQLite",
    }


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
