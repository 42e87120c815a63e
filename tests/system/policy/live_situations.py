"""What happens in a room on the day: a judge who does not sign."""

from __future__ import annotations

from judging.services.overrides import override_propose
from tests.worlds import Day

Places = dict[str, str]
_HERO, _RIVAL = 1, 2
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
