"""A judge's notes: her own and nobody else's."""

from typing import Any

from contest.models import Entry
from core.clock import instant_text
from judging.models import JudgeNote, PanelSeat, Recusal


def seat_notes(seat: PanelSeat) -> list[JudgeNote]:
    """The seat's notes, but for entries that it is recused from."""
    recused = Recusal.objects.filter(seat=seat, ended_at__isnull=True).values("entry_id")
    rows = JudgeNote.objects.filter(seat=seat).exclude(entry__in=recused)
    return list(rows.select_related("entry").order_by("pk"))


def seat_note(seat: PanelSeat, entry: Entry) -> JudgeNote | None:
    """The seat's note on an entry; None before the first word."""
    return JudgeNote.objects.select_related("entry").filter(seat=seat, entry=entry).first()


def is_recused(seat: PanelSeat, entry: Entry) -> bool:
    """Whether the seat is recused from the entry: then it does not exist for her."""
    return Recusal.objects.filter(seat=seat, entry=entry, ended_at__isnull=True).exists()


def note_body(entry: Entry, note: JudgeNote | None) -> dict[str, Any]:
    """The wire form; an empty text of revision 0 before the first word."""
    return {
        "entry": str(entry.uid),
        "text": "" if note is None else note.text,
        "rev": 0 if note is None else note.rev,
        "changed_at": None if note is None else instant_text(note.changed_at),
    }
