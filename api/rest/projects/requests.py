"""What the client may send about a project."""

from typing import Any

from rest_framework import serializers

from api.serializers import Strict


class ProjectEdit(Strict):
    """Who is in charge and which way the project takes; only what is sent changes."""

    owner = serializers.UUIDField(required=False, allow_null=True)
    branch = serializers.ChoiceField(choices=["", "land", "light_asset"], required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An edit that changes nothing is a mistake."""
        if not attrs:
            raise serializers.ValidationError({"owner": "required"}, code="required")
        return attrs


class CheckAnswer(Strict):
    """The answer to a screening question."""

    done = serializers.BooleanField()
    note = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")


class ProofItem(Strict):
    """A kind of proof with its words."""

    kind = serializers.SlugField(max_length=32)
    text = serializers.CharField(max_length=300)


class MoveRequest(Strict):
    """Where to, why and by what proof."""

    to = serializers.CharField(max_length=24)
    reason = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")
    proof = serializers.ListField(child=ProofItem(), max_length=12, required=False, default=list)
