"""Screens on the wire. A code is shown to the browser that made it and to nobody else."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict, time_text
from core.models import Pairing
from core.services.pairings import code_shown
from judging.models import RoomScreen


class PairingSent(Strict):
    """What the browser calls itself."""

    label = serializers.CharField(  # type: ignore[assignment] # the browser's, not the field's
        max_length=120, required=False, allow_blank=True, default=""
    )


class PairingBody(serializers.Serializer[Any]):
    """`none`: no code; `waiting`: for the desk; `ready`: taken in; `paired`: it is a screen."""

    state = serializers.ChoiceField(choices=["none", "waiting", "ready", "paired"])
    code = serializers.CharField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)


class OwnScreenBody(serializers.Serializer[Any]):
    """Which room this browser shows."""

    round = serializers.UUIDField()
    room = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment] # the device's, not the field's


class ScreenSent(Strict):
    """The code on the browser, what the desk calls it, and which of several rooms it shows."""

    room = serializers.UUIDField(required=False)
    code = serializers.CharField(max_length=12)
    label = serializers.CharField(  # type: ignore[assignment] # the device's, not the field's
        max_length=60, required=False, allow_blank=True, default=""
    )


class RoomScreenBody(serializers.Serializer[Any]):
    """A paired screen."""

    id = serializers.UUIDField()
    room = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment] # the device's, not the field's
    bound_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)


class ScreensBody(serializers.Serializer[Any]):
    """The screens of a round's rooms."""

    screens = RoomScreenBody(many=True)


def pairing_body(state: str, pairing: Pairing | None = None) -> dict[str, Any]:
    """Where a browser stands."""
    return {
        "state": state,
        "code": None if pairing is None else code_shown(pairing.code),
        "ends_at": None if pairing is None else time_text(pairing.ends_at),
    }


def screen_body(screen: RoomScreen) -> dict[str, Any]:
    """A paired screen."""
    device = screen.device
    return {
        "id": str(screen.uid),
        "room": str(screen.room.uid),
        "label": device.label,
        "bound_at": time_text(screen.bound_at),
        "seen_at": time_text(device.seen_at),
        "ends_at": time_text(device.ends_at),
    }
