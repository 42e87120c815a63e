"""A team's turn on the wire."""

from typing import Any, Final

from rest_framework import serializers

from api.serializers import BilingualField

STATES: Final = ("ahead", "heard", "out")


class TurnRound(serializers.Serializer[Any]):
    """The round that it is in."""

    id = serializers.UUIDField()
    code = serializers.CharField()
    name = BilingualField()


class TurnBreak(serializers.Serializer[Any]):
    """A break of the room's order; `after` is the place that it follows, 0 before the first."""

    after = serializers.IntegerField()
    minutes = serializers.IntegerField()
    words = BilingualField()


class OwnTurn(serializers.Serializer[Any]):
    """The team's place in its room, whose last place is `of`."""

    room = BilingualField()
    position = serializers.IntegerField()
    of = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES)
    breaks = TurnBreak(many=True)


class TurnBody(serializers.Serializer[Any]):
    """A round of the entry; no turn before the order is revealed.

    `moved_up_at` is set for an entry that took a free place, `taken_back_at` where that ended.
    """

    round = TurnRound()
    moved_up_at = serializers.DateTimeField(allow_null=True)
    taken_back_at = serializers.DateTimeField(allow_null=True)
    turn = OwnTurn(allow_null=True)


class TurnList(serializers.Serializer[Any]):
    """All rounds of the entry, the latest first."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = TurnBody(many=True)
