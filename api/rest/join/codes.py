"""The six digits on a slip, typed at /join: for whoever has no link, or not in this browser."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone, SessionWithProblems
from api.rest.join.code_shapes import CodeEntered, CodeSent, CodesOpen, SeatTaken, entered_body
from api.rest.join.serializers import key_require, seat_subject
from api.seating import session_seat
from api.table_codes import CODE_SESSION_KEY, digits_of, own_request, request_seat
from api.views import View
from contest.models import Edition
from core.errors import Problem
from core.models import CodeRequest
from core.selectors.codes import request_state, spaces_open
from judging.selectors.devices import editions_named
from judging.services.seat_codes import EDITION_OWNER, seat_code_enter, seat_code_take


class JoinCode(View):
    """The entry of a code, and where this browser stands with it."""

    permission_classes = (Anyone,)

    @extend_schema(operation_id="join_code_look", responses=CodesOpen)
    def get(self, request: Request) -> Response:
        """Editions whose codes let in right now, and this browser's request."""
        open_now = editions_named(uids=spaces_open(kind=EDITION_OWNER, at=self.at))
        mine = own_request(self.http)
        body = {
            "editions": [_edition(each) for each in open_now],
            "request": mine and self._entered(mine),
        }
        return Response(body, headers={"Referrer-Policy": "no-referrer"})

    def _entered(self, request: CodeRequest) -> dict[str, Any]:
        state = request_state(request, at=self.at)
        return entered_body(request, state, _subject(request, self.at))

    @extend_schema(operation_id="join_code", request=CodeSent, responses=CodeEntered)
    def post(self, request: Request) -> Response:
        """Try six digits: ready, waiting for the desk, or refused without saying why."""
        SessionWithProblems().enforce_csrf(request)
        sent = self.read(CodeSent)
        made = seat_code_enter(
            edition_id=sent["edition"],
            digits=digits_of(sent["code"]),
            device_label=sent["device_label"],
            at=self.at,
        )
        if made is None:
            raise Problem("table_code_refused")
        self.http.session[CODE_SESSION_KEY] = str(made.uid)
        return Response(entered_body(made, made.state, _subject(made, self.at)))


class JoinCodeSeat(View):
    """The button below the judge's name."""

    permission_classes = (Anyone,)

    @extend_schema(operation_id="join_code_take", request=SeatTaken, responses=CodeEntered)
    def post(self, request: Request) -> Response:
        """Take the seat in this browser; `waiting` where another device was quicker."""
        SessionWithProblems().enforce_csrf(request)
        mine = own_request(self.http)
        if mine is None:
            raise Problem("code_request_over")
        sent = self.read(SeatTaken)
        key_require(sent)
        joined = seat_code_take(
            request=mine,
            presser_id=self.viewer.person_id,
            device_key=sent["device_key"],
            device_label=sent["device_label"],
            at=self.at,
            proof=sent["proof"],
        )
        if joined is None:
            return Response(entered_body(mine, "waiting", None))
        session_seat(request=self.http, device=joined.device, at=self.at)
        self.http.session.pop(CODE_SESSION_KEY, None)
        return Response({**entered_body(mine, "used", None), "redirect": "/judge"})


def _subject(request: CodeRequest, at: datetime) -> dict[str, Any] | None:
    seat = request_seat(request, at=at)
    return None if seat is None else seat_subject(seat)


def _edition(edition: Edition) -> dict[str, Any]:
    return {"id": str(edition.uid), "slug": edition.slug, "name": edition.name}
