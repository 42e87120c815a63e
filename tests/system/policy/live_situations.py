"""What happens in a room on the day: a judge who does not sign."""

from __future__ import annotations

from judging.services.overrides import override_propose
from judging.services.recusals import recusal_declare
from judging.services.seatings import seating_make
from tests.worlds import Day

Places = dict[str, str]
_HERO, _RIVAL, _THIRD = 1, 2, 3
_NOTICE_S = 11


def judge_silent(day: Day) -> Places:
    """The hero waits for its marks; of the rival the third judge does not sign."""
    final = day.final
    final.command(day.final.slot(day.entry(_HERO)), "hold")
    day.to_scoring(_RIVAL)
    for seat in (1, 2):
        day.sign(_RIVAL, seat, "41.50", "30")
    return {"slot_id": str(day.final.slot(day.entry(_RIVAL)).uid)}


def override_waiting(day: Day) -> Places:
    """The organizer has proposed to seal the rival without that judge, and she was told."""
    places, final = judge_silent(day), day.final
    override = override_propose(
        slot=day.final.slot(day.entry(_RIVAL)),
        reason="评委离场",
        actor=final.by("organizer"),
        at=final.tick(),
    )
    final.tick(_NOTICE_S)
    return {**places, "override_id": str(override.uid)}


def place_free(day: Day) -> Places:
    """The third judge is recused from the third team, whose turn is still to come."""
    final = day.final
    slot = final.slot(day.entry(_THIRD))
    recusal_declare(
        seat=final.seats[2], entry=slot.entry, source="self", reason="持股", at=final.tick()
    )
    return {"slot_id": str(slot.uid)}


def alternate_seated(day: Day) -> Places:
    """The alternate sits in her place."""
    places, final = place_free(day), day.final
    made = seating_make(
        slot=final.slot(day.entry(_THIRD)),
        seat=final.seats[2],
        alternate=final.alternate,
        reason="持股",
        actor=final.by("organizer"),
        at=final.tick(),
    )
    return {**places, "seating_id": str(made.uid)}
