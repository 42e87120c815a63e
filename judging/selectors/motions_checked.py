"""Decisions of deliberations that must be those of the log."""

import json
from collections.abc import Iterator

from core.models import LogOpening
from judging.models import Motion, MotionNote, MotionState
from judging.selectors.motions import seat_label

_TOLD = {
    "outcome": "outcome",
    "may_vote": "may_vote",
    "for": "votes_for",
    "against": "votes_against",
    "abstain": "votes_abstain",
}


def motions_unlike_log() -> Iterator[str]:
    """Counted motions whose counts no leaf tells, and recorded ones that no leaf recorded."""
    told = {kind: _told(kind) for kind in ("motion.count", "motion.record")}
    for motion in Motion.objects.exclude(state=MotionState.OPEN).order_by("pk"):
        own = {name: getattr(motion, field) for name, field in _TOLD.items()}
        kinds = ["motion.count"]
        if motion.state == MotionState.RECORDED:
            kinds.append("motion.record")
        if any(told[kind].get(str(motion.uid)) != own for kind in kinds):
            yield str(motion.uid)


def notes_unlike_log() -> Iterator[str]:
    """Motions with a note that no leaf says was shown, or without one that a leaf says is."""
    kinds = ("motion.note", "motion.note_back")
    last = {}
    leaves = LogOpening.objects.filter(leaf__type__in=kinds).select_related("leaf")
    for opening in leaves.order_by("leaf_id"):
        body = json.loads(opening.body)["body"]
        last[body["motion"], body["judge"]] = opening.leaf.type
    shown = {
        (str(note.motion.uid), seat_label(note.motion.deliberation, note.seat))
        for note in MotionNote.objects.select_related("motion__deliberation", "seat")
    }
    told = {key for key, kind in last.items() if kind == "motion.note"}
    yield from sorted(motion for motion, _judge in shown ^ told)


def _told(kind: str) -> dict[str, dict[str, object]]:
    """What the leaves of a kind say, by motion."""
    found: dict[str, dict[str, object]] = {}
    for opening in LogOpening.objects.filter(leaf__type=kind).order_by("leaf_id"):
        body = json.loads(opening.body)["body"]
        found[body["motion"]] = {name: body[name] for name in _TOLD}
    return found
