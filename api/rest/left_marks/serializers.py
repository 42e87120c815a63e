"""Shapes of what a former tablet left."""

from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.live.frames import shaped
from api.live.schema import Closed, ScoreOperation
from api.parsers import strict_json
from api.serializers import Strict
from judging.services.left_marks import Left

MOST_PAYLOAD = 128 * 1024
MOST_MARKS = 500


class HandOverSent(Strict):
    """`payload` is JSON text, `{"ops": [...]}`; `proof` the device's signature over it.

    What is signed is `yisai.left.v1`, a line break and the payload; raw and in hex.
    """

    device = serializers.UUIDField()
    payload = serializers.CharField(max_length=MOST_PAYLOAD, trim_whitespace=False)
    proof = serializers.CharField(max_length=128)


class HandOverBody(serializers.Serializer[Any]):
    """`kept` and how many marks, or `live`: the device still sends them itself."""

    state = serializers.ChoiceField(choices=["kept", "live"])
    marks = serializers.IntegerField()


class LeftMarkBody(serializers.Serializer[Any]):
    """A mark as it was typed there, beside the one that stands."""

    id = serializers.UUIDField()
    sheet = serializers.UUIDField()
    criterion = serializers.CharField()
    value = serializers.CharField(allow_null=True)
    theirs = serializers.CharField(allow_null=True)
    rev = serializers.IntegerField()
    typed_at = serializers.CharField()
    came_at = serializers.DateTimeField()
    device = serializers.CharField(allow_blank=True)


class OfferedSent(Strict):
    """Which marks the judge's present tablet asks about."""

    ids = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_MARKS)


class _Payload(Closed):
    ops: list[dict[str, Any]]


def left_of(payload: str) -> list[Left]:
    """The operations of a payload. Raises request_malformed or field_invalid."""
    sent = shaped(strict_json(payload.encode()), _Payload).ops[:MOST_MARKS]
    return [_left(shaped(each, ScoreOperation)) for each in sent]


def _left(op: ScoreOperation) -> Left:
    return Left(
        op_id=UUID(op.op_id),
        client_seq=op.client_seq,
        device_time=op.device_time,
        sheet=op.sheet,
        criterion=op.criterion,
        value=op.value,
    )
