"""A mark that comes after the seal is known to its judge and to the two who decide about it."""

from __future__ import annotations

from typing import Final

import pytest

from judging import correction_policy
from tests.system.policy.world import COLUMNS
from tests.system.secrecy.pairs import late
from tests.system.secrecy.worlds import Worlds

pytestmark = pytest.mark.timeout(600)

# Judge 2 is whose mark it is; the chair speaks for the panel.
TOLD: Final = {"judge", "chair", "verifier"}
WATCHING: Final = {"organizer", "witness", "judge_recused", "timekeeper", "emcee", "screen"}


def _told(worlds: Worlds, columns: set[str]) -> set[str]:
    found = worlds.differences(lambda: late("24"), lambda: late("27.50"), columns)
    assert all(line.endswith("/late-changes") for line in found)
    return {line.split(" ")[0] for line in found}


@pytest.mark.parametrize(
    "columns",
    [TOLD | WATCHING, pytest.param(set(COLUMNS), marks=pytest.mark.slow)],
    ids=["room", "all"],
)
def test_a_late_mark_is_told_to_those_who_decide(worlds: Worlds, columns: set[str]) -> None:
    """The witness and the console know that something waits, and not what."""
    assert _told(worlds, columns) == TOLD


def test_a_planted_leak_is_seen(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may look at the list of a round is told the marks."""
    monkeypatch.setattr(correction_policy, "sheet_marks", lambda **_: True)
    assert _told(worlds, {"organizer", "witness"}) == {"organizer", "witness"}
