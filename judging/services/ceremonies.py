"""The ceremony: begun with a counted result, opened cue by cue, never taken back."""

from datetime import datetime

from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import Ceremony, Room
from judging.selectors.ceremonies import (
    ceremony_of,
    ceremony_refusal,
    ceremony_standing,
    room_ceremony,
    round_turns,
)
from judging.selectors.results import current_result
from judging.stage.ceremony import ceremony_cues


def ceremony_begin(*, room: Room, actor: Person, at: datetime) -> Ceremony:
    """The ceremony of the result that stands; a new one at its beginning, else where it stopped.

    The caller holds round and room. Raises ceremony_not_counted, deliberation_open,
    ceremony_tie_waits, ceremony_not_locked.
    """
    round_ = room.panel.round
    result = current_result(round_)
    refusal = ceremony_refusal(result, round=round_)
    if result is None or refusal is not None:
        raise Problem(refusal or "ceremony_not_counted")
    found = ceremony_of(room, result)
    if found is not None:
        return found
    made = Ceremony.objects.create(room=room, result_set=result, begun_by=actor, begun_at=at)
    body = {
        "ceremony": str(made.uid),
        "room": str(room.uid),
        "result": str(result.uid),
        "body": result.body_hash,
        "by": str(actor.uid),
    }
    edition_log(edition=round_.edition, event="ceremony.begin", body=body, at=at)
    return made


def ceremony_step(*, room: Room, step: int | None, actor: Person, at: datetime) -> int:
    """Give the next cue; `step` is the one that the caller means. Returns it.

    The caller holds round and room. Raises cue_refused (another cue is due, or none is left),
    ceremony_result_changed where the result says something else by now, and what
    `ceremony_begin` raises.
    """
    round_ = room.panel.round
    ceremony = room_ceremony(room)
    if ceremony is None:
        raise Problem("cue_refused", params={"verb": "step"})
    result = current_result(round_)
    refusal = ceremony_refusal(result, round=round_)
    if refusal in {"deliberation_open", "ceremony_tie_waits"}:
        raise Problem(refusal)
    if refusal or result is None or result.body_hash != ceremony.result_set.body_hash:
        raise Problem("ceremony_result_changed")
    cues = ceremony_cues(ceremony_standing(ceremony, round_turns(round_)).places)
    due = ceremony.shown_cue + 1
    if due > len(cues) or step not in {None, due}:
        raise Problem("cue_refused", params={"verb": "step"})
    ceremony.shown_cue = due
    ceremony.save(update_fields=["shown_cue"])
    body = {"ceremony": str(ceremony.uid), "cue": due, "by": str(actor.uid)}
    edition_log(edition=round_.edition, event="ceremony.cue", body=body, at=at)
    return due
