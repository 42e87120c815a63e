"""Violations around entries that are marked again."""

from __future__ import annotations

from judging.models import Deliberation, Motion, Rescore, ScoreSheet, Slot
from tests.system.invariants.plants import PLANTS, plants
from tests.worlds import Day

__all__ = ["PLANTS"]  # all of them, these included


def _rescore(world: Day, *, outcome: str = "carried", **state) -> Rescore:
    by, at = world.person("organizer"), world.final.tick()
    slot = Slot.objects.order_by("pk")[0]
    talk = Deliberation.objects.create(
        round=world.final.round, mode="anonymous", state="closed", opened_by=by, opened_at=at
    )
    motion = Motion.objects.create(
        deliberation=talk,
        entry=slot.entry,
        kind="rescore",
        text="x",
        state="recorded",
        mover=by,
        moved_at=at,
        outcome=outcome,
    )
    return Rescore.objects.create(
        motion=motion, round=world.final.round, entry=slot.entry, opened_at=at, **state
    )


def _beside(rescore: Rescore, **more) -> ScoreSheet:
    standing = ScoreSheet.objects.filter(slot__entry=rescore.entry, state="counted")
    old = standing.order_by("pk")[0]
    return ScoreSheet.objects.create(
        slot=old.slot, seat=old.seat, round=old.round, rescore=rescore, remarks=old, **more
    )


@plants("rescore_as_decided")
def _undecided(world: Day) -> str:
    """The panel had voted it down."""
    rescore = _rescore(world, outcome="failed")
    _beside(rescore, state="remarking")
    return str(rescore.uid)


@plants("rescore_for_all")
def _not_for_all(world: Day) -> str:
    """Over and done, and a sheet of it has no place."""
    rescore = _rescore(world, state="done", closed_at=world.final.tick())
    _beside(rescore, state="superseded")
    return str(rescore.uid)


@plants("sheet_beside_one_that_stands")
def _left_beside(world: Day) -> str:
    """It was ended, and a judge may still mark."""
    by, at = world.person("organizer"), world.final.tick()
    rescore = _rescore(world, state="ended", closed_at=at, ended_by=by, reason="x")
    return str(_beside(rescore, state="remarking").uid)
