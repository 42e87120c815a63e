"""A judge's working list: what is stated, what may be opened, what is to be marked."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from contest.models import Capability, Entry, EntryFile, EntryGrant, EntryState
from judging.models import (
    BESIDE,
    ConflictStatement,
    PanelSeat,
    Recusal,
    ScoreSheet,
    Seating,
    Slot,
)
from judging.selectors.seatings import LEFT
from judging.selectors.sheets import OWN


def judge_queue(seat: PanelSeat) -> list[dict[str, Any]]:
    """The entries that she judges, in running order. Any other one does not exist for her.

    `files` are EntryFile rows that the judge may open. Three statements, however many entries.
    """
    slots = {slot.entry_id: slot for slot in Slot.objects.filter(room__panel=seat.panel)}
    if slots:
        entries = Entry.objects.filter(pk__in=slots)
    else:
        entries = Entry.objects.filter(
            edition_id=seat.panel.round.edition_id, state=EntryState.ACCEPTED
        )
    rows = [(entry, slots.get(entry.pk)) for entry in _annotated(entries, seat)]
    rows.sort(key=lambda row: (row[1].position if row[1] else 0, row[0].number))
    return [_row(entry, slot) for entry, slot in rows]


def _annotated(entries: QuerySet[Entry], seat: PanelSeat) -> QuerySet[Entry]:
    """The entries with everything that is this seat's: statement, recusal, sheet, open files."""
    of_seat = {"seat": seat, "entry": OuterRef("pk")}
    statement = ConflictStatement.objects.filter(**of_seat)
    sheet = ScoreSheet.objects.filter(seat=seat, slot__entry=OuterRef("pk"), state__in=OWN)
    again = sheet.filter(state__in=BESIDE)
    opens = EntryGrant.objects.filter(
        entry=OuterRef("pk"),
        person_id=seat.expert.person_id,
        capability=Capability.FILES,
        until__isnull=True,
    )
    files = EntryFile.objects.filter(until__isnull=True).select_related("file")
    recused = Recusal.objects.filter(**of_seat, ended_at__isnull=True)
    return (
        _judged(entries.exclude(Exists(recused)), seat)
        .select_related("team", "track")
        .annotate(
            stated=Subquery(statement.values("has_conflict")[:1]),
            sheet_uid=Subquery(sheet.order_by("-pk").values("uid")[:1]),
            again=Subquery(again.values("rescore__motion__text")[:1]),
            opens_files=Exists(opens),
        )
        .prefetch_related(Prefetch("files", queryset=files.order_by("slot", "pk")))
    )


def _judged(entries: QuerySet[Entry], seat: PanelSeat) -> QuerySet[Entry]:
    """Of an alternate what she is seated for; of others what they have not left to one."""
    if seat.is_alternate:
        live = Seating.objects.filter(alternate=seat, ended_at__isnull=True)
        return entries.filter(pk__in=live.values("slot__entry"))
    return entries.exclude(pk__in=Seating.objects.filter(LEFT, seat=seat).values("slot__entry"))


def _row(entry: Any, slot: Slot | None) -> dict[str, Any]:
    """`entry` carries the annotations of `_annotated`."""
    return {
        "id": str(entry.uid),
        "number": entry.number,
        "title": entry.title,
        "team": entry.team.name,
        "track": entry.track.name if entry.track else None,
        "conflict": _conflict(entry.stated),
        "files": list(entry.files.all()) if entry.opens_files else [],
        "sheet": None if entry.sheet_uid is None else str(entry.sheet_uid),
        # Why the panel sent it back, while she marks it again.
        "again": entry.again,
        "slot": None
        if slot is None
        else {
            "id": str(slot.uid),
            "state": slot.state,
            "position": slot.position,
        },
    }


def _conflict(stated: bool | None) -> str:
    if stated is None:
        return "open"
    return "declared" if stated else "none"
