"""Shapes of an alternate in a judge's place."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict
from judging.models import MOST_SEATING_WORDS, SeatingCause


class SeatingRequest(Strict):
    """Who takes whose place for the slot's entry, and why."""

    seat = serializers.UUIDField()
    alternate = serializers.UUIDField()
    reason = serializers.CharField(max_length=MOST_SEATING_WORDS)


class LeaveRequest(Strict):
    """Who takes the seat for the entries ahead, and why its judge goes."""

    alternate = serializers.UUIDField()
    reason = serializers.CharField(max_length=MOST_SEATING_WORDS)


class SeatingEntry(serializers.Serializer[Any]):
    """The entry."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()


class SeatingSeat(serializers.Serializer[Any]):
    """A seat by number and judge."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    judge = PersonField()


class SeatingBody(serializers.Serializer[Any]):
    """One entry that an alternate judges. `ended_for` is empty while she does."""

    id = serializers.UUIDField()
    change = serializers.UUIDField()
    slot = serializers.UUIDField()
    entry = SeatingEntry()
    alternate = SeatingSeat()
    seat = SeatingSeat()
    cause = serializers.ChoiceField(choices=SeatingCause.choices)
    reason = serializers.CharField()
    seated_by = PersonField()
    seated_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_for = serializers.CharField()


class OpenPlace(serializers.Serializer[Any]):
    """A recused judge whose place nobody has yet."""

    slot = serializers.UUIDField()
    entry = SeatingEntry()
    seat = SeatingSeat()


class RoundSeatingsBody(serializers.Serializer[Any]):
    """Alternates, places that are free, and who sits for whom, newest first."""

    alternates = SeatingSeat(many=True)
    places = OpenPlace(many=True)
    seatings = SeatingBody(many=True)
    may_seat = serializers.BooleanField()
