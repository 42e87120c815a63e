"""The eligibility check on the wire."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict, time_text
from contest.models import EligibilityCheck
from core.selectors.names import person_or_none


class DecisionSent(Strict):
    """What the desk decides; a return or rejection says why."""

    decision = serializers.ChoiceField(choices=["accept", "return", "reject"])
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class CheckItem(serializers.Serializer[Any]):
    """One rule's finding."""

    code = serializers.CharField()
    ok = serializers.BooleanField()
    params = serializers.DictField(child=serializers.CharField())


class CheckBody(serializers.Serializer[Any]):
    """The check of the version that was submitted last."""

    version = serializers.IntegerField()
    items = CheckItem(many=True)
    decision = serializers.CharField()
    reason = serializers.CharField()
    decided_by = PersonField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)


def check_body(check: EligibilityCheck) -> dict[str, Any]:
    """The check with its decision, if there is one."""
    return {
        "version": check.version.number,
        "items": check.items,
        "decision": check.decision,
        "reason": check.reason,
        "decided_by": person_or_none(check.decided_by),
        "decided_at": time_text(check.decided_at),
    }
