"""Bad input at every real door: a clear refusal in both languages, and nothing has changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from api.live.threads import threads_stop
from judging.services.scoring.queue import writers
from tests.databases import FreshDatabase
from tests.system.contract.bad_input.case import PHASES
from tests.system.contract.bad_input.judgment import wrong_lines
from tests.system.contract.bad_input.stage import Stage, stage
from tests.system.contract.bad_input.table import TABLE, of_phase
from tests.undo import together

Staged = Callable[[str], Stage]


@pytest.fixture
def staged(fresh_database: FreshDatabase, settings: Settings, tmp_path: Path) -> Iterator[Staged]:
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


def test_the_table_is_large_and_no_line_is_there_twice() -> None:
    assert len(TABLE) >= 40
    assert len({case.name for case in TABLE}) == len(TABLE)
    assert {case.phase for case in TABLE} == set(PHASES)


@pytest.mark.parametrize("phase", PHASES)
def test_bad_input(staged: Staged, phase: str) -> None:
    """Each line is refused as it says, told in both languages, and leaves no trace."""
    cases = of_phase(phase)
    wrong = wrong_lines(staged(phase), cases)
    assert not wrong, f"{len(wrong)} findings in {len(cases)} lines\n" + "\n".join(wrong)
