"""What the witness asked, confirmed and found: for her page, for the lock and for the protocol."""

from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from contest.models import Edition, Round
from core.clock import instant_text
from core.selectors.names import person_body
from core.viewer import Viewer
from judging.models import ANSWERABLE, Slot, SupervisionNote
from judging.selectors.exceptions import exception_events
from judging.selectors.seats import scoring_seats
from judging.supervision.events import event_table

Body = dict[str, Any]
_WITH: Final = ("edition__contest__host", "round", "by", "answered_by")


def edition_round(edition: Edition) -> list[Round]:
    """The edition's rounds, in the order of their keys: of their locks too."""
    return list(Round.objects.filter(edition=edition).order_by("pk"))


def judges_edition(*, viewer: Viewer, edition: Edition) -> bool:
    """Whether the viewer has a scoring seat in any round of the edition."""
    return scoring_seats(viewer).filter(panel__round__edition=edition).exists()


def slot_of_round(round: Round, uid: str) -> Slot | None:  # noqa: A002 - the noun of the table
    """A slot of the round by its public id."""
    try:
        key = UUID(uid)
    except ValueError:
        return None
    return Slot.objects.filter(room__panel__round=round, uid=key).first()


def note_of(*, uid: UUID) -> SupervisionNote | None:
    """A note with what its policy needs."""
    return SupervisionNote.objects.select_related(*_WITH).filter(uid=uid).first()


def _unanswered() -> "QuerySet[SupervisionNote]":
    return SupervisionNote.objects.filter(kind__in=ANSWERABLE, answered_at__isnull=True)


def unanswered_note(round: Round) -> SupervisionNote | None:  # noqa: A002 - the noun of the table
    """The first question or objection to the round or its edition that nobody has answered."""
    waiting = Q(round=round) | Q(round__isnull=True, edition_id=round.edition_id)
    return _unanswered().filter(waiting).order_by("at", "pk").first()


def unanswered_count(edition: Edition) -> int:
    """How many wait for an answer."""
    return _unanswered().filter(edition=edition).count()


def notes_of(edition: Edition) -> list[SupervisionNote]:
    """Every note, the newest first."""
    rows = SupervisionNote.objects.filter(edition=edition).select_related(*_WITH)
    return list(rows.order_by("-at", "-pk"))


def note_bodies(edition: Edition, notes: list[SupervisionNote]) -> list[Body]:
    """The wire form of the notes; what each is about is said in words."""
    subjects = _subjects(edition, notes)
    return [_note(row, subjects) for row in notes]


def note_body(row: SupervisionNote) -> Body:
    """The wire form of one."""
    return note_bodies(row.edition, [row])[0]


def _note(row: SupervisionNote, subjects: dict[str, Body]) -> Body:
    return {
        "id": str(row.uid),
        "round": None if row.round is None else _round(row.round),
        "kind": row.kind,
        "subject_kind": row.subject_kind,
        "subject": row.subject,
        "about": subjects.get(row.subject),
        "step": row.step,
        "text": row.text,
        "by": person_body(row.by),
        "at": instant_text(row.at),
        "waits": row.kind in ANSWERABLE and row.answered_at is None,
        "answer": row.answer,
        "answered_by": None if row.answered_by is None else person_body(row.answered_by),
        "answered_at": None if row.answered_at is None else instant_text(row.answered_at),
    }


def _subjects(edition: Edition, notes: list[SupervisionNote]) -> dict[str, Body]:
    """By subject: an entry's number and title, or an exception's words and moment."""
    ids = {row.subject for row in notes if row.subject_kind == "event"}
    table = event_table()
    events = exception_events(edition) if ids else []
    found: dict[str, Body] = {
        event.id: {"words": table.words_of(event.type).words, "at": instant_text(event.at)}
        for event in events
        if event.id in ids
    }
    named = {UUID(row.subject) for row in notes if row.subject_kind == "slot"}
    for slot in Slot.objects.filter(uid__in=named).select_related("entry") if named else ():
        words = f"{slot.entry.number} {slot.entry.title}"
        found[str(slot.uid)] = {"words": {"zh": words, "en": words}, "at": None}
    return found


def round_notes(round: Round) -> list[Body]:  # noqa: A002 - the noun of the table
    """What the witness wrote about the round or the edition as a whole, the oldest first."""
    every = reversed(notes_of(round.edition))
    return note_bodies(round.edition, [row for row in every if row.round_id in {None, round.pk}])


def _round(round: Round) -> Body:  # noqa: A002 - the noun of the table
    return {"id": str(round.uid), "name": round.name}
