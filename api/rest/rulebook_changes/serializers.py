"""Shapes of a change of the rulebook."""

from typing import Any

from rest_framework import serializers

from api.serializers import PersonField, Strict, time_text
from core.selectors.names import person_body, person_or_none
from judging.models import MOST_REASON, RulebookChange


class ChangeRequest(Strict):
    """The whole document of the new version, and why."""

    document = serializers.DictField()
    reason = serializers.CharField(max_length=MOST_REASON, allow_blank=True)


class RulebookVersionBody(serializers.Serializer[Any]):
    """One version."""

    version = serializers.IntegerField()
    hash = serializers.CharField()


class RulebookChangeBody(serializers.Serializer[Any]):
    """From which version to which, why, and by whom."""

    id = serializers.UUIDField()
    round = serializers.UUIDField()
    state = serializers.CharField()
    before = RulebookVersionBody()
    after = RulebookVersionBody()
    reason = serializers.CharField()
    proposed_by = PersonField()
    proposed_at = serializers.DateTimeField()
    approved_by = PersonField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)


class RulebookChangesBody(serializers.Serializer[Any]):
    """All changes of a round, the newest first."""

    changes = RulebookChangeBody(many=True)


def rulebook_change_body(change: RulebookChange) -> dict[str, Any]:
    """The wire form of a change."""
    return {
        "id": str(change.uid),
        "round": str(change.round.uid),
        "state": change.state,
        "before": {"version": change.before.version, "hash": change.before.hash},
        "after": {"version": change.after.version, "hash": change.after.hash},
        "reason": change.reason,
        "proposed_by": person_body(change.proposed_by),
        "proposed_at": time_text(change.proposed_at),
        "approved_by": person_or_none(change.approved_by),
        "approved_at": None if change.approved_at is None else time_text(change.approved_at),
    }
