"""A draw on the wire."""

from typing import Any

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, Strict
from judging.models import DrawKind, PaperCheck

# More than any round has; a list beyond it is no list of ours.
MOST_ENTRIES = 500


class DrawRequest(Strict):
    """The form of the draw; a seed only for demo editions: 64 hex digits."""

    kind = serializers.ChoiceField(
        choices=DrawKind.choices, required=False, default=DrawKind.COMPUTER
    )
    seed = serializers.RegexField(r"\A[0-9a-f]{64}\Z", required=False)


class LotRequest(Strict):
    """Which entry draws."""

    entry = serializers.UUIDField()


class RoomOrder(Strict):
    """The entries of one room by number, in the order that was drawn."""

    room = serializers.UUIDField()
    entries = serializers.ListField(
        child=serializers.CharField(max_length=32), max_length=MOST_ENTRIES
    )


class PaperRequest(Strict):
    """A paper draw: its orders, who drew and how, and the SHA-256 of the scanned list."""

    orders = RoomOrder(many=True)
    form = serializers.CharField(max_length=120)
    scan_sha256 = serializers.RegexField(
        r"\A([0-9a-f]{64})?\Z", required=False, allow_blank=True, default=""
    )


class PaperConfirmation(Strict):
    """The same orders as another person read them, and how."""

    orders = RoomOrder(many=True)
    check = serializers.ChoiceField(choices=PaperCheck.choices)


class LotBody(serializers.Serializer[Any]):
    """A lot that was drawn. `key` opens `hash`, which was public beforehand."""

    id = serializers.UUIDField()
    entry = serializers.CharField()
    share = serializers.IntegerField()
    turn = serializers.IntegerField()
    room = serializers.UUIDField()
    position = serializers.IntegerField()
    key = serializers.CharField()
    hash = serializers.CharField()
    pressed = serializers.BooleanField()
    at = serializers.DateTimeField()


class PaperBody(serializers.Serializer[Any]):
    """A paper draw as it was typed; it holds once `confirmed_by` is somebody."""

    orders = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    form = serializers.CharField()
    scan_sha256 = serializers.CharField()
    version = serializers.IntegerField()
    typed_by = PersonField()
    typed_at = serializers.DateTimeField()
    confirmed_by = PersonField(allow_null=True)
    confirmed_at = serializers.DateTimeField(allow_null=True)
    check = serializers.CharField()


class DrawRoom(serializers.Serializer[Any]):
    """A room of the draw."""

    id = serializers.UUIDField()
    name = BilingualField()


class DrawEntry(serializers.Serializer[Any]):
    """An entry of the draw with the rooms that may hear it, and its lot."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    team = BilingualField()
    state = serializers.CharField()
    rooms = serializers.ListField(child=serializers.UUIDField())
    lot = LotBody(allow_null=True)


class DrawSheetBody(serializers.Serializer[Any]):
    """What the people at the draw see; `may` is what the viewer may do there."""

    kind = serializers.ChoiceField(choices=DrawKind.choices)
    rooms = DrawRoom(many=True)
    entries = DrawEntry(many=True)
    paper = PaperBody(allow_null=True)
    may = serializers.ListField(child=serializers.CharField())


class DrawRecordBody(serializers.Serializer[Any]):
    """All that a check of the draw needs (`docs/draw.md`)."""

    kind = serializers.ChoiceField(choices=DrawKind.choices)
    version = serializers.IntegerField()
    commitment = serializers.CharField()
    candidates = serializers.ListField(child=serializers.CharField())
    candidates_hash = serializers.CharField()
    plan = serializers.DictField()
    lots = serializers.ListField(child=serializers.CharField())
    committed_at = serializers.DateTimeField()
    revealed_at = serializers.DateTimeField(allow_null=True)
    seed = serializers.CharField(allow_null=True)
    turns = LotBody(many=True)
    paper = serializers.DictField(allow_null=True)
    orders = serializers.DictField(allow_null=True)
