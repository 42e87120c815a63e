"""The body of a slot's command."""

from rest_framework import serializers

from api.serializers import Strict
from judging.services.slots import VERBS


class SlotCommand(Strict):
    """A verb; `code` says why the clock stops and goes only with `pause`."""

    verb = serializers.ChoiceField(choices=VERBS)
    code = serializers.RegexField(r"\A[a-z][a-z_]{0,23}\Z", required=False, default="")
