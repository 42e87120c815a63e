"""A built client, and the number of cells that a run has asked, over all its workers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django import Settings

if TYPE_CHECKING:  # importing them reads Django's settings
    from tests.databases import FreshDatabase
    from tests.system.policy.world import Cast


_STATIC_FILES = "servestatic.middleware.ServeStaticMiddleware"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: in the end no worker is alone with it."""
    items.sort(key=lambda item: not item.name.startswith("test_policy["))


@pytest.fixture(autouse=True)
def built_client(settings: Settings, tmp_path: Path) -> None:
    """The shells are there whether or not somebody has built the client on this machine.

    Static files are no door of the table, and what serves them reads that build at the start.
    """
    for name in ("judge", "screen", "app"):
        (tmp_path / f"{name}.html").write_text("<!doctype html>", encoding="utf-8")
    for name in ("judge", "screen"):
        (tmp_path / f"{name}-sw.js").write_text("// worker", encoding="utf-8")
    settings.CLIENT_DIST = tmp_path
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != _STATIC_FILES]


@pytest.fixture(autouse=True)
def hall_root(settings: Settings, hall_authority: Path) -> None:
    """The doors of a hall's network are open: it has an authority of its own."""
    settings.LAN_CA_FILE = str(hall_authority)


@pytest.fixture(scope="session")
def hall_authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of an authority made by `up --lan`."""
    from deploy.dev.authority import authority

    return authority(tmp_path_factory.mktemp("hall")).certificate


@pytest.fixture
def live_world(fresh_database: FreshDatabase, phase: str) -> Iterator[Cast]:
    """The phase's world in a database where commits are real."""
    from api.live.threads import threads_stop
    from judging.services.scoring.queue import writers
    from tests.system.policy.world import cast
    from tests.undo import together

    logging.disable(logging.CRITICAL)
    with together():
        world = cast(phase)
    yield world
    logging.disable(logging.NOTSET)
    writers.stop()
    threads_stop()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line at the end; the number is recorded by the tests that ask cells."""
    stats = terminalreporter.stats
    reports = [*stats.get("passed", ()), *stats.get("failed", ())]
    cells = sum(
        value
        for report in reports
        for name, value in report.user_properties
        if name == "cells" and report.when == "call"
    )
    if cells:
        terminalreporter.write_line(f"policy: {cells} cells")
