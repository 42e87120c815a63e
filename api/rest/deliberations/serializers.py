"""Shapes of a deliberation: whole for its staff, a judge's own view for the panel."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict
from judging.models import (
    MOST_CLAUSE,
    MOST_MOTION,
    MOST_NOTE,
    MOST_RESCORE_REASON,
    DeliberationMode,
    DeliberationState,
    MotionKind,
    MotionOutcome,
    MotionState,
    RescoreState,
    VoteChoice,
)


class DeliberationRequest(Strict):
    """Whether votes are told with their judges after the count."""

    mode = serializers.ChoiceField(choices=DeliberationMode.choices)


class MotionRequest(Strict):
    """What is put to the vote; `order` are the numbers of tied entries, best first."""

    entry = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=MotionKind.choices)
    text = serializers.CharField(max_length=MOST_MOTION, allow_blank=True)
    clause = serializers.CharField(
        max_length=MOST_CLAUSE, allow_blank=True, required=False, default=""
    )
    order = serializers.ListField(
        child=serializers.CharField(max_length=16), max_length=40, required=False, default=list
    )


class VoteRequest(Strict):
    """The answer."""

    choice = serializers.ChoiceField(choices=VoteChoice.choices)


class MotionNoteRequest(Strict):
    """What the panel is shown of a judge's note; empty takes it back."""

    text = serializers.CharField(max_length=MOST_NOTE, allow_blank=True)


class MotionEntry(serializers.Serializer[Any]):
    """The entry that it is about."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    team = BilingualField()


class MotionCounts(serializers.Serializer[Any]):
    """The counts, once the vote is closed."""

    ayes = serializers.IntegerField()
    noes = serializers.IntegerField()
    abstain = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=MotionOutcome.values)
    at = serializers.DateTimeField()


class MotionAnswer(serializers.Serializer[Any]):
    """Who answered what."""

    judge = serializers.CharField()
    choice = serializers.ChoiceField(choices=VoteChoice.choices)


class MotionWords(serializers.Serializer[Any]):
    """What a judge shows of her note."""

    judge = serializers.CharField()
    text = serializers.CharField()


class RescoreTotals(serializers.Serializer[Any]):
    """A judge's total before and after."""

    judge = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class RescoreBody(serializers.Serializer[Any]):
    """An entry that is marked again: who does, who has signed anew, how it ended."""

    state = serializers.ChoiceField(choices=RescoreState.values)
    judges = serializers.ListField(child=serializers.CharField())
    signed = serializers.ListField(child=serializers.CharField())
    closed_at = serializers.DateTimeField(allow_null=True)
    ended_by = PersonField(allow_null=True)
    reason = serializers.CharField()
    totals = RescoreTotals(many=True)


class RescoreEndRequest(Strict):
    """Why it is ended; not needed where all have signed anew."""

    reason = serializers.CharField(max_length=MOST_RESCORE_REASON, allow_blank=True)


class MotionBody(serializers.Serializer[Any]):
    """A motion; one that is covered says nothing but that it is there."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=MotionState.values)
    covered = serializers.BooleanField()
    kind = serializers.ChoiceField(choices=MotionKind.values, required=False)
    entry = MotionEntry(required=False)
    text = serializers.CharField(required=False)
    clause = serializers.CharField(required=False)
    order = serializers.ListField(child=serializers.CharField(), required=False)
    mover = PersonField(required=False)
    moved_at = serializers.DateTimeField(required=False)
    may_vote = serializers.IntegerField(required=False)
    voted = serializers.ListField(child=serializers.CharField(), required=False)
    counted = MotionCounts(allow_null=True, required=False)
    votes = MotionAnswer(many=True, required=False)
    notes = MotionWords(many=True, required=False)
    recorded_at = serializers.DateTimeField(allow_null=True, required=False)
    recorded_by = PersonField(allow_null=True, required=False)
    rescore = RescoreBody(allow_null=True, required=False)
    recused = serializers.ListField(child=serializers.CharField(), required=False)
    own_choice = serializers.ChoiceField(
        choices=VoteChoice.choices, allow_null=True, required=False
    )
    own_note = serializers.CharField(allow_blank=True, required=False)
    has_vote = serializers.BooleanField(required=False)


class DeliberationJudge(serializers.Serializer[Any]):
    """A seat and what it is called here."""

    seat = serializers.CharField()
    called = serializers.CharField()
    name = BilingualField(allow_null=True)
    chair = serializers.BooleanField(allow_null=True)


class DeliberationBody(serializers.Serializer[Any]):
    """The deliberation with its motions, the oldest first."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=DeliberationState.values)
    mode = serializers.ChoiceField(choices=DeliberationMode.values)
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    motions = MotionBody(many=True)
    opened_by = PersonField(required=False)
    closed_by = PersonField(allow_null=True, required=False)
    tie_vote = serializers.BooleanField(required=False)
    judges = DeliberationJudge(many=True, required=False)
    own = serializers.CharField(required=False)
    chair = serializers.BooleanField(required=False)
