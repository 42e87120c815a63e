"""How a judge sits down without scripts: by a link or by the six digits on a slip.

Opening consumes nothing; the button "that is me" binds, as everywhere.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.pages.basic.base import BasicView, text_of
from api.pages.basic.devices import label_of
from api.pages.basic.floor import is_chat
from api.seating import session_seat
from api.table_codes import CODE_SESSION_KEY, digits_of, own_request, request_seat
from core.errors import Problem
from core.models import Invitation, InvitationKind
from core.selectors.codes import request_state, spaces_open
from core.selectors.invitations import invitation_by_token
from core.services.invitations import invitation_state
from judging.selectors.devices import editions_named
from judging.selectors.seat_links import seat_of_link
from judging.services.joining import seat_join
from judging.services.seat_codes import EDITION_OWNER, seat_code_enter, seat_code_take

_REFUSED_CODE = "table_code_refused"


class BasicLink(BasicView):
    """A judge's link. One that lets nobody in any more names nobody."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Whose seat it is and the button, or why there is none."""
        link = invitation_by_token(token=token)
        if link.kind != InvitationKind.JUDGE_SEAT:
            return self.show("link", {"state": "other"})
        state = invitation_state(invitation=link, person_id=self.viewer.person_id, at=self.at)
        seat = seat_of_link(seat_id=link.subject_id) if state in {"ready", "mine"} else None
        chat = is_chat(request.headers.get("User-Agent", ""))
        return self.show("link", {"state": state, "invited": seat, "chat": chat})

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Bind this browser."""
        link = _seat_link(token)
        joined = seat_join(
            invitation=link,
            presser_id=self.viewer.person_id,
            device_key="",
            device_label=label_of(request),
            at=self.at,
        )
        session_seat(request=request, device=joined.device, at=self.at)
        return self.go("page-basic")


class BasicCode(BasicView):
    """The six digits."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, or where this browser stands with its code."""
        return self._form({})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Try the digits; whatever is wrong with them is told in one way."""
        try:
            edition, digits = _edition_of(request), digits_of(request.POST.get("code", ""))
        except Problem:
            return self._form({"malformed": True}, status=400)
        made = seat_code_enter(
            edition_id=edition, digits=digits, device_label=label_of(request), at=self.at
        )
        if made is None:
            return self._form({"wrong": True}, status=403)
        request.session[CODE_SESSION_KEY] = str(made.uid)
        return self.go("page-basic-code")

    def _form(self, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
        mine = None if facts else own_request(self.request)
        stands = None
        if mine is not None:
            state = request_state(mine, at=self.at)
            stands = {"state": state, "reason": mine.reason, "tag": mine.tag}
        seat = None if mine is None else request_seat(mine, at=self.at)
        editions = editions_named(uids=spaces_open(kind=EDITION_OWNER, at=self.at))
        return self.show(
            "code",
            {"editions": editions, "stands": stands, "invited": seat, **facts},
            status=status,
        )


class BasicSeat(BasicView):
    """The button below the judge's name, after a code."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Take the seat; where another device was quicker, the desk decides."""
        mine = own_request(request)
        if mine is None:
            raise Problem("code_request_over")
        joined = seat_code_take(
            request=mine,
            presser_id=self.viewer.person_id,
            device_key="",
            device_label=label_of(request),
            at=self.at,
        )
        if joined is None:
            return self.go("page-basic-code")
        session_seat(request=request, device=joined.device, at=self.at)
        request.session.pop(CODE_SESSION_KEY, None)
        return self.go("page-basic")


def _seat_link(token: str) -> Invitation:
    """The link of a seat. Raises not_found for any other."""
    link = invitation_by_token(token=token)
    if link.kind != InvitationKind.JUDGE_SEAT:
        raise Problem("not_found")
    return link


def _edition_of(request: HttpRequest) -> UUID:
    try:
        return UUID(text_of(request, "edition", most=36))
    except ValueError as error:
        raise Problem("field_invalid", fields={"edition": ["invalid"]}) from error
