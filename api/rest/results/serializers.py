"""Shapes of a result: full for its staff, plain rows for judges, a team's own row."""

from typing import Any, Final

from rest_framework import serializers

from api.serializers import BilingualField, PersonField, time_text
from core.selectors.names import person_body, person_or_none
from judging.models import ResultSet
from judging.policy import ResultSight
from judging.selectors.results import full_rows, plain_rows


class ResultSheet(serializers.Serializer[Any]):
    """One sheet that was counted or dropped, by seat number."""

    seat = serializers.CharField()
    marks = serializers.DictField(child=serializers.CharField(allow_null=True))
    total = serializers.CharField()


class ResultRowBody(serializers.Serializer[Any]):
    """A row; sheets and ties only for the staff."""

    entry = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    team = BilingualField()
    rank = serializers.IntegerField(allow_null=True)
    final = serializers.CharField(allow_null=True)
    outcome = serializers.CharField()
    award = serializers.CharField(allow_null=True)
    sheets = ResultSheet(many=True, required=False)
    dropped_high = serializers.ListField(child=serializers.CharField(), required=False)
    dropped_low = serializers.ListField(child=serializers.CharField(), required=False)
    counted = serializers.ListField(child=serializers.CharField(), required=False)
    exact = serializers.CharField(allow_null=True, required=False)
    tied_with = serializers.ListField(child=serializers.CharField(), required=False)
    tie_steps = serializers.ListField(child=serializers.CharField(), required=False)
    shares = serializers.BooleanField(required=False)
    waits = serializers.BooleanField(required=False)
    at_line = serializers.BooleanField(required=False)
    left_out = serializers.DictField(child=serializers.CharField(), required=False)
    steps = serializers.ListField(child=serializers.DictField(), required=False)


class ResultBody(serializers.Serializer[Any]):
    """A result set; hashes and people only for the staff."""

    state = serializers.CharField()
    version = serializers.IntegerField()
    rows = ResultRowBody(many=True)
    inputs_hash = serializers.CharField(required=False)
    rulebook_hash = serializers.CharField(required=False)
    body_hash = serializers.CharField(required=False)
    software = serializers.CharField(required=False)
    computed_by = PersonField(required=False)
    computed_at = serializers.DateTimeField(required=False)
    locked_by = PersonField(allow_null=True, required=False)
    locked_at = serializers.DateTimeField(allow_null=True, required=False)


STAFF: Final = ResultSight("full")


def result_body(result: ResultSet, sight: ResultSight = STAFF) -> dict[str, Any]:
    """The result as one of the field sets shows it."""
    facts = {"state": result.state, "version": result.version}
    if sight.fields == "full":
        return {**facts, "rows": full_rows(result), **_staff_facts(result)}
    rows = plain_rows(result)
    if sight.fields == "own":
        rows = [row for row in rows if row["number"] in sight.numbers]
    return {**facts, "rows": rows}


def _staff_facts(result: ResultSet) -> dict[str, Any]:
    return {
        "inputs_hash": result.inputs_hash,
        "rulebook_hash": result.rulebook_hash,
        "body_hash": result.body_hash,
        "software": result.software,
        "computed_by": person_body(result.computed_by),
        "computed_at": time_text(result.computed_at),
        "locked_by": person_or_none(result.locked_by),
        "locked_at": time_text(result.locked_at),
    }
