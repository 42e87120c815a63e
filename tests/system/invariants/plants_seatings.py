"""Violations around alternates."""

from __future__ import annotations

from contest.models import Entry, EntryGrant
from judging.models import ScoreSheet, Seating, Slot
from tests.system.invariants.plants import PLANTS, plants
from tests.worlds import Day

__all__ = ["PLANTS"]  # all of them, these included


@plants("alternate_sheet_seated")
def _unseated(world: Day) -> str:
    slot = Slot.objects.order_by("pk")[0]
    sheet = ScoreSheet.objects.create(
        slot=slot, seat=world.final.alternate, round=world.final.round
    )
    return str(sheet.uid)


@plants("alternate_grant_seated")
def _unseated_grant(world: Day) -> str:
    grant = EntryGrant.objects.create(
        entry=Entry.objects.order_by("pk")[0],
        person=world.final.alternate.expert.person,
        capability="read",
        source="judging",
        since=world.final.now,
    )
    return str(grant.uid)


@plants("place_has_one_judge")
def _doubled(world: Day) -> str:
    sheet = ScoreSheet.objects.filter(state="counted").order_by("pk")[0]
    seating = Seating.objects.create(
        slot=sheet.slot,
        seat=sheet.seat,
        alternate=world.final.alternate,
        cause="left",
        reason="x",
        seated_by=world.person("organizer"),
        seated_at=world.final.now,
    )
    return str(seating.uid)
