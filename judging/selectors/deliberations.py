"""Deliberations of a round, and what their recorded decisions mean for its result."""

from uuid import UUID

from contest.models import Round
from judging.models import (
    Deliberation,
    DeliberationState,
    Motion,
    MotionKind,
    MotionOutcome,
    MotionState,
)
from judging.tally.sheet import TieDecision

CARRIED = (MotionOutcome.CARRIED, MotionOutcome.CARRIED_BY_CHAIR)


def open_deliberation(round: Round) -> Deliberation | None:  # noqa: A002 - the noun of the table
    """The one that goes on, or None."""
    return Deliberation.objects.filter(round=round, state=DeliberationState.OPEN).first()


def latest_deliberation(round: Round) -> Deliberation | None:  # noqa: A002 - the noun of the table
    """The one that was opened last, closed or not; None where there was none."""
    rows = Deliberation.objects.filter(round=round)
    return rows.select_related("round__rulebook", "opened_by", "closed_by").order_by("-pk").first()


def motion_of(round: Round, *, uid: UUID) -> Motion | None:  # noqa: A002 - the noun of the table
    """One motion of the round."""
    rows = Motion.objects.select_related("deliberation__round", "entry")
    return rows.filter(uid=uid, deliberation__round=round).first()


def tie_decisions(round: Round) -> tuple[TieDecision, ...]:  # noqa: A002 - the noun of the table
    """The orders of tied entries that the panel decided, in the order of their recording."""
    rows = _in_force(round, MotionKind.TIE_BREAK)
    return tuple(
        TieDecision(number, tuple(motion.order)) for number, motion in enumerate(rows, start=1)
    )


def struck_entries(round: Round) -> set[int]:  # noqa: A002 - the noun of the table
    """The keys of entries that the panel disqualified from the round."""
    return {motion.entry_id for motion in _in_force(round, MotionKind.DISQUALIFY)}


def struck_numbers(round: Round) -> list[str]:  # noqa: A002 - the noun of the table
    """Their numbers, in order."""
    return sorted(motion.entry.number for motion in _in_force(round, MotionKind.DISQUALIFY))


def _in_force(round: Round, kind: str) -> list[Motion]:  # noqa: A002 - the noun of the table
    rows = Motion.objects.filter(
        deliberation__round=round, kind=kind, state=MotionState.RECORDED, outcome__in=CARRIED
    )
    return list(rows.select_related("entry").order_by("recorded_at", "pk"))
