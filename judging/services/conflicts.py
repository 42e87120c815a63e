"""A judge's statement for an entry, before any of its files opens."""

from datetime import datetime

from django.db import transaction

from contest.models import Entry
from contest.services.events import edition_log
from core.errors import Problem
from judging.models import ConflictStatement, Nda, PanelSeat, RecusalSource
from judging.selectors.seatings import seat_entry
from judging.services.grants import grants_after_statement
from judging.services.locks import round_hold
from judging.services.recusals import recusal_declare, seat_lock


@transaction.atomic
def conflict_state(
    *, seat: PanelSeat, entry: Entry, has_conflict: bool, detail: str = "", at: datetime
) -> ConflictStatement:
    """State whether there is a conflict; a conflict recuses, none opens files and scoring.

    The same answer again changes nothing. Raises nda_required, not_found for an entry that the
    seat does not judge, conflict_detail_missing, state_conflict for another answer than before
    (a conflict found later is declared as a recusal).
    """
    round_hold(round_id=seat.panel.round_id)
    locked = seat_lock(seat=seat)
    edition = locked.panel.round.edition
    if not Nda.objects.filter(person=locked.expert.person, edition=edition).exists():
        raise Problem("nda_required")
    if seat_entry(locked, entry.uid) is None:
        raise Problem("not_found")
    if has_conflict and not detail.strip():
        raise Problem("conflict_detail_missing")
    before = ConflictStatement.objects.filter(seat=locked, entry=entry).first()
    if before is not None:
        if before.has_conflict != has_conflict:
            raise Problem("state_conflict")
        return before
    statement = ConflictStatement.objects.create(
        seat=locked, entry=entry, has_conflict=has_conflict, detail=detail.strip(), signed_at=at
    )
    if has_conflict:
        recusal_declare(
            seat=locked, entry=entry, source=RecusalSource.SELF, reason=detail.strip(), at=at
        )
    else:
        grants_after_statement(seat=locked, entry=entry, at=at)
    body = {
        "seat": str(locked.uid),
        "entry": str(entry.uid),
        "conflict": "declared" if has_conflict else "none",
    }
    edition_log(edition=edition, event="conflict.state", body=body, at=at)
    return statement
