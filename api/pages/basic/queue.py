"""The judge's list: who is on stage, what is not signed, who comes next, what is signed."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.pages.basic.base import BasicView, JudgeView, text_of, visited
from api.pages.basic.sheets import total_of
from core.errors import Problem
from judging.models import PanelSeat, ScoreSheet, SheetState
from judging.selectors.nda import nda_text
from judging.selectors.queue import judge_queue
from judging.selectors.room_sessions import is_by_session
from judging.selectors.seats import judge_seat, nda_of
from judging.selectors.sheets import seat_sheets, state_told
from judging.services.nda import nda_sign

_ON_STAGE: Final = ("called", "pitching", "questions", "scoring", "held")
_GONE: Final = ("no_show", "withdrawn")


class Basic(BasicView):
    """The door: the list for a judge who sits, the way to a seat for everybody else."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Where to begin."""
        seat = judge_seat(viewer=self.viewer)
        if seat is None:
            return self.show("start", {"signed_in": self.viewer.signed_in})
        visited(seat, self.at)
        judge = {"seat": seat, "judge": seat.expert.person, "round": seat.panel.round}
        if nda_of(seat) is None:
            return self.show("nda", {**judge, "nda": nda_text()})
        together = is_by_session(seat.panel.room)
        return self.show("queue", {**judge, "groups": groups_of(seat), "together": together})


class BasicLead(BasicView):
    """An address of the panel, below the card's own; a link has an address of its own there."""

    def get(self, request: HttpRequest, rest: str) -> HttpResponse:
        """To the page that stands for it."""
        return self.go("page-basic-code" if rest.strip("/") == "join" else "page-basic")


class BasicNda(JudgeView):
    """The undertaking."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Sign the text that was shown."""
        version = text_of(request, "version", most=9)
        if not version.isdecimal():
            raise Problem("request_malformed")
        nda_sign(
            edition=self.seat.panel.round.edition,
            person=self.seat.expert.person,
            version=int(version),
            text_hash=text_of(request, "hash", most=64),
            at=self.at,
        )
        return self.go("page-basic")


def groups_of(seat: PanelSeat) -> list[dict[str, Any]]:
    """The entries by what is to be done, empty groups left out."""
    sheets = seat_sheets(seat)
    found: dict[str, list[dict[str, Any]]] = {"now": [], "open": [], "next": [], "signed": []}
    for row in judge_queue(seat):
        sheet = sheets.get(row["id"])
        found[_group(row, sheet)].append({**row, "sheet": _sheet(sheet)})
    return [{"key": key, "entries": rows} for key, rows in found.items() if rows]


def _group(row: dict[str, Any], sheet: ScoreSheet | None) -> str:
    if sheet is not None and state_told(sheet) != SheetState.OPEN:
        return "signed"
    state = "" if row["slot"] is None else row["slot"]["state"]
    if state in _ON_STAGE:
        return "now"
    return "open" if sheet is not None and _begun(sheet) and state not in _GONE else "next"


def _begun(sheet: ScoreSheet) -> bool:
    return any(cell.value is not None for cell in sheet.cells.all())


def _sheet(sheet: ScoreSheet | None) -> dict[str, Any] | None:
    return None if sheet is None else {"state": state_told(sheet), "total": total_of(sheet)}
