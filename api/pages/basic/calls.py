"""Calling the staff from the basic card, and whether somebody has answered."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.pages.basic.base import JudgeView
from api.pages.times import second_text
from judging.models import CallCode
from judging.selectors.calls import seat_calls
from judging.services.calls import call_make

_SHOWN = 3


class BasicCall(JudgeView):
    """The judge's own calls."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What to call for, and the latest calls."""
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Call; one that waits already is not made twice."""
        code = request.POST.get("code", "")
        if code not in CallCode.values:
            return self._page(status=400, unanswered=True)
        call_make(seat=self.seat, code=code, at=self.at)
        return self.go("page-basic-call")

    def _page(self, *, status: int = 200, unanswered: bool = False) -> HttpResponse:
        zone = self.seat.panel.round.edition.time_zone
        calls = [
            {
                "code": call.code,
                "called": second_text(call.called_at, zone),
                "answered": second_text(call.answered_at, zone),
            }
            for call in seat_calls(self.seat)[:_SHOWN]
        ]
        facts = {"calls": calls, "codes": CallCode.values, "unanswered": unanswered}
        return self.show("call", facts, status=status)
