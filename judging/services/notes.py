"""A judge writes down what nobody else reads."""

from datetime import datetime

from django.db import transaction

from contest.models import Entry
from core.errors import Problem
from judging.models import JudgeNote, PanelSeat


@transaction.atomic
def note_write(
    *, seat: PanelSeat, entry: Entry, text: str, base_rev: int, at: datetime
) -> JudgeNote:
    """Keep the text if `base_rev` (0 before the first) is what stands.

    The same text again changes nothing, whatever its revision: an answer may have been lost.
    Raises edit_stale; two first notes at the same moment meet at the constraint.
    """
    rows = JudgeNote.objects.select_for_update(of=("self",)).filter(seat=seat, entry=entry)
    note = rows.first()
    if note is not None and note.text == text:
        return note
    if (0 if note is None else note.rev) != base_rev:
        raise Problem("edit_stale")
    if note is None:
        return JudgeNote.objects.create(seat=seat, entry=entry, text=text, changed_at=at)
    note.text, note.rev, note.changed_at = text, note.rev + 1, at
    note.save(update_fields=["text", "rev", "changed_at"])
    return note
