"""The six digits on a slip, typed at /join: for whoever has no link, or not in this browser."""

import unicodedata
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone, SessionWithProblems
from api.rest.join.code_shapes import CodeEntered, CodeSent, CodesOpen, SeatTaken, entered_body
from api.rest.join.serializers import seat_subject
from api.seating import session_seat
from api.views import View
from contest.models import Edition
from core.errors import Problem
from core.models import CodeRequest
from core.selectors.codes import request_of, request_state, spaces_open
from judging.selectors.devices import editions_named
from judging.selectors.seat_links import seat_of_link
from judging.services.seat_codes import EDITION_OWNER, seat_code_enter, seat_code_take

# Which request this browser made; nobody else's browser can go on with it.
CODE_SESSION_KEY: Final = "code_request"
_WHO_MAY_KNOW: Final = {"ready"}


class JoinCode(View):
    """The entry of a code, and where this browser stands with it."""

    permission_classes = (Anyone,)

    @extend_schema(operation_id="join_code_look", responses=CodesOpen)
    def get(self, request: Request) -> Response:
        """Editions whose codes let in right now, and this browser's request."""
        open_now = editions_named(uids=spaces_open(kind=EDITION_OWNER, at=self.at))
        mine = _mine(self.http)
        body = {
            "editions": [_edition(each) for each in open_now],
            "request": mine and entered_body(mine, _state(mine, self.at), _subject(mine, self.at)),
        }
        return Response(body, headers={"Referrer-Policy": "no-referrer"})

    @extend_schema(operation_id="join_code", request=CodeSent, responses=CodeEntered)
    def post(self, request: Request) -> Response:
        """Try six digits: ready, waiting for the desk, or refused without saying why."""
        SessionWithProblems().enforce_csrf(request)
        sent = self.read(CodeSent)
        made = seat_code_enter(
            edition_id=sent["edition"],
            digits=_digits(sent["code"]),
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
        mine = _mine(self.http)
        if mine is None:
            raise Problem("code_request_over")
        sent = self.read(SeatTaken)
        joined = seat_code_take(
            request=mine,
            presser_id=self.viewer.person_id,
            device_key=sent["device_key"],
            device_label=sent["device_label"],
            at=self.at,
        )
        if joined is None:
            return Response(entered_body(mine, "waiting", None))
        session_seat(request=self.http, device=joined.device, at=self.at)
        self.http.session.pop(CODE_SESSION_KEY, None)
        return Response({**entered_body(mine, "used", None), "redirect": "/judge"})


def _mine(http: HttpRequest) -> CodeRequest | None:
    named = http.session.get(CODE_SESSION_KEY)
    return None if named is None else request_of(uid=UUID(named))


def _state(request: CodeRequest, at: datetime) -> str:
    return request_state(request, at=at)


def _subject(request: CodeRequest, at: datetime) -> dict[str, Any] | None:
    """Whose seat it is, once this browser may take it: a guesser learns no name."""
    if _state(request, at) not in _WHO_MAY_KNOW:
        return None
    seat = seat_of_link(seat_id=request.code.subject_id)
    return None if seat is None else seat_subject(seat)


def _edition(edition: Edition) -> dict[str, Any]:
    return {"id": str(edition.uid), "slug": edition.slug, "name": edition.name}


def _digits(text: str) -> str:
    """Six digits as people type them: full-width, in groups. Raises field_invalid."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKC", text) if char not in " -\u2013\u00b7"
    )
    if len(plain) != 6 or not (plain.isascii() and plain.isdigit()):
        raise Problem("field_invalid", fields={"code": ["invalid"]})
    return plain
