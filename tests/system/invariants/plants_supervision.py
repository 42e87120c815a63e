"""Violations of what the witness relies on."""

from __future__ import annotations

from datetime import timedelta

from judging.models import InterferenceEntry, ResultSet, SupervisionNote
from tests.system.invariants.plants import PLANTS, plants
from tests.worlds import Day

__all__ = ["PLANTS"]  # all of them, these included


@plants("interference_as_logged")
def _interference(world: Day) -> str:
    """An entry that somebody put in beside the log."""
    entry = InterferenceEntry.objects.create(
        edition=world.edition,
        sealed="f1:x",
        hash="0" * 64,
        filed_by=world.person("organizer"),
        filed_at=world.final.tick(),
    )
    return str(entry.uid)


@plants("result_locked_answered")
def _question(world: Day) -> str:
    """A question of before the lock that nobody has answered."""
    result = ResultSet.objects.select_related("round").get(state="locked")
    assert result.locked_at is not None
    SupervisionNote.objects.create(
        edition=world.edition,
        round=result.round,
        kind="question",
        subject_kind="round",
        text="x",
        by=world.person("witness"),
        at=result.locked_at - timedelta(seconds=1),
    )
    return str(result.uid)
