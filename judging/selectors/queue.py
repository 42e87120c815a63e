"""A judge's working list: what is stated, what may be opened, what is to be marked."""

from dataclasses import dataclass
from typing import Any

from contest.models import Capability, Entry, EntryFile, EntryGrant
from judging.models import (
    ConflictStatement,
    PanelSeat,
    Recusal,
    ScoreSheet,
    SheetState,
    Slot,
)
from judging.selectors.entries import panel_entries

_LIVE = (SheetState.OPEN, SheetState.SIGNED, SheetState.COUNTED)


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that the rows need, by entry."""

    statements: dict[int, bool]
    recused: set[int]
    files: dict[int, list[EntryFile]]
    sheets: dict[int, str]
    slots: dict[int, Slot]


def judge_queue(seat: PanelSeat) -> list[dict[str, Any]]:
    """The panel's entries in running order. A recused one is named and shows nothing else.

    `files` are EntryFile rows that the judge may open. Six statements, however many entries.
    """
    entries = panel_entries(seat.panel)
    facts = _facts(seat)
    return [_row(entry, facts) for entry in entries]


def _facts(seat: PanelSeat) -> _Facts:
    statements = ConflictStatement.objects.filter(seat=seat)
    recusals = Recusal.objects.filter(seat=seat, ended_at__isnull=True)
    sheets = ScoreSheet.objects.filter(seat=seat, state__in=_LIVE)
    return _Facts(
        statements=dict(statements.values_list("entry_id", "has_conflict")),
        recused=set(recusals.values_list("entry_id", flat=True)),
        files=_files(seat),
        sheets={entry: str(uid) for entry, uid in sheets.values_list("slot__entry_id", "uid")},
        slots={slot.entry_id: slot for slot in Slot.objects.filter(room__panel=seat.panel)},
    )


def _files(seat: PanelSeat) -> dict[int, list[EntryFile]]:
    """Live files of the entries whose files the judge may open."""
    grants = EntryGrant.objects.filter(
        person_id=seat.expert.person_id, capability=Capability.FILES, until__isnull=True
    )
    rows = (
        EntryFile.objects.select_related("file")
        .filter(entry__in=grants.values("entry"), until__isnull=True)
        .order_by("slot", "pk")
    )
    found: dict[int, list[EntryFile]] = {}
    for row in rows:
        found.setdefault(row.entry_id, []).append(row)
    return found


def _row(entry: Entry, facts: _Facts) -> dict[str, Any]:
    recused = entry.pk in facts.recused
    slot = None if recused else facts.slots.get(entry.pk)
    files = [] if recused else facts.files.get(entry.pk, [])
    return {
        "id": str(entry.uid),
        "number": entry.number,
        "title": entry.title,
        "team": entry.team.name,
        "conflict": _conflict(facts.statements.get(entry.pk)),
        "recused": recused,
        "files": files,
        "sheet": None if recused else facts.sheets.get(entry.pk),
        "slot": None if slot is None else {"id": str(slot.uid), "state": slot.state},
    }


def _conflict(stated: bool | None) -> str:
    if stated is None:
        return "open"
    return "declared" if stated else "none"
