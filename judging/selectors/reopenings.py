"""Results that were taken up again, or should be."""

from typing import Any
from uuid import UUID

from contest.models import Round
from core.clock import instant_text
from core.selectors.names import person_body
from judging.models import ResultReopening

_JOINED = ("result_set__round__edition__contest__host", "proposed_by", "decided_by")


def reopening_of(*, uid: UUID) -> ResultReopening | None:
    """One with its round."""
    return ResultReopening.objects.select_related(*_JOINED).filter(uid=uid).first()


def reopenings_of(round: Round) -> list[ResultReopening]:  # noqa: A002 - the noun of the table
    """All of a round, the newest first."""
    rows = ResultReopening.objects.filter(result_set__round=round).order_by("-pk")
    return list(rows.select_related(*_JOINED))


def reopening_body(row: ResultReopening) -> dict[str, Any]:
    """The wire form; a protocol takes the same."""
    return {
        "id": str(row.uid),
        "version": row.result_set.version,
        "state": row.state,
        "reason": row.reason,
        "proposed_by": person_body(row.proposed_by),
        "proposed_at": instant_text(row.proposed_at),
        "decided_by": None if row.decided_by is None else person_body(row.decided_by),
        "decided_at": None if row.decided_at is None else instant_text(row.decided_at),
        "words": row.words,
    }
