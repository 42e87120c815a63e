"""Calls for staff, from the seat and from the room."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.calls.serializers import CallBody, CallRequest
from api.rounds import SEAT, JudgeView
from api.serializers import Nothing
from api.views import View
from core.errors import Problem
from judging.models import StaffCall
from judging.policy import call_take
from judging.selectors.calls import call_body, call_of, seat_calls
from judging.services.calls import call_answer, call_make


class OwnCalls(JudgeView):
    """The seat's own calls."""

    pagination_class = None

    @extend_schema(operation_id="judge_calls", responses=CallBody(many=True), parameters=[SEAT])
    def get(self, request: Request) -> Response:
        """Newest first."""
        return Response([call_body(call) for call in seat_calls(self.asked())])

    @extend_schema(
        operation_id="judge_call",
        request=CallRequest,
        responses={201: CallBody},
        parameters=[SEAT],
    )
    @once(status=201)
    def post(self, request: Request) -> Command:
        """Call staff; a call that waits already stays the one."""
        seat = self.asked()
        code = self.read(CallRequest)["code"]
        return makes(partial(call_make, seat=seat, code=code, at=self.at))

    def shown(self, made: UUID) -> Response:
        """The call."""
        call = call_of(uid=made)
        if call is None or call.seat_id != self.asked().pk:
            raise Problem("not_found")
        return Response(call_body(call))


class CallAnswer(View):
    """Somebody goes there."""

    @extend_schema(operation_id="room_call_answer", request=Nothing, responses=CallBody)
    @once()
    def post(self, request: Request, room_id: UUID, call_id: UUID) -> Command:
        """Say that somebody is on the way."""
        call = self.call(room_id, call_id)
        self.read(Nothing)
        return changes(call.uid, partial(call_answer, call=call, actor=self.actor, at=self.at))

    def call(self, room_id: UUID | None, call_id: UUID) -> StaffCall:
        """The room's call, for whoever may answer it. Raises not_found."""
        call = call_of(uid=call_id, room_uid=room_id)
        if call is None:
            raise Problem("not_found")
        call_take(viewer=self.viewer, room=call.room).enforce()
        return call

    def shown(self, made: UUID) -> Response:
        """The call."""
        return Response(call_body(self.call(None, made)))
