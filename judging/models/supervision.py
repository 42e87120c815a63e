"""The witness's side of an edition: what she saw, asks and confirms, and who came in at the door.

Nothing here decides anything. A question stops the lock until it is answered, and answering is
the committee's.
"""

from typing import Final

from django.db import models

from contest.models import Edition, Round
from core.models import Person
from core.models.base import Row

MOST_NOTE_TEXT: Final = 600


class NoteKind(models.TextChoices):
    """A question and an objection want an answer; a note and a confirmation do not."""

    NOTE = "note"
    QUESTION = "question"
    OBJECTION = "objection"
    CONFIRMATION = "confirmation"


ANSWERABLE: Final = (NoteKind.QUESTION, NoteKind.OBJECTION)


class NoteSubject(models.TextChoices):
    """What a note is about; `event` is an exception of the log."""

    EDITION = "edition"
    ROUND = "round"
    DRAW = "draw"
    SLOT = "slot"
    EVENT = "event"


class WitnessedStep(models.TextChoices):
    """A step that took place before the witness."""

    DRAW = "draw"
    SEAL = "seal"
    CORRECTION = "correction"
    LOCK = "lock"


class SupervisionNote(Row):
    """The witness's word. Without a round it is about the edition, and every lock waits for it.

    `subject` is the slot's public id or the exception's id, else empty.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=NoteKind.choices)
    subject_kind = models.CharField(max_length=8, choices=NoteSubject.choices)
    subject = models.CharField(max_length=64, blank=True)
    step = models.CharField(max_length=12, choices=WitnessedStep.choices, blank=True)
    text = models.CharField(max_length=MOST_NOTE_TEXT, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=MOST_NOTE_TEXT, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (
                    ~models.Q(answer="")
                    & models.Q(answered_by__isnull=False, answered_at__isnull=False)
                    & models.Q(kind__in=ANSWERABLE)
                ),
                name="supervision_answer_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True)
                | ~models.Q(answered_by=models.F("by")),
                name="supervision_answer_two_persons",
            ),
            models.CheckConstraint(
                condition=(models.Q(kind="confirmation") & ~models.Q(step=""))
                | (~models.Q(kind="confirmation") & models.Q(step="") & ~models.Q(text="")),
                name="supervision_note_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class SeenMark(Row):
    """The witness has seen an exception; `event` names it: its log and its place there."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "event"], name="seen_mark_once"),
        ]

    def __str__(self) -> str:
        return self.event


class RegisterKind(models.TextChoices):
    """Phones handed in, people in the closed room, secrecy statements of staff."""

    PHONE = "phone"
    ROOM = "room"
    SECRECY = "secrecy"


class RegisterLine(Row):
    """A line of the registers at the door. `ended_at`: handed back, or left; struck is void."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=RegisterKind.choices)
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_for = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | ~models.Q(kind="secrecy"),
                name="register_line_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True, struck_by__isnull=True, struck_for="")
                | (
                    models.Q(struck_at__isnull=False, struck_by__isnull=False)
                    & ~models.Q(struck_for="")
                ),
                name="register_line_struck_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class InterferenceEntry(Row):
    """Somebody was asked for a favor. `sealed` holds what was said, by the field key; append-only.

    `hash` is the SHA-256 of the sealed text, which the log holds too.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()
    hash = models.CharField(max_length=64)
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.uid)
