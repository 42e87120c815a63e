"""Breaks in a room's running order."""

from functools import partial
from typing import Any, Final
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.serializers import BilingualField, Strict
from api.views import View
from core.errors import Problem
from judging.break_policy import break_set as may_set
from judging.models import Room
from judging.selectors.room_state import room_by_uid
from judging.services.breaks import break_add, break_remove, break_set

_NEEDS: Final = {"add": ("after", "minutes", "words"), "remove": ("id",)}
_NEEDS_SET: Final = ("id", "after", "minutes", "words", "skipped")


class BreakSent(Strict):
    """One change; `after` is the place of the order that it follows, 0 before the first.

    `ends_session`: what was heard before it is signed and sealed apart; where rules sign by
    session.
    """

    verb = serializers.ChoiceField(choices=("add", "set", "remove"))
    id = serializers.UUIDField(required=False)
    after = serializers.IntegerField(min_value=0, max_value=9999, required=False)
    minutes = serializers.IntegerField(min_value=1, max_value=240, required=False)
    words = BilingualField(required=False)
    skipped = serializers.BooleanField(required=False)
    ends_session = serializers.BooleanField(required=False)


class BreakBody(serializers.Serializer[Any]):
    """A break; `ends_session` is there where it is true."""

    id = serializers.UUIDField()
    after = serializers.IntegerField()
    minutes = serializers.IntegerField()
    words = BilingualField()
    skipped = serializers.BooleanField()
    ends_session = serializers.BooleanField(required=False)


class BreaksBody(serializers.Serializer[Any]):
    """The room's breaks, by their places."""

    breaks = BreakBody(many=True)


class RoomBreaks(View):
    """The breaks of a room."""

    @extend_schema(operation_id="room_breaks", request=BreakSent, responses=BreaksBody)
    @once()
    def post(self, request: Request, room_id: UUID) -> Command:
        """Put one in, move, change or skip it, take it out; answers with all of the room."""
        room = self.room(room_id)
        sent = self.read(BreakSent)
        command = partial(_COMMANDS[sent["verb"]], room=room, actor=self.actor, at=self.at)
        return changes(room.uid, partial(command, **_named(sent)))

    def room(self, room_id: UUID) -> Room:
        """The room, for whoever runs it. Raises not_found."""
        room = room_by_uid(room_id)
        if room is None:
            raise Problem("not_found")
        may_set(viewer=self.viewer, room=room).enforce()
        return room

    def shown(self, made: UUID) -> Response:
        """The breaks as they stand."""
        return Response({"breaks": self.room(made).breaks})


_COMMANDS: Final[dict[str, Any]] = {"add": break_add, "set": break_set, "remove": break_remove}


def _named(sent: dict[str, Any]) -> dict[str, Any]:
    """What the verb needs. Raises field_invalid for what is missing."""
    needed = _NEEDS.get(sent["verb"], _NEEDS_SET)
    missing = [name for name in needed if name not in sent]
    if missing:
        raise Problem("field_invalid", fields={name: ["required"] for name in missing})
    if "ends_session" in sent and sent["verb"] != "remove":
        needed = (*needed, "ends_session")
    return {"uid" if name == "id" else name: sent[name] for name in needed}
