"""Where a session is signed at once, its marks are each judge's own until it is sealed."""

from __future__ import annotations

from typing import Final

import pytest

from tests.system.policy.world import COLUMNS
from tests.system.secrecy.pairs import session
from tests.system.secrecy.worlds import Worlds

pytestmark = pytest.mark.timeout(600)

ROOM: Final = {"organizer", "verifier", "witness", "chair", "timekeeper", "emcee", "screen"}


@pytest.mark.parametrize(
    ("signed", "columns"),
    [
        pytest.param(False, ROOM, id="typed", marks=pytest.mark.slow),
        pytest.param(True, ROOM, id="signed"),
        pytest.param(True, set(COLUMNS) - {"judge"}, id="all", marks=pytest.mark.slow),
    ],
)
def test_a_mark_is_nobodys_but_its_judges(worlds: Worlds, signed: bool, columns: set[str]) -> None:
    """Judge 2 sees it, so the runner sees differences."""
    found = worlds.differences(
        lambda: session(signed, "32.2"), lambda: session(signed, "36.5"), {*columns, "judge"}
    )
    assert {line.split(" ")[0] for line in found} == {"judge"}
