"""Violations around sessions that are signed and sealed apart."""

from __future__ import annotations

import json

from core.models import LogOpening
from judging.models import Room, ScoreSheet
from tests.system.invariants.plants import PLANTS, named, plants
from tests.worlds import Day

__all__ = ["PLANTS"]  # all of them, these included


@plants("session_signed_whole")
def _signed_across_lunch(world: Day) -> str:
    """One signature of a team of the morning and one of the afternoon."""
    pause = {"id": "x", "after": 1, "minutes": 60, "words": {"zh": "午休", "en": ""}}
    room = Room.objects.get(panel=world.final.panel)
    room.breaks = [{**pause, "skipped": False, "ends_session": True}]
    room.save(update_fields=["breaks"])
    opening = LogOpening.objects.filter(leaf__type="sheet.sign").order_by("pk")[0]
    body = json.loads(opening.body)
    signed = ScoreSheet.objects.get(uid=body["body"]["sheets"][0]["sheet"])
    other = ScoreSheet.objects.filter(round=world.final.round).exclude(slot=signed.slot)[0]
    body["body"]["sheets"].append({**body["body"]["sheets"][0], "sheet": str(other.uid)})
    LogOpening.objects.filter(pk=opening.pk).update(body=json.dumps(body))
    return named(opening.leaf)
