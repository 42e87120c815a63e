"""Signing: a page that shows the card as the server has it, and the button."""

import hashlib
import re
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from api.pages.basic.base import form_key, key_of, moment_of
from api.pages.basic.card import CardView
from api.pages.basic.devices import card_device
from api.pages.basic.sheets import Row, rows_of, total_of
from core.clock import instant_text
from core.errors import Problem
from core.services.devices import devices_seen
from judging.models import BESIDE, ScoreSheet, SheetState
from judging.selectors.room_sessions import is_by_session
from judging.selectors.sheets import state_told
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import OpOutcome, SeenSheet, SignOp

_COUNT: Final = re.compile(r"[0-9]{1,9}")


class BasicSign(CardView):
    """The signature of one sheet."""

    def get(self, request: HttpRequest, entry_id: UUID) -> HttpResponseBase:
        """What would be signed; a signed sheet is shown where it always is."""
        row = self.row(entry_id)
        sheet = self.require_sheet(row)
        if state_told(sheet) != SheetState.OPEN:
            return self.go("page-basic-entry", entry_id)
        if is_by_session(self.seat.panel.room) and sheet.state not in BESIDE:
            return self.go("page-basic-session")
        return self._ask(row, sheet)

    def post(self, request: HttpRequest, entry_id: UUID) -> HttpResponseBase:
        """Sign what was shown; marks that changed meanwhile are shown first."""
        row = self.row(entry_id)
        sheet = self.require_sheet(row)
        revs = {each.id: self._rev(each) for each in rows_of(sheet, self.zone_name)}
        outcome = self._apply(sheet, revs)
        said = outcome.first or outcome.outcome
        if said == "stale":
            return self._ask(row, self.require_sheet(row), status=409, changed=True)
        if said == "held":
            return self._ask(row, sheet, status=409, held=True)
        if outcome.code == "mark_missing":
            return self._ask(row, self.require_sheet(row), status=400)
        if outcome.code is not None and outcome.code != "sheet_signed":
            raise Problem(outcome.code)
        return self.go("page-basic-entry", entry_id)

    def _apply(self, sheet: ScoreSheet, revs: dict[str, int]) -> OpOutcome:
        key, shown_at = key_of(self.request), moment_of(self.request)
        device = card_device(request=self.request, seat=self.seat, at=self.at)
        said = f"{key} sign {sorted(revs.items())}"
        op = SignOp(
            judge_id=self.seat.expert.person_id,
            op_id=UUID(bytes=hashlib.sha256(said.encode()).digest()[:16], version=4),
            device=device.uid,
            client_seq=max(revs.values(), default=0) + 1,
            device_time=shown_at,
            seen=(SeenSheet(sheet.uid, revs),),
        )
        (outcome,) = score_ops_apply(ops=[op], at=self.at)
        devices_seen(ids=[device.pk], at=self.at)
        return outcome

    def _rev(self, row: Row) -> int:
        text = self.request.POST.get(f"rev-{row.id}", "")
        if not _COUNT.fullmatch(text):
            raise Problem("request_malformed")
        return int(text)

    def _ask(
        self, row: dict[str, Any], sheet: ScoreSheet, *, status: int = 200, **more: bool
    ) -> HttpResponse:
        facts = {
            "entry": row,
            "sheet": sheet,
            "rows": rows_of(sheet, self.zone_name),
            "total": total_of(sheet),
            "form": form_key(),
            "shown_at": instant_text(self.at),
        }
        return self.show("sign", {**facts, **more}, status=status)
