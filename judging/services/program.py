"""The hall's screen: a person chooses what is on air, and nothing gets there by itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import LAST_STEP, Room, Scene, Slot, SlotState, opening_program
from judging.selectors.ceremonies import room_ceremony
from judging.services.ceremonies import ceremony_begin, ceremony_step
from judging.services.locks import room_take, round_hold
from judging.services.rooms import console_touch, stage_touch

Program = dict[str, Any]

CUES: Final = ("preview", "take", "step", "black", "follow", "unfollow")
# A verb of the slot, and the scene that follows it while the room follows.
_FOLLOWS: Final[Mapping[str, Scene]] = {
    "call": Scene.WAITING,
    "start_pitch": Scene.COUNTDOWN,
    "start_questions": Scene.COUNTDOWN,
    "start_scoring": Scene.JUDGING,
    "reveal": Scene.REVEAL,
}
_LEAVES: Final = ("no_show", "defer", "withdraw")
_NEEDS_SLOT: Final = (Scene.COUNTDOWN, Scene.JUDGING, Scene.REVEAL)


@transaction.atomic
def program_cue(
    *,
    room: Room,
    verb: str,
    actor: Person,
    at: datetime,
    scene: str | None = None,
    text: str = "",
    step: int | None = None,
) -> Room:
    """Carry out one cue of `CUES`; `step` is the one that the caller means to open.

    Raises cue_refused: a scene that has no team to show, nothing prepared, nothing on air that
    opens in steps, or another step than the one that is due; and what `ceremony_begin` and
    `ceremony_step` raise.
    """
    round_hold(round_id=room.panel.round_id)
    locked = room_take(room_id=room.pk)
    match verb:
        case "preview":
            locked.preview = None if scene is None else _scene(locked, scene, text)
        case "take":
            _take(locked, scene, text, actor=actor, at=at)
        case "step":
            _step(locked, step, actor=actor, at=at)
        case "black":
            _black(locked)
        case "follow" | "unfollow":
            locked.follow = verb == "follow"
        case _:
            raise Problem("cue_refused", params={"verb": verb})
    locked.save(update_fields=["program", "preview", "under", "follow"])
    touch = stage_touch if verb in {"take", "step", "black"} else console_touch
    touch(room=locked)
    body = {
        "room": str(room.uid),
        "program": locked.program,
        "preview": locked.preview,
        "follow": locked.follow,
        "by": str(actor.uid),
    }
    edition_log(edition=room.panel.round.edition, event=f"screen.{verb}", body=body, at=at)
    return locked


def program_follow(*, room: Room, slot: Slot, verb: str) -> None:
    """The scene that a slot's verb brings while the room follows; the room is locked by us.

    Under black it changes what black lies on.
    """
    shown = room.under or room.program
    if room.follow and verb in _FOLLOWS:
        program = _program(_FOLLOWS[verb], slot)
    elif room.follow and verb in _LEAVES and shown["slot"] == str(slot.uid):
        program = opening_program()
    else:
        return
    if room.under is None:
        room.program = program
    else:
        room.under = program
    room.save(update_fields=["program", "under"])


def _program(scene: str, slot: Slot | None, text: str = "") -> Program:
    step = slot.shown_step if slot is not None and scene == Scene.REVEAL else 0
    uid = None if slot is None else str(slot.uid)
    return {"scene": str(scene), "step": step, "text": text, "slot": uid}


def _take(room: Room, scene: str | None, text: str, *, actor: Person, at: datetime) -> None:
    """The named scene, else the prepared one, with the team that it is about by now."""
    if scene is None:
        if room.preview is None:
            raise Problem("cue_refused", params={"verb": "take"})
        scene, text = room.preview["scene"], room.preview["text"]
        room.preview = None
    program = _scene(room, scene, text)
    if scene in _NEEDS_SLOT and program["slot"] is None:
        raise Problem("cue_refused", params={"verb": scene})
    if scene == Scene.CEREMONY:
        program["step"] = ceremony_begin(room=room, actor=actor, at=at).shown_cue
    if scene == Scene.BLACK:
        if room.under is None:
            _black(room)
        return
    room.under, room.program = None, program


def _scene(room: Room, scene: str, text: str) -> Program:
    program = _program(scene, _subject(room, scene), text if scene == Scene.MESSAGE else "")
    ceremony = room_ceremony(room) if scene == Scene.CEREMONY else None
    return program if ceremony is None else {**program, "step": ceremony.shown_cue}


def _subject(room: Room, scene: str) -> Slot | None:
    """The slot that the scene is about."""
    current = room.current_slot
    if scene == Scene.REVEAL:
        revealed = room.slots.filter(state=SlotState.REVEALED).order_by("position").last()
        confirmed = current is not None and current.state == SlotState.CONFIRMED
        return revealed or (current if confirmed else None)
    if scene == Scene.LEADERBOARD:
        return _slot(room, (room.under or room.program)["slot"])
    if scene == Scene.WAITING:
        return current if current is not None and current.state == SlotState.CALLED else None
    return current if scene in _NEEDS_SLOT else None


def _slot(room: Room, uid: str | None) -> Slot | None:
    return None if uid is None else room.slots.filter(uid=uid).first()


def _step(room: Room, step: int | None, *, actor: Person, at: datetime) -> None:
    """Open the next step; what the hall has seen is kept with the slot, or the ceremony."""
    program = room.program
    if program["scene"] == Scene.CEREMONY:
        shown = ceremony_step(room=room, step=step, actor=actor, at=at)
        room.program = {**program, "step": shown}
        return
    due = program["step"] + 1
    if program["scene"] != Scene.REVEAL or due > LAST_STEP or step not in {None, due}:
        raise Problem("cue_refused", params={"verb": "step"})
    room.program = {**program, "step": due}
    room.slots.filter(uid=program["slot"], shown_step__lt=due).update(shown_step=due)


def _black(room: Room) -> None:
    """Dark, and back to the identical scene."""
    if room.under is None:
        room.under, room.program = room.program, {**opening_program(), "scene": str(Scene.BLACK)}
    else:
        room.under, room.program = None, room.under
