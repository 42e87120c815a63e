"""What came after the seal and waits for two people, and what became of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from contest.models import Round
from core.clock import instant_text
from core.selectors.names import person_name
from core.viewer import Viewer
from judging.models import (
    APART,
    LateChange,
    LateState,
    Outcome,
    PanelSeat,
    Recusal,
    ScoreOperation,
    ScoreSheet,
    SheetState,
)
from judging.selectors.corrections import mark_told, voices_body
from judging.selectors.seatings import away_pairs

_SIGNED = (SheetState.SIGNED, SheetState.COUNTED)


@dataclass(frozen=True, slots=True)
class LateSet:
    """One sheet's held operations that no decision has answered, oldest first.

    `change` is the row with the first person's word on exactly these, if one has spoken.
    """

    sheet: ScoreSheet
    ops: tuple[ScoreOperation, ...]
    change: LateChange | None = None

    @property
    def seen(self) -> UUID:
        """The last of them: whoever decides says up to which one they were seen."""
        return self.ops[-1].op_id

    @property
    def at(self) -> datetime:
        """When the first of them came."""
        return self.ops[0].at

    def values(self) -> dict[str, int | None]:
        """By criterion, the last mark that was typed."""
        return {op.criterion: op.value for op in self.ops if op.kind == "score"}

    @property
    def signs(self) -> bool:
        """Whether she signed as well."""
        return any(op.kind == "sign" for op in self.ops)

    @property
    def count(self) -> int:
        """How many changes a person would count: marks; a signature alone is one."""
        return len(self.values()) or 1


def late_sets(round_id: int) -> list[LateSet]:
    """All that wait in a round, oldest first. One statement where nothing was ever held."""
    uids = ScoreSheet.objects.filter(round_id=round_id).values("uid")
    held = ScoreOperation.objects.filter(outcome=Outcome.HELD, sheet_uid__in=uids).order_by("pk")
    ops = list(held)
    if not ops:
        return []
    sheets = {
        sheet.uid: sheet
        for sheet in _with_facts(ScoreSheet.objects.filter(round_id=round_id)).order_by("pk")
    }
    live = (sheet for sheet in sheets.values() if sheet.state not in APART)
    standing = {_place(sheet): sheet for sheet in live}
    spoken: dict[tuple[int, int], LateChange] = {}
    answered: dict[tuple[int, int], int] = {}
    changes = LateChange.objects.filter(sheet__round_id=round_id).select_related("sheet")
    for change in changes.prefetch_related("voices__person").order_by("pk"):
        if change.state == LateState.OPEN:
            spoken[_place(change.sheet)] = change
        else:
            answered[_place(change.sheet)] = change.upto_id
    recused = away_pairs(round_id=round_id)
    waiting: dict[tuple[int, int], list[ScoreOperation]] = defaultdict(list)
    for op in ops:
        sheet = sheets[op.sheet_uid] if op.sheet_uid else None
        if sheet is None or (sheet.seat_id, sheet.slot.entry_id) in recused:
            continue
        place = _place(sheet)
        last = spoken.get(place)
        # What came after the first word waits until that is decided.
        if answered.get(place, 0) < op.pk and (last is None or op.pk <= last.upto_id):
            waiting[place].append(op)
    found = [
        LateSet(standing[place], tuple(each), spoken.get(place))
        for place, each in waiting.items()
        if place in standing
    ]
    # A second signature of a sheet that is signed changes nothing: nobody has to decide on it.
    return [each for each in found if each.values() or each.sheet.state not in _SIGNED]


def _place(sheet: ScoreSheet) -> tuple[int, int]:
    """Seat and slot, where one sheet stands at a time."""
    return sheet.seat_id, sheet.slot_id


def late_of_sheet(sheet: ScoreSheet) -> LateSet | None:
    """What waits for the seat and slot of this sheet."""
    waiting = late_sets(sheet.round_id)
    return next((each for each in waiting if _place(each.sheet) == _place(sheet)), None)


def late_sheet(*, uid: UUID, viewer: Viewer) -> ScoreSheet | None:
    """A sheet with what the policy needs; None on an entry that the viewer is recused from."""
    rows = ScoreSheet.objects.filter(uid=uid).exclude(slot__entry_id__in=_own_conflicts(viewer))
    return _with_facts(rows).first()


def late_visible(round_id: int, viewer: Viewer) -> list[LateSet]:
    """What waits, without entries that the viewer is recused from."""
    hidden = _own_conflicts(viewer)
    return [each for each in late_sets(round_id) if each.sheet.slot.entry_id not in hidden]


def late_decided(round: Round, viewer: Viewer) -> list[LateChange]:  # noqa: A002 - the noun of the table
    """What was decided in the round, newest first."""
    rows = LateChange.objects.filter(sheet__round=round).exclude(state=LateState.OPEN)
    rows = rows.exclude(sheet__slot__entry_id__in=_own_conflicts(viewer))
    return list(_change_facts(rows).order_by("-decided_at", "-pk"))


def seat_late(seat: PanelSeat) -> tuple[list[LateSet], list[LateChange]]:
    """The seat's own: what waits, and what was decided, newest first."""
    waiting = [each for each in late_sets(seat.panel.round_id) if each.sheet.seat_id == seat.pk]
    rows = LateChange.objects.filter(sheet__seat=seat).exclude(state=LateState.OPEN)
    recused = Recusal.objects.filter(seat=seat, ended_at__isnull=True).values("entry_id")
    told = _change_facts(rows.exclude(sheet__slot__entry_id__in=recused))
    return waiting, list(told.order_by("-decided_at", "-pk"))


def _own_conflicts(viewer: Viewer) -> set[int]:
    if viewer.person_id is None:
        return set()
    own = Recusal.objects.filter(seat__expert__person_id=viewer.person_id, ended_at__isnull=True)
    return set(own.values_list("entry_id", flat=True))


def _with_facts(rows: "QuerySet[ScoreSheet]") -> "QuerySet[ScoreSheet]":
    return rows.select_related(
        "slot__entry__team",
        "seat__expert__person",
        "round__edition__contest",
        "round__rulebook",
    ).prefetch_related("cells")


def _change_facts(rows: "QuerySet[LateChange]") -> "QuerySet[LateChange]":
    return rows.select_related(
        "sheet__slot__entry",
        "sheet__seat__expert__person",
        "sheet__round__edition__contest",
        "successor",
        "upto",
    ).prefetch_related("voices__person", "marks")


def waiting_body(found: LateSet, *, told: bool) -> dict[str, Any]:
    """The wire form of what waits; `told` says whether the marks are."""
    now = {cell.criterion: cell.value for cell in found.sheet.cells.all()}
    rows = [(each, now.get(each), value) for each, value in found.values().items()]
    return {
        **_head(found.sheet),
        "signs": found.signs,
        "state": LateState.OPEN.value,
        "seen": str(found.seen),
        "marks": _marks(rows, told),
        "told": told,
        "came_at": instant_text(found.at),
        "decided_at": None,
        "after_reveal": False,
        "voices": voices_body(found.change.voices.all() if found.change else (), told=told),
    }


def decided_body(change: LateChange, *, told: bool) -> dict[str, Any]:
    """The wire form of what was decided."""
    rows = [(mark.criterion, mark.replaced, mark.value) for mark in change.marks.all()]
    return {
        **_head(change.sheet),
        "signs": change.signs,
        "state": change.state,
        "seen": str(change.upto.op_id),
        "marks": _marks(rows, told),
        "told": told,
        "came_at": instant_text(change.upto.at),
        "decided_at": None if change.decided_at is None else instant_text(change.decided_at),
        "after_reveal": change.after_reveal,
        "voices": voices_body(change.voices.all(), told=told),
    }


def own_body(body: dict[str, Any]) -> dict[str, Any]:
    """For its own judge: both values, what became of it and why, nobody's name."""
    kept = ("sheet", "entry", "state", "marks", "came_at", "decided_at", "signs")
    refused = [voice["words"] for voice in body["voices"] if not voice["approves"]]
    return {**{name: body[name] for name in kept}, "refused_for": refused[0] if refused else ""}


def _head(sheet: ScoreSheet) -> dict[str, Any]:
    entry = sheet.slot.entry
    return {
        "sheet": str(sheet.uid),
        "seat": sheet.seat.number,
        "judge": person_name(sheet.seat.expert.person),
        "slot": str(sheet.slot.uid),
        "entry": {"id": str(entry.uid), "number": entry.number, "title": entry.title},
        "signed": sheet.signed_at is not None and sheet.state != SheetState.EXCLUDED,
    }


def _marks(rows: Iterable[tuple[str, int | None, int | None]], told: bool) -> list[dict[str, Any]]:
    return [
        {"criterion": criterion, "was": mark_told(was, told), "value": mark_told(value, told)}
        for criterion, was, value in rows
    ]
