"""One signature for all of a judge's teams, where the rulebook signs a session at once.

Where morning and afternoon are signed apart it is of the one that is due.
"""

import hashlib
import re
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.pages.basic.base import JudgeView, form_key, key_of, moment_of
from api.pages.basic.devices import card_device
from api.pages.basic.sheets import total_of
from core.clock import instant_text
from core.errors import Problem
from core.services.devices import devices_seen
from judging.models import ScoreSheet, SheetState
from judging.selectors.queue import judge_queue
from judging.selectors.room_sessions import OwnSession, is_by_session, own_session_due
from judging.selectors.seats import nda_of
from judging.selectors.sheets import seat_sheets
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import OpOutcome, SeenSheet, SignOp

# A sheet's revisions as a form carries them: criterion:3,criterion:1.
_REVS: Final = re.compile(r"([a-z][a-z0-9_]{0,39}:[0-9]{1,9},?){1,60}")

Rows = dict[str, dict[str, Any]]


class BasicSession(JudgeView):
    """All teams of the session with their totals, and the signature."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What would be signed. Raises session_per_slot where teams are signed one by one."""
        self._require()
        return self._ask()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Sign what was shown; marks that changed meanwhile are shown first."""
        self._require()
        sheets = self._due(self._rows()).sheets
        if not sheets:
            return self.go("page-basic")
        seen = tuple(SeenSheet(each.uid, self._revs(each)) for each in sheets)
        outcome = self._apply(seen)
        said = outcome.first or outcome.outcome
        if said in {"stale", "held"}:
            return self._ask(status=409, **{"changed" if said == "stale" else "held": True})
        if outcome.code == "mark_missing":
            return self._ask(status=400)
        if outcome.code is not None and outcome.code != "sheet_signed":
            raise Problem(outcome.code)
        return self.go("page-basic")

    def _require(self) -> None:
        if not is_by_session(self.seat.panel.room):
            raise Problem("session_per_slot")
        if nda_of(self.seat) is None:
            raise Problem("nda_required")

    def _due(self, rows: Rows) -> OwnSession:
        """What she would sign now, or wait for."""
        listed = [sheet for entry, sheet in seat_sheets(self.seat).items() if entry in rows]
        open_ = [each for each in listed if each.state == SheetState.OPEN]
        return own_session_due(self.seat.panel.room, open_)

    def _rows(self) -> Rows:
        return {row["id"]: row for row in judge_queue(self.seat)}

    def _revs(self, sheet: ScoreSheet) -> dict[str, int]:
        """What the form says was seen of it. Raises request_malformed."""
        text = self.request.POST.get(f"revs-{sheet.uid}", "")
        if not _REVS.fullmatch(text):
            raise Problem("request_malformed")
        pairs = (each.split(":") for each in text.strip(",").split(","))
        return {name: int(rev) for name, rev in pairs}

    def _apply(self, seen: tuple[SeenSheet, ...]) -> OpOutcome:
        key, shown_at = key_of(self.request), moment_of(self.request)
        device = card_device(request=self.request, seat=self.seat, at=self.at)
        revs = [(str(each.sheet), sorted(each.revs.items())) for each in seen]
        said = f"{key} sign {revs}"
        op = SignOp(
            judge_id=self.seat.expert.person_id,
            op_id=UUID(bytes=hashlib.sha256(said.encode()).digest()[:16], version=4),
            device=device.uid,
            client_seq=max((rev for each in seen for rev in each.revs.values()), default=0) + 1,
            device_time=shown_at,
            seen=seen,
        )
        (outcome,) = score_ops_apply(ops=[op], at=self.at)
        devices_seen(ids=[device.pk], at=self.at)
        return outcome

    def _ask(self, *, status: int = 200, **more: bool) -> HttpResponse:
        rows = self._rows()
        due = self._due(rows)
        teams = [
            {
                **rows[str(sheet.slot.entry.uid)],
                "uid": str(sheet.uid),
                "total": total_of(sheet),
                "revs": ",".join(f"{cell.criterion}:{cell.rev}" for cell in sheet.cells.all()),
            }
            for sheet in due.sheets
        ]
        missing = [team for team in teams if team["total"].missing]
        facts = {
            "teams": teams,
            "missing": missing,
            "part": (due.number, due.of) if due.of > 1 else None,
            "ahead": due.ahead if due.of > 1 else 0,
            "form": form_key(),
            "shown_at": instant_text(self.at),
            "here": self.address("page-basic-session"),
        }
        return self.show("session", {**facts, **more}, status=status)
