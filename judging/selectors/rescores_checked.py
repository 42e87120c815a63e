"""What is marked again is beside a sheet that stands, by the panel's word, and counts for all."""

import json
from collections.abc import Iterator
from typing import Any

from core.models import LogOpening
from core.selectors.log_checked import erased_moments
from judging.models import (
    BESIDE,
    MotionKind,
    MotionState,
    Rescore,
    RescoreState,
    ScoreSheet,
    SheetState,
)
from judging.selectors.deliberations import CARRIED

_TOLD = {RescoreState.DONE: "rescore.close", RescoreState.ENDED: "rescore.end"}


def rescores_unlike_log() -> Iterator[str]:
    """Those without a carried and recorded motion, and those over that no leaf tells of."""
    told = {state: {body["rescore"] for body in _bodies(kind)} for state, kind in _TOLD.items()}
    erased = {state: erased_moments(kind) for state, kind in _TOLD.items()}
    rows = Rescore.objects.select_related("motion", "round__edition").order_by("pk")
    for row in rows:
        motion = row.motion
        decided = motion.kind == MotionKind.RESCORE and motion.state == MotionState.RECORDED
        carried = motion.outcome in CARRIED and motion.entry_id == row.entry_id
        state = RescoreState(row.state)
        said = state not in _TOLD or str(row.uid) in told[state]
        gone = state in _TOLD and (row.round.edition.uid, row.closed_at) in erased[state]
        if not (decided and carried and (said or gone)):
            yield str(row.uid)


def lines_taken_apart() -> Iterator[str]:
    """Those by which some new sheets took a place and others did not, or any before the end."""
    rows = ScoreSheet.objects.filter(rescore__isnull=False).select_related("remarks")
    taken: dict[int, set[bool]] = {}
    for sheet in rows:
        old = sheet.remarks
        # The first of a line names the sheet whose place it took; the others follow it.
        if old is not None and sheet.supersedes_id in (None, old.pk):
            stood = sheet.supersedes_id is not None
            taken.setdefault(sheet.rescore_id or 0, set()).add(stood)
    for row in Rescore.objects.order_by("pk"):
        if taken.get(row.pk) != {row.state == RescoreState.DONE}:
            yield str(row.uid)


def sheets_beside_nothing() -> Iterator[str]:
    """New sheets whose re-marking is over, or that mark again what does not stand there."""
    rows = ScoreSheet.objects.filter(state__in=BESIDE).select_related("rescore", "remarks", "slot")
    for sheet in rows.order_by("pk"):
        old, rescore = sheet.remarks, sheet.rescore
        stands = old is not None and old.state == SheetState.SIGNED
        same = old is not None and (old.seat_id, old.slot_id) == (sheet.seat_id, sheet.slot_id)
        asked = rescore is not None and rescore.entry_id == sheet.slot.entry_id
        goes_on = rescore is not None and rescore.state == RescoreState.OPEN
        if not (stands and same and asked and goes_on):
            yield str(sheet.uid)


def rescores_told() -> Iterator[dict[str, Any]]:
    """What the log says of sheets that changed places: `sheet` in the place of `supersedes`."""
    for body in _bodies("rescore.close"):
        yield from body["pairs"]


def _bodies(kind: str) -> Iterator[dict[str, Any]]:
    rows = LogOpening.objects.filter(leaf__type=kind).order_by("pk")
    for text in rows.values_list("body", flat=True):
        yield json.loads(text)["body"]
