"""The card of one entry: marks in one form, each on the score path like every other."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.entries import file_body
from api.pages.basic.base import JudgeView, form_key, key_of, moment_of, text_of
from api.pages.basic.devices import card_device
from api.pages.basic.marks import Origin, Sent, ops_of, problems, rows_after, sent_rows
from api.pages.basic.sheets import Row, rows_of, total_of
from api.pages.times import second_text
from core.clock import instant_text
from core.errors import Problem
from core.services.devices import devices_seen
from judging.models import RecusalSource, ScoreSheet, SheetState
from judging.selectors.queue import judge_queue
from judging.selectors.seats import nda_of
from judging.selectors.sheets import own_sheet, state_told
from judging.services.conflicts import conflict_state
from judging.services.recusals import recusal_declare
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import OpOutcome


class CardView(JudgeView):
    """Finds the entry in the judge's own list, where one she is recused from does not exist."""

    def row(self, entry_id: UUID) -> dict[str, Any]:
        """The entry's line of the list. Raises not_found."""
        found = next((row for row in judge_queue(self.seat) if row["id"] == str(entry_id)), None)
        if found is None:
            raise Problem("not_found")
        return found

    def sheet(self, row: dict[str, Any]) -> ScoreSheet | None:
        """The judge's sheet with what the server has by now."""
        uid = row["sheet"]
        return None if uid is None else own_sheet(viewer=self.viewer, uid=UUID(uid))

    def require_sheet(self, row: dict[str, Any]) -> ScoreSheet:
        """The sheet of an entry that may be marked.

        Raises nda_required, conflict_statement_required, round_state_refused.
        """
        if nda_of(self.seat) is None:
            raise Problem("nda_required")
        if row["conflict"] != "none":
            raise Problem("conflict_statement_required")
        sheet = self.sheet(row)
        if sheet is None:
            round_ = self.seat.panel.round
            raise Problem("round_state_refused", params={"state": round_.state, "verb": "score"})
        return sheet

    @property
    def zone_name(self) -> str:
        """The event's zone."""
        return self.seat.panel.round.edition.time_zone

    def card(
        self,
        row: dict[str, Any],
        *,
        rows: list[Row] | None = None,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        """The page as it now stands, or with these rows."""
        sheet = self.sheet(row)
        facts: dict[str, Any] = {
            "entry": row,
            "files": [file_body(file) for file in row["files"]],
            "undertaken": nda_of(self.seat) is not None,
            "form": form_key(),
            "shown_at": instant_text(self.at),
            "now": second_text(self.at, self.zone_name),
        }
        if sheet is not None:
            facts |= {
                "sheet": sheet,
                "rows": rows_of(sheet, self.zone_name) if rows is None else rows,
                "total": total_of(sheet),
                "is_open": state_told(sheet) == SheetState.OPEN,
                "signed_at": second_text(sheet.signed_at, self.zone_name),
            }
        here = {"here": self.address("page-basic-entry", row["id"])}
        return self.show("card", {**facts, **here, **more}, status=status)


class BasicCard(CardView):
    """One entry."""

    def get(self, request: HttpRequest, entry_id: UUID) -> HttpResponse:
        """The question about conflicts, then the card."""
        return self.card(self.row(entry_id))

    def post(self, request: HttpRequest, entry_id: UUID) -> HttpResponseBase:
        """Save what changed; a row that is refused keeps what was typed, the others are saved."""
        row = self.row(entry_id)
        sheet = self.require_sheet(row)
        sent = sent_rows(request.POST, rows_of(sheet, self.zone_name))
        origin = Origin(sheet.uid, key_of(request), moment_of(request))
        outcomes = self._apply(sent, origin) if any(each.changes for each in sent) else {}
        return self._after(row, rows_after(sent, outcomes, self._now(row)))

    def _apply(self, sent: list[Sent], origin: Origin) -> dict[str, OpOutcome]:
        device = card_device(request=self.request, seat=self.seat, at=self.at)
        ops = ops_of(sent, origin, judge_id=self.seat.expert.person_id, device=device)
        outcomes = score_ops_apply(ops=list(ops.values()), at=self.at)
        devices_seen(ids=[device.pk], at=self.at)
        return dict(zip(ops, outcomes, strict=True))

    def _now(self, row: dict[str, Any]) -> dict[str, Row]:
        sheet = self.sheet(row)
        if sheet is None:
            raise Problem("recused")
        return {each.id: each for each in rows_of(sheet, self.zone_name)}

    def _after(self, row: dict[str, Any], rows: list[Row]) -> HttpResponseBase:
        found = list(problems(rows))
        if found:
            status = 400 if any(each.state == "bad" for each in found) else 409
            return self.card(row, rows=rows, status=status, found=found)
        then = self.request.POST.get("then")
        if then == "call":
            return self.go("page-basic-call")
        if then == "sign":
            return self.go("page-basic-sign", row["id"])
        return self.go("page-basic-entry", row["id"])


class BasicConflict(CardView):
    """The statement that opens an entry's files and marks."""

    def post(self, request: HttpRequest, entry_id: UUID) -> HttpResponseBase:
        """State it; a conflict takes the entry out of the list."""
        row = self.row(entry_id)
        answer, detail = request.POST.get("conflict", ""), text_of(request, "detail")
        if answer not in {"yes", "no"}:
            return self.card(row, status=400, unanswered=True, detail=detail)
        if answer == "yes" and not detail:
            return self.card(row, status=400, unexplained=True)
        conflict_state(
            seat=self.seat,
            entry=self.entry(entry_id),
            has_conflict=answer == "yes",
            detail=detail if answer == "yes" else "",
            at=self.at,
        )
        if answer == "yes":
            return self.go("page-basic")
        return self.go("page-basic-entry", entry_id)


class BasicRecusal(CardView):
    """A conflict that is found later."""

    def get(self, request: HttpRequest, entry_id: UUID) -> HttpResponse:
        """What it means, and the question why."""
        return self.show("recusal", {"entry": self.row(entry_id)})

    def post(self, request: HttpRequest, entry_id: UUID) -> HttpResponseBase:
        """Recuse the judge from the entry."""
        row, reason = self.row(entry_id), text_of(request, "reason")
        if not reason:
            return self.show("recusal", {"entry": row, "unexplained": True}, status=400)
        recusal_declare(
            seat=self.seat,
            entry=self.entry(entry_id),
            source=RecusalSource.SELF,
            reason=reason,
            at=self.at,
        )
        return self.go("page-basic")
