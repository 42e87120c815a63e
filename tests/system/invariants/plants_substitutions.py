"""Violations around entries that moved up."""

from __future__ import annotations

from judging.models import Slot, Substitution
from tests.system.invariants.plants import PLANTS, plants
from tests.worlds import Day

__all__ = ["PLANTS"]  # all of them, these included


@plants("substitute_has_turn")
def _another_has_it(world: Day) -> str:
    first, second = Slot.objects.order_by("pk")[:2]
    row = Substitution.objects.create(
        round=world.final.round,
        source=world.final.round,
        left=first.entry,
        entry=second.entry,
        slot=first,
        reason="x",
        made_by=world.person("organizer"),
        made_at=world.final.now,
    )
    return str(row.uid)
