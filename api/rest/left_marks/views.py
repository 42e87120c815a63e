"""A replaced tablet hands over its unsent marks; the judge's present one asks her about each."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone, SessionWithProblems
from api.rest.left_marks.serializers import (
    HandOverBody,
    HandOverSent,
    LeftMarkBody,
    OfferedSent,
    left_of,
)
from api.rounds import SEAT, JudgeView
from api.views import View
from core.device_proof import device_proves
from core.errors import Problem
from judging.selectors.left_marks import device_by_uid, left_marks
from judging.services.left_marks import left_marks_keep, left_marks_offered


class HandOver(View):
    """The former tablet: it has no session any more, and proves itself by its key."""

    permission_classes = (Anyone,)

    @extend_schema(operation_id="device_hand_over", request=HandOverSent, responses=HandOverBody)
    def post(self, request: Request) -> Response:
        """Keep what it had not sent; `live` where it should send them itself."""
        SessionWithProblems().enforce_csrf(request)
        sent = self.read(HandOverSent)
        device = device_by_uid(sent["device"])
        message = f"yisai.left.v1\n{sent['payload']}".encode()
        if device is None or not device_proves(
            key=device.key, message=message, proof=sent["proof"]
        ):
            raise Problem("device_unproven")
        kept = left_marks_keep(device=device, left=left_of(sent["payload"]), at=self.at)
        return Response({"state": "live" if kept is None else "kept", "marks": kept or 0})


class LeftMarks(JudgeView):
    """What her former tablet had typed last, where it makes a difference."""

    pagination_class = None

    @extend_schema(
        operation_id="judge_left_marks", responses=LeftMarkBody(many=True), parameters=[SEAT]
    )
    def get(self, request: Request) -> Response:
        """Each with the mark that stands in its place now."""
        return Response(left_marks(self.asked()))


class LeftMarksOffered(JudgeView):
    """The present tablet has them and asks, with a network or without."""

    @extend_schema(
        operation_id="judge_left_marks_offered",
        request=OfferedSent,
        responses={204: None},
        parameters=[SEAT],
    )
    def post(self, request: Request) -> Response:
        """They are offered no more; the same again changes nothing."""
        ids = self.read(OfferedSent)["ids"]
        left_marks_offered(seat=self.asked(), ids=ids, at=self.at)
        return Response(status=204)
