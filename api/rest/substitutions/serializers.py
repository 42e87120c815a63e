"""Shapes of a place that an entry left and of whoever moved up into it."""

from typing import Any, Final

from rest_framework import serializers

from api.rounds import SlotEntry
from api.serializers import PersonField, Strict
from contest.models import EntryState
from judging.models import MOST_SUBSTITUTION_WORDS

WHY: Final = ("rule", "late", "nobody")


class SubstitutionRequest(Strict):
    """Whose place is to be filled, and what it is based on; the rulebook says by whom."""

    left = serializers.UUIDField()
    reason = serializers.CharField(max_length=MOST_SUBSTITUTION_WORDS)


class LeftEntry(SlotEntry):
    """The entry that left, and how."""

    state = serializers.ChoiceField(choices=EntryState.choices)


class FreePlace(serializers.Serializer[Any]):
    """A place that nobody has: who is next by the rulebook, or `why` nobody is."""

    entry = LeftEntry()
    next = SlotEntry(allow_null=True)
    why = serializers.ChoiceField(choices=WHY, allow_blank=True)


class SubstitutionBody(serializers.Serializer[Any]):
    """Who moved up for whom; `position` is the turn where the order stood already."""

    id = serializers.UUIDField()
    left = SlotEntry()
    entry = SlotEntry()
    position = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()
    made_by = PersonField()
    made_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class RoundSubstitutionsBody(serializers.Serializer[Any]):
    """What was done, newest first, and the free places where `may_fill` (the viewer, by now)."""

    places = FreePlace(many=True)
    substitutions = SubstitutionBody(many=True)
    may_fill = serializers.BooleanField()
