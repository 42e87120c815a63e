"""The witness writes, asks, objects and confirms; the committee answers. Nothing is decided."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from contest.models import Edition, Round
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import (
    ANSWERABLE,
    MOST_NOTE_TEXT,
    NoteKind,
    NoteSubject,
    SeenMark,
    SupervisionNote,
)
from judging.selectors.exceptions import exceptions_known
from judging.selectors.supervision import edition_round, slot_of_round, unanswered_note
from judging.services.locks import round_hold

_SHOWN = 60


@transaction.atomic
def note_put(
    *,
    edition: Edition,
    round_id: UUID | None,
    kind: str,
    subject_kind: str,
    subject: str = "",
    step: str = "",
    text: str = "",
    actor: Person,
    at: datetime,
) -> SupervisionNote:
    """Put down what the witness notes, asks, objects to or confirms.

    A question or an objection to no round stops the lock of every one. Raises reason_missing
    without words, field_invalid for a step that fits no confirmation or a subject that is not
    there.
    """
    told = text.strip()
    if kind != NoteKind.CONFIRMATION and not told:
        raise Problem("reason_missing")
    if (kind == NoteKind.CONFIRMATION) != bool(step):
        raise Problem("field_invalid", fields={"step": ["invalid"]})
    found = _hold(edition, round_id)
    _require_subject(edition, found, subject_kind, subject)
    made = SupervisionNote.objects.create(
        edition=edition,
        round=found,
        kind=kind,
        subject_kind=subject_kind,
        subject=subject,
        step=step,
        text=told[:MOST_NOTE_TEXT],
        by=actor,
        at=at,
    )
    body = {
        "note": str(made.uid),
        "round": None if found is None else str(found.uid),
        "subject": f"{subject_kind}:{subject}",
        "step": step,
        "text": made.text,
        "by": str(actor.uid),
    }
    edition_log(edition=edition, event=f"supervision.{kind}", body=body, at=at)
    return made


def _hold(edition: Edition, round_id: UUID | None) -> Round | None:
    """The round, kept from being locked meanwhile; about the edition, every one of its rounds."""
    rounds = [each for each in edition_round(edition) if round_id in (None, each.uid)]
    if round_id is not None and not rounds:
        raise Problem("field_invalid", fields={"round": ["does_not_exist"]})
    for each in rounds:
        round_hold(round_id=each.pk)
    return None if round_id is None else rounds[0]


def _require_subject(
    edition: Edition, found: Round | None, subject_kind: str, subject: str
) -> None:
    if subject_kind == NoteSubject.EVENT:
        known = bool(exceptions_known(edition, [subject]))
    elif subject_kind == NoteSubject.SLOT:
        known = found is not None and slot_of_round(found, subject) is not None
    else:
        known = not subject and (found is None) == (subject_kind == NoteSubject.EDITION)
    if not known:
        raise Problem("field_invalid", fields={"subject": ["does_not_exist"]})


@transaction.atomic
def note_answer(
    *, note: SupervisionNote, text: str, actor: Person, at: datetime
) -> SupervisionNote:
    """The committee answers in writing; what waited for it may go on.

    Raises reason_missing without words, supervision_note_state_refused for what is answered or
    wants no answer, two_person_required for who asked.
    """
    if not text.strip():
        raise Problem("reason_missing")
    locked = SupervisionNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if locked.kind not in ANSWERABLE or locked.answered_at is not None:
        raise Problem("supervision_note_state_refused")
    if locked.by_id == actor.pk:
        raise Problem("two_person_required")
    locked.answer = text.strip()[:MOST_NOTE_TEXT]
    locked.answered_by, locked.answered_at = actor, at
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    body = {"note": str(locked.uid), "text": locked.answer, "by": str(actor.uid)}
    edition_log(edition=note.edition, event="supervision.answer", body=body, at=at)
    return locked


def answers_require(*, round: Round) -> None:  # noqa: A002 - the noun of the table
    """The caller holds the round. Raises supervision_unanswered and names the first."""
    waiting = unanswered_note(round)
    if waiting is not None:
        text = waiting.text
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        raise Problem("supervision_unanswered", params={"question": shown})


@transaction.atomic
def exceptions_see(*, edition: Edition, events: Sequence[str], actor: Person, at: datetime) -> int:
    """Mark exceptions as seen; returns how many were new. Raises field_invalid for no exception."""
    named = sorted(set(events))
    if exceptions_known(edition, named) != set(named):
        raise Problem("field_invalid", fields={"events": ["does_not_exist"]})
    marks = SeenMark.objects.filter(edition=edition)
    seen = set(marks.filter(event__in=named).values_list("event", flat=True))
    fresh = [each for each in named if each not in seen]
    SeenMark.objects.bulk_create(
        SeenMark(edition=edition, event=each, by=actor, at=at) for each in fresh
    )
    if fresh:
        body = {"events": fresh, "by": str(actor.uid)}
        edition_log(edition=edition, event="supervision.see", body=body, at=at)
    return len(fresh)
