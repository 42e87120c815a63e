"""Entries that are marked again: which sheets, who has signed anew, and what came of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from contest.models import Entry, Round
from core.clock import instant_text
from core.numbers import mark_text
from core.selectors.names import person_or_none
from judging.models import (
    BESIDE,
    Motion,
    PanelSeat,
    Rescore,
    RescoreState,
    ScoreSheet,
    SheetState,
)
from judging.selectors.deliberations import struck_entries

# Of these the new sheets stand beside the old ones, or were dropped.
NOT_TAKEN: Final = (RescoreState.OPEN, RescoreState.ENDED)


def open_rescores(round: Round) -> "QuerySet[Rescore]":  # noqa: A002 - the noun of the table
    """Those of the round that go on."""
    return Rescore.objects.filter(round=round, state=RescoreState.OPEN)


def is_marked_again(sheet: ScoreSheet) -> bool:
    """Whether the sheet's entry is being marked again: nobody decides on its marks meanwhile."""
    return open_rescores(sheet.round).filter(entry=sheet.slot.entry_id).exists()


def rescore_of(motion: Motion) -> Rescore | None:
    """The motion's."""
    return Rescore.objects.filter(motion=motion).first()


def rescores_of_sheets(sheets: Collection[int]) -> list[Rescore]:
    """The open ones for which these sheets, by key, were signed anew."""
    rows = Rescore.objects.filter(sheets__in=sheets, state=RescoreState.OPEN)
    return list(rows.distinct().order_by("pk"))


def remarkable_sheets(round: Round, entry: Entry) -> "QuerySet[ScoreSheet]":  # noqa: A002 - the noun of the table
    """The entry's sheets that stand; none once the panel has struck it from the round."""
    rows = ScoreSheet.objects.filter(round=round, slot__entry=entry, state=SheetState.SIGNED)
    return rows.none() if entry.pk in struck_entries(round) else rows


def rescore_sheets(rescore: Rescore) -> "QuerySet[ScoreSheet]":
    """The open one's sheets beside those that stand, and the latter."""
    beside = ScoreSheet.objects.filter(rescore=rescore, state__in=BESIDE)
    both = beside.values("pk").union(beside.values("remarks"))
    return ScoreSheet.objects.filter(pk__in=both)


def rescore_body(
    motion: Motion, *, called: Callable[[PanelSeat], str], whole: bool
) -> dict[str, Any] | None:
    """What became of the motion's re-marking: who has signed anew, and never a value before all
    have. `whole`: for those who see the sheets, with the totals before and after.
    """
    rescore = getattr(motion, "rescore", None)
    if rescore is None:
        return None
    lines = _lines(rescore)
    is_done = rescore.state == RescoreState.DONE
    return {
        "state": rescore.state,
        "judges": [called(line.old.seat) for line in lines],
        "signed": [called(line.old.seat) for line in lines if line.is_signed],
        "closed_at": None if rescore.closed_at is None else instant_text(rescore.closed_at),
        "ended_by": person_or_none(rescore.ended_by),
        "reason": rescore.reason,
        "totals": [_totals(line, called) for line in lines] if whole and is_done else [],
    }


@dataclass(frozen=True, slots=True)
class _Line:
    """A sheet that is or was marked again, and the last one of those made for that."""

    old: ScoreSheet
    new: ScoreSheet

    @property
    def is_signed(self) -> bool:
        return self.new.signed_at is not None


def _lines(rescore: Rescore) -> list[_Line]:
    rows = ScoreSheet.objects.filter(rescore=rescore).select_related("remarks__seat")
    found = {
        row.remarks_id: _Line(row.remarks, row)
        for row in rows.order_by("pk")
        if row.remarks is not None
    }
    return sorted(found.values(), key=lambda line: (line.old.seat.number, line.old.pk))


def _totals(line: _Line, called: Callable[[PanelSeat], str]) -> dict[str, Any]:
    return {
        "judge": called(line.old.seat),
        "before": mark_text(line.old.total or 0),
        "after": mark_text(line.new.total or 0),
    }
