"""One signature for all of a judge's teams, where the rulebook signs a session at once."""

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
from judging.selectors.scoring_sessions import is_by_session
from judging.selectors.seats import nda_of
from judging.selectors.sheets import seat_sheets
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import OpOutcome, SeenSheet, SignOp

# A sheet's revisions as a form carries them: criterion:3,criterion:1.
_REVS: Final = re.compile(r"([a-z][a-z0-9_]{0,39}:[0-9]{1,9},?){1,60}")


class BasicSession(JudgeView):
    """All teams with their totals, and the signature."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What would be signed. Raises session_per_slot where teams are signed one by one."""
        self._require()
        return self._ask()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Sign what was shown; marks that changed meanwhile are shown first."""
        self._require()
        sheets = self._open()
        if not sheets:
            return self.go("page-basic")
        seen = tuple(SeenSheet(each.uid, self._revs(each)) for each, _ in sheets)
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

    def _open(self) -> list[tuple[ScoreSheet, dict[str, Any]]]:
        """The judge's open sheets with their lines of the list, in running order."""
        sheets = seat_sheets(self.seat)
        rows = [(sheets.get(row["id"]), row) for row in judge_queue(self.seat)]
        return [(each, row) for each, row in rows if each and each.state == SheetState.OPEN]

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
        teams = [
            {
                **row,
                "uid": str(sheet.uid),
                "total": total_of(sheet),
                "revs": ",".join(f"{cell.criterion}:{cell.rev}" for cell in sheet.cells.all()),
            }
            for sheet, row in self._open()
        ]
        missing = [team for team in teams if team["total"].missing]
        facts = {
            "teams": teams,
            "missing": missing,
            "form": form_key(),
            "shown_at": instant_text(self.at),
            "here": self.address("page-basic-session"),
        }
        return self.show("session", {**facts, **more}, status=status)
