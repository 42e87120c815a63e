"""A cue and its answer."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict
from judging.models import Lights, Scene
from judging.services.program import CUES

# A ceremony has up to two for each entry of a round.
MOST_CUES = 5000


class CueRequest(Strict):
    """A cue. `scene` and `text` go with `preview` and `take`; `step` says which one is meant."""

    verb = serializers.ChoiceField(choices=CUES)
    scene = serializers.ChoiceField(choices=Scene.values, required=False)
    text = serializers.CharField(max_length=200, required=False, allow_blank=True)
    step = serializers.IntegerField(min_value=1, max_value=MOST_CUES, required=False)


class ProgramBody(serializers.Serializer[Any]):
    """One picture: a scene, how far it has opened, a message's text, the slot it is about."""

    scene = serializers.ChoiceField(choices=Scene.values)
    step = serializers.IntegerField()
    text = serializers.CharField()
    slot = serializers.UUIDField(allow_null=True)


class ScreenBody(serializers.Serializer[Any]):
    """What is on air, what is prepared, and whether the running order chooses the scene."""

    program = ProgramBody()
    preview = ProgramBody(allow_null=True)
    follow = serializers.BooleanField()


class LightsSent(Strict):
    """The hall's light."""

    lights = serializers.ChoiceField(choices=Lights.values)


class LightsBody(serializers.Serializer[Any]):
    """How the hall's light is; the room's tablets follow it."""

    lights = serializers.ChoiceField(choices=Lights.values)
