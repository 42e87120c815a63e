"""A vote is secret until it is counted, and in an anonymous deliberation for ever."""

from __future__ import annotations

from typing import Any

import pytest

from judging.models import Motion
from judging.selectors import motions
from tests.system.secrecy.pairs import talk
from tests.system.secrecy.worlds import Worlds

# The short of it, over one world whose vote changes, is in tests/api/judging/test_deliberation.py.
pytestmark = [pytest.mark.timeout(300), pytest.mark.slow]

# Judge 2 is who answers otherwise.
OTHERS = {
    "organizer", "verifier", "witness", "chair", "judge_recused", "team_leader", "screen",
}  # fmt: skip
TOLD = {"organizer", "verifier", "witness", "chair"}


def test_nobody_sees_a_choice_before_the_count(worlds: Worlds) -> None:
    """Neither staff nor chair; the judge herself sees what she said."""
    found = worlds.differences(
        lambda: talk("for", "for"), lambda: talk("for", "against"), {*OTHERS, "judge"}
    )
    assert found
    assert {line.split(" ")[0] for line in found} == {"judge"}
    assert all(line.endswith("/deliberation") for line in found)


def test_after_the_count_the_panel_and_its_staff_are_told(worlds: Worlds) -> None:
    """And still not the judge who has no part in it."""
    found = worlds.differences(
        lambda: talk("for", "for", counted=True),
        lambda: talk("for", "against", counted=True),
        OTHERS,
    )
    assert {line.split(" ")[0] for line in found} == TOLD


def test_letters_never_tell_who_said_what(worlds: Worlds) -> None:
    """The same counts with the answers changed round: the same for everybody else."""
    found = worlds.differences(
        lambda: talk("for", "against", mode="anonymous", counted=True),
        lambda: talk("against", "for", mode="anonymous", counted=True),
        OTHERS - {"chair"},
    )
    assert found == []


@pytest.mark.parametrize("leak", ["counts", "answers"])
def test_a_planted_leak_is_seen(worlds: Worlds, monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    """A partial count, or the answers in the order of their coming."""

    def counts(motion: Motion) -> dict[str, Any]:
        return {"ayes": motion.votes.filter(choice="for").count()}

    def answers(motion: Motion, *_: object) -> list[dict[str, Any]]:
        return [{"choice": vote.choice} for vote in motion.votes.order_by("pk")]

    name, fault = ("_counted", counts) if leak == "counts" else ("_votes", answers)
    monkeypatch.setattr(motions, name, fault)
    found = worlds.differences(
        lambda: talk("for", "for"), lambda: talk("for", "against"), {"organizer", "chair"}
    )
    assert {line.split(" ")[0] for line in found} == {"organizer", "chair"}
