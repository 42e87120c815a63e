"""Marks that judges changed: the earlier value, the later one and when.

A judge reads her own at any time; for a protocol values are told of sealed teams only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from contest.models import Round
from core import tempo
from core.clock import instant_text
from core.numbers import mark_text
from judging.models import (
    LAST_STEP,
    SEALED_SLOTS,
    SHOWN_SLOTS,
    Outcome,
    PanelSeat,
    ScoreOperation,
    ScoreSheet,
    Slot,
)
from judging.paper.lateness import device_moment
from judging.selectors.rescores import NOT_TAKEN
from judging.selectors.sheets import LIVE, OWN
from judging.tally.room.changes import Change, Typed, changes_of

Row = dict[str, Any]
_MARKS: Final = ("score", "correct")
# By team and seat: the criterion's changes.
_Found = dict[tuple[int, int], list[tuple[str, Change]]]


def own_changes(seat: PanelSeat) -> list[Row]:
    """The judge's own changes by sheet, in running order; none of a team she is recused from."""
    by_slot = {sheet.slot_id: sheet for sheet in _live(ScoreSheet.objects.filter(seat=seat), OWN)}
    live = list(by_slot.values())
    found = _changes([seat], live, ScoreSheet.objects.filter(seat=seat))
    return [
        {"sheet": str(sheet.uid), "criterion": criterion, **_told(change, values=True)}
        for sheet in live
        for criterion, change in found[sheet.slot_id, sheet.seat_id]
    ]


def mark_history(round: Round, *, sealed: bool) -> list[Row]:  # noqa: A002 - the noun of the table
    """Every change of the round by running order, seat and time: for its protocol.

    Values stand beside a team whose marks the hall has seen, and with `sealed` beside every
    sealed one; of the others it is told that a mark was changed and when, and no more.
    """
    seats = list(PanelSeat.objects.filter(panel__round=round).select_related("expert"))
    live = _live(ScoreSheet.objects.filter(round=round), LIVE)
    # What is marked again and stands beside is nobody's but its judge's, and may never count.
    told = ScoreSheet.objects.filter(seat__in=seats).exclude(rescore__state__in=NOT_TAKEN)
    found = _changes(seats, live, told)
    return [
        {
            "entry": sheet.slot.entry.number,
            "seat": sheet.seat.number,
            "criterion": criterion,
            **_told(change, values=_is_open(sheet.slot, sealed=sealed)),
        }
        for sheet in live
        for criterion, change in found[sheet.slot_id, sheet.seat_id]
    ]


def _is_open(slot: Slot, *, sealed: bool) -> bool:
    shown = slot.state in SHOWN_SLOTS and slot.shown_step >= LAST_STEP
    return shown or (sealed and slot.state in SEALED_SLOTS)


def _told(change: Change, *, values: bool) -> Row:
    return {
        "before": _text(change.before) if values else None,
        "after": _text(change.after) if values else None,
        "told": values,
        "at": instant_text(change.at),
    }


def _text(mark: int | None) -> str | None:
    return None if mark is None else mark_text(mark)


def _live(rows: Any, states: Iterable[str]) -> list[ScoreSheet]:
    found = rows.filter(state__in=states).select_related("slot__entry", "seat")
    return list(found.order_by("slot__position", "seat__number", "pk"))


def _changes(
    seats: Iterable[PanelSeat], live: Iterable[ScoreSheet], rows: "QuerySet[ScoreSheet]"
) -> _Found:
    """The operations of these sheets and of those of `rows` in the same place. Two statements."""
    kept = {(sheet.slot_id, sheet.seat_id) for sheet in live}
    ours = list(seats)
    places = rows.values_list("uid", "slot_id", "seat_id")
    homes = {uid: (slot, seat) for uid, slot, seat in places if (slot, seat) in kept}
    # By judge first: that is how operations are indexed.
    judges = [seat.expert.person_id for seat in ours]
    typed: dict[tuple[tuple[int, int], str], list[Typed]] = defaultdict(list)
    for op in _operations(judges, homes):
        assert op.sheet_uid is not None  # looked for by it
        moment = device_moment(op.device_time) or op.at
        typed[homes[op.sheet_uid], op.criterion].append(Typed(op.value, moment, op.at))
    within = timedelta(seconds=tempo.TEMPO.undo_s)
    found: _Found = defaultdict(list)
    for (home, criterion), cell in typed.items():
        found[home] += [(criterion, each) for each in changes_of(cell, within=within)]
    for changes in found.values():
        changes.sort(key=lambda each: each[1].at)
    return found


def _operations(judges: list[int], homes: Mapping[UUID, Any]) -> Iterator[ScoreOperation]:
    rows = ScoreOperation.objects.filter(
        judge__in=judges, kind__in=_MARKS, outcome=Outcome.APPLIED, sheet_uid__in=list(homes)
    )
    only = ("sheet_uid", "criterion", "value", "device_time", "at")
    return rows.only(*only).order_by("pk").iterator()
