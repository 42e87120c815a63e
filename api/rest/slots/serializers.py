"""The body of a slot's command."""

from rest_framework import serializers

from api.serializers import Strict
from judging.services.slots import VERBS


class SlotCommand(Strict):
    """A verb; `code` says why the clock stops, or why a team is known to be absent so early.

    `seen` is the room's last step as the caller knows it: where another came first, it is refused.
    """

    verb = serializers.ChoiceField(choices=VERBS)
    code = serializers.RegexField(r"\A[a-z][a-z_]{0,23}\Z", required=False, default="")
    seen = serializers.UUIDField(required=False, allow_null=True, default=None)
