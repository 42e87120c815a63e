"""Shapes of the witness's page."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict
from judging.models import MOST_NOTE_TEXT, NoteKind, NoteSubject, WitnessedStep


class SupervisionNoteSent(Strict):
    """What the witness writes; a confirmation names the step and may go without words."""

    round = serializers.UUIDField(allow_null=True, required=False, default=None)
    kind = serializers.ChoiceField(choices=NoteKind.choices)
    subject_kind = serializers.ChoiceField(choices=NoteSubject.choices)
    subject = serializers.CharField(max_length=64, allow_blank=True, required=False, default="")
    step = serializers.ChoiceField(
        choices=WitnessedStep.choices, allow_blank=True, required=False, default=""
    )
    text = serializers.CharField(
        max_length=MOST_NOTE_TEXT, allow_blank=True, required=False, default=""
    )


class SupervisionAnswerSent(Strict):
    """The committee's answer in writing."""

    text = serializers.CharField(max_length=MOST_NOTE_TEXT)


class SeenSent(Strict):
    """The exceptions that the witness has looked at."""

    events = serializers.ListField(
        child=serializers.CharField(max_length=64), min_length=1, max_length=500
    )


class NamedRef(serializers.Serializer[Any]):
    """A round or a room by its name."""

    id = serializers.UUIDField()
    name = BilingualField()


class NoteAbout(serializers.Serializer[Any]):
    """What a note is about, in words."""

    words = BilingualField()
    at = serializers.DateTimeField(allow_null=True)


class SupervisionNoteBody(serializers.Serializer[Any]):
    """A note, question, objection or confirmation; `waits` for an answer."""

    id = serializers.UUIDField()
    round = NamedRef(allow_null=True)
    kind = serializers.CharField()
    subject_kind = serializers.CharField()
    subject = serializers.CharField()
    about = NoteAbout(allow_null=True)
    step = serializers.CharField()
    text = serializers.CharField()
    by = PersonField()
    at = serializers.DateTimeField()
    waits = serializers.BooleanField()
    answer = serializers.CharField()
    answered_by = PersonField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class Present(serializers.Serializer[Any]):
    """So many of so many."""

    present = serializers.IntegerField()
    of = serializers.IntegerField()


class RoundAt(NamedRef):
    """A round and its state."""

    state = serializers.CharField()


class SlotSigned(serializers.Serializer[Any]):
    """A team and how many of its sheets are signed."""

    id = serializers.UUIDField()
    position = serializers.IntegerField()
    entry = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField()
    signed = serializers.IntegerField()
    of = serializers.IntegerField()
    session = serializers.IntegerField(required=False, help_text="Where a room has several.")


class StepRun(serializers.Serializer[Any]):
    """A step of the round: when, and who ran it."""

    step = serializers.CharField()
    at = serializers.DateTimeField()
    by = PersonField(allow_null=True)


class RoomSeen(serializers.Serializer[Any]):
    """A room as the witness counts it."""

    id = serializers.UUIDField()
    name = BilingualField()
    round = RoundAt()
    judges = Present()
    screens = Present()
    devices = serializers.IntegerField()
    slots = SlotSigned(many=True)
    steps = StepRun(many=True)


class SupervisionBody(serializers.Serializer[Any]):
    """Notes and rooms; `may` is what the viewer does here."""

    notes = SupervisionNoteBody(many=True)
    waiting = serializers.IntegerField()
    rooms = RoomSeen(many=True)
    may = serializers.ListField(child=serializers.CharField())


class DayCount(serializers.Serializer[Any]):
    """A day's exceptions."""

    day = serializers.DateField()
    count = serializers.IntegerField()
    unseen = serializers.IntegerField()


class ExceptionRow(serializers.Serializer[Any]):
    """An exception; before and after once `told`."""

    id = serializers.CharField()
    kind = serializers.CharField()
    words = BilingualField()
    at = serializers.DateTimeField()
    by = PersonField(allow_null=True)
    about = PersonField(allow_null=True)
    role = serializers.CharField()
    why = BilingualField(allow_null=True)
    told = serializers.BooleanField()
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)
    room = NamedRef(allow_null=True)
    entry = serializers.CharField(allow_null=True)
    seat = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()


class ExceptionKind(serializers.Serializer[Any]):
    """A kind and its name."""

    kind = serializers.CharField()
    name = BilingualField()


class ExceptionsBody(serializers.Serializer[Any]):
    """The exceptions of a day, the newest first, and how many each day has."""

    day = serializers.DateField()
    days = DayCount(many=True)
    kinds = ExceptionKind(many=True)
    events = ExceptionRow(many=True)


class SeenBody(serializers.Serializer[Any]):
    """How many are left that nobody looked at."""

    unseen = serializers.IntegerField()
