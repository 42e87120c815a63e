"""Violations around what judges show each other at a motion."""

from __future__ import annotations

from judging.models import Deliberation, Motion, MotionNote
from tests.system.invariants.plants import PLANTS, plants
from tests.worlds import Day

__all__ = ["PLANTS"]  # all of them, these included


@plants("motion_note_of_log")
def _words_in_her_mouth(world: Day) -> str:
    """Words of a judge who showed none."""
    by, at = world.person("organizer"), world.final.now
    talk = Deliberation.objects.create(
        round=world.final.round, mode="attributed", state="closed", opened_by=by, opened_at=at
    )
    motion = Motion.objects.create(
        deliberation=talk, entry=world.entry(1), kind="keep", text="x", mover=by, moved_at=at
    )
    seat = world.final.seats[0]
    MotionNote.objects.create(motion=motion, seat=seat, text="x", shared_at=at)
    return str(motion.uid)
