"""Worlds with real commits, in a folder of the test's own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from api.live.threads import threads_stop
from judging.services.scoring.queue import writers
from tests.databases import FreshDatabase
from tests.system.contract.bad_input.stage import Stage, stage
from tests.undo import together


@pytest.fixture
def staged(
    fresh_database: FreshDatabase, settings: Settings, tmp_path: Path
) -> Iterator[Callable[[str], Stage]]:
    """Builds the world of a phase in a database and a folder of the test's own."""
    settings.FILES_ROOT = tmp_path
    # The client's build is nobody's business here, and may be built anew meanwhile.
    settings.STATICFILES_DIRS = []
    logging.disable(logging.CRITICAL)

    def build(phase: str) -> Stage:
        with together():
            return stage(phase, tmp_path)

    yield build
    logging.disable(logging.NOTSET)
    writers.stop()
    threads_stop()
