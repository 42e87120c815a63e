"""What the pages of the basic card share: arrival, limits, the judge's seat, where to go on."""

import logging
import re
import secrets
import uuid
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views import View
from rest_framework.request import Request
from rest_framework.views import APIView

from api.pages.page import page
from api.problems import KEPT_BY_NOBODY, problem_body
from api.throttles import PersonReads, PersonWrites, Strangers
from api.viewers import viewer_of
from contest.models import Entry
from core import clock
from core.errors import Problem
from core.viewer import Viewer
from judging.models import PanelSeat
from judging.selectors.seatings import seat_entry
from judging.selectors.seats import judge_seat
from judging.services.presence import presence_visit

_log = logging.getLogger("yisai.pages")
SIZE_KEY: Final = "basic_size"
SIZES: Final = ("1", "2", "3")
_INSTANT: Final = re.compile(r"[0-9T:.Z-]{0,40}")
_LIMITS: Final = (PersonReads, PersonWrites, Strangers)
_REFERRER: Final = "same-origin"  # no-referrer would take the Origin that the forms are checked by


class BasicView(View):
    """One page: stamps `at`, counts requests, and tells a refusal as a page.

    Transport only; what a form does is one command of judging's.
    """

    at: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, or say what was refused, what is safe and what to do."""
        self.at = clock.now()
        _size_keep(request)
        try:
            _require_calm(request)
            self.arrive()
            response = super().dispatch(request, *args, **kwargs)
            self.answered()
        except Problem as problem:
            response = refused(request, problem)
        response["Cache-Control"] = KEPT_BY_NOBODY
        response["Referrer-Policy"] = _REFERRER
        return response

    def arrive(self) -> None:
        """What a page looks at before the form is read. May raise Problem."""

    def answered(self) -> None:
        """What follows a page that was shown or a form that was taken; nothing after a refusal."""

    @property
    def viewer(self) -> Viewer:
        """The viewer behind the session."""
        return viewer_of(self.request)

    def show(self, name: str, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of the basic card."""
        return shown(self.request, name, facts, status=status)

    def address(self, name: str, *args: Any) -> str:
        """The plain address of a page."""
        return reverse(name, args=args)

    def go(self, name: str, *args: Any) -> HttpResponseRedirect:
        """Lead on after a form, in the language that was chosen."""
        return leading(self.request, name, *args)


class JudgeView(BasicView):
    """A page of a judge who sits: everybody else is told how to sit down, or finds nothing."""

    seat: PanelSeat

    def arrive(self) -> None:
        """Find the seat. Raises sign_in_required, not_found."""
        seat = judge_seat(viewer=self.viewer)
        if seat is None:
            raise Problem("not_found" if self.viewer.signed_in else "sign_in_required")
        self.seat = seat

    def answered(self) -> None:
        """The consoles see that the judge is there. What was refused leaves no trace."""
        visited(self.seat, self.at)

    def entry(self, entry_id: UUID) -> Entry:
        """An entry that the panel judges. Raises not_found."""
        found = seat_entry(self.seat, entry_id)
        if found is None:
            raise Problem("not_found")
        return found

    def show(self, name: str, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page that names the judge, so that a wrong tablet is noticed."""
        judge = {"seat": self.seat, "judge": self.seat.expert.person}
        return super().show(name, {**judge, **facts}, status=status)


def visited(seat: PanelSeat, at: datetime) -> None:
    """The consoles see that the judge is there; a store that fails takes no page away."""
    try:
        presence_visit(seat=seat, at=at)
    except Error:
        _log.warning("presence.visit_failed", exc_info=True)


def shown(
    request: HttpRequest, name: str, facts: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the basic card with what its frame needs."""
    size = _size_of(request)
    frame = {
        "size": size,
        "sizes": SIZES,
        "here": request.path,
        "plain": not request.is_secure(),
        "site": settings.SITE_URL,
        "zone": settings.TIME_ZONE_DEFAULT,
    }
    return page(request, f"basic/{name}", {**frame, **facts}, status=status)


def refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A refusal for people, with the way on."""
    response = shown(request, "refused", {"problem": problem_body(problem)}, status=problem.status)
    if problem.status == 429:
        response["Retry-After"] = "30"
    return response


def leading(request: HttpRequest, name: str, *args: Any) -> HttpResponseRedirect:
    """A redirect after a form (303), keeping a language chosen by hand."""
    chosen = request.GET.get("lang")
    address = reverse(name, args=args)
    kept = f"?lang={'en' if chosen.lower() == 'en' else 'zh-hans'}" if chosen else ""
    response = redirect(address + kept)
    response.status_code = 303
    return response


def form_key() -> str:
    """What makes a form sent twice the same one."""
    return str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))


def key_of(request: HttpRequest) -> UUID:
    """The form's key. Raises request_malformed."""
    try:
        return UUID(request.POST.get("form", ""))
    except ValueError as error:
        raise Problem("request_malformed") from error


def moment_of(request: HttpRequest) -> str:
    """When the server showed the form, as it wrote it there. Raises request_malformed."""
    text = request.POST.get("shown_at", "")
    if not _INSTANT.fullmatch(text):
        raise Problem("request_malformed")
    return text


def text_of(request: HttpRequest, name: str, *, most: int = 300) -> str:
    """A text of the form. Raises field_invalid where it is too long or holds what nobody types."""
    text = request.POST.get(name, "").strip()
    if len(text) > most or "\x00" in text:
        raise Problem("field_invalid", fields={name: ["invalid"]})
    return text


def say(key: str, **values: Any) -> str:
    """A text of the catalogue with its places filled."""
    return gettext(key).format(**values)


def _require_calm(request: HttpRequest) -> None:
    """The limits of the API, by person or by a stranger's address. Raises too_many_requests."""
    asked = Request(request)
    asked.user = request.user
    if not all(limit().allow_request(asked, APIView()) for limit in _LIMITS):
        raise Problem("too_many_requests")


def _size_keep(request: HttpRequest) -> None:
    """Remember the text size for the judge who sits here; nobody else gets a session for it."""
    asked = request.GET.get("size", "")
    if asked in SIZES and request.user.is_authenticated:
        request.session[SIZE_KEY] = asked


def _size_of(request: HttpRequest) -> str:
    asked = request.GET.get("size") or request.session.get(SIZE_KEY, SIZES[0])
    return asked if asked in SIZES else SIZES[0]
