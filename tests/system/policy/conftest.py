"""A built client, and the number of cells that a run has asked, over all its workers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def built_client(settings: Settings, tmp_path: Path) -> None:
    """The shells are there whether or not somebody has built the client on this machine."""
    for name in ("judge", "screen", "app"):
        (tmp_path / f"{name}.html").write_text("<!doctype html>", encoding="utf-8")
    settings.CLIENT_DIST = tmp_path


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line at the end; the number is recorded by the tests that ask cells."""
    reports = [each for kind in ("passed", "failed") for each in terminalreporter.stats.get(kind, ())]
    cells = sum(
        value
        for report in reports
        for name, value in report.user_properties
        if name == "cells" and report.when == "call"
    )
    if cells:
        terminalreporter.write_line(f"policy: {cells} cells")
