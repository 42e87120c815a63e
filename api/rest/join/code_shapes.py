"""Table codes on the wire."""

from typing import Any

from rest_framework import serializers

from api.rest.join.serializers import JoinSubject
from api.serializers import BilingualField, Strict
from core.models import CodeRequest


class CodeSent(Strict):
    """Six digits, of which edition, and how the desk may recognize the device."""

    edition = serializers.UUIDField()
    code = serializers.CharField(max_length=32)
    device_label = serializers.CharField(
        max_length=120, required=False, allow_blank=True, default=""
    )


class SeatTaken(Strict):
    """The button: the browser brings its key.

    With `proof` a device of the seat whose session has ended goes on without the desk: its
    signature (raw, in hex) over `yisai.seat.v1`, a line break and the request's `challenge`.
    """

    device_key = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, default=""
    )
    device_label = serializers.CharField(
        max_length=120, required=False, allow_blank=True, default=""
    )
    proof = serializers.CharField(max_length=128, required=False, allow_blank=True, default="")


class CodeEntered(serializers.Serializer[Any]):
    """Where the browser stands; `tag` is on its screen and at the desk, `subject` once ready."""

    state = serializers.ChoiceField(choices=["ready", "waiting", "refused", "used", "over"])
    reason = serializers.ChoiceField(choices=["", "bound", "guarded"])
    tag = serializers.CharField()
    challenge = serializers.UUIDField()
    subject = JoinSubject(allow_null=True)
    redirect = serializers.CharField(required=False)


class CodeEdition(serializers.Serializer[Any]):
    """An edition whose codes let in."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = BilingualField()


class CodesOpen(serializers.Serializer[Any]):
    """What a browser without a link needs."""

    editions = CodeEdition(many=True)
    request = CodeEntered(allow_null=True)


def entered_body(
    request: CodeRequest, state: str, subject: dict[str, Any] | None
) -> dict[str, Any]:
    """Where the browser stands."""
    return {
        "state": state,
        "reason": request.reason,
        "tag": request.tag,
        "challenge": str(request.uid),
        "subject": subject,
    }
