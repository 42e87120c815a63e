"""A motion about one entry: put, voted on in secret, counted, and recorded with its effect.

No mark is ever changed here. What a recorded decision changes is what the result is computed from.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from contest.models import Entry
from contest.services.entries import entry_disqualify
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import (
    Deliberation,
    DeliberationState,
    Motion,
    MotionKind,
    MotionOutcome,
    MotionState,
    PanelSeat,
    Slot,
    Vote,
    VoteChoice,
)
from judging.selectors.deliberations import CARRIED
from judging.selectors.motions import (
    Voters,
    motion_voters,
    seat_label,
    tie_is_voted,
    tied_group,
)
from judging.selectors.rescores import open_rescores, remarkable_sheets
from judging.services.deliberations import (
    deliberation_log,
    deliberation_take,
    deliberation_touch,
)
from judging.services.locks import round_hold
from judging.services.rescores import rescore_open
from judging.services.results import result_compute

MACHINE: Final = Machine(
    noun="motion",
    states=tuple(MotionState.values),
    moves={
        ("open", "vote"): "open",
        ("open", "share"): "open",
        ("open", "count"): "counted",
        ("counted", "share"): "counted",
        ("counted", "record"): "recorded",
        ("recorded", "record"): "recorded",
    },
    refusal="motion_state_refused",
)

_COUNTED_ANEW: Final = (MotionKind.TIE_BREAK, MotionKind.DISQUALIFY)


@transaction.atomic
def motion_put(
    *,
    deliberation: Deliberation,
    entry: Entry,
    kind: str,
    text: str,
    clause: str,
    order: Sequence[str],
    actor: Person,
    at: datetime,
) -> Motion:
    """Put a motion to the vote.

    Raises deliberation_state_refused once it is closed, reason_missing without words,
    motion_waiting while another one about the entry is not recorded, motion_clause_missing for a
    disqualification without its clause, motion_tie_not_voted where the rulebook leaves no tie to
    a vote, motion_tie_unknown where `order` is not exactly those who share the place and wait,
    rescore_open while the entry is marked again, rescore_nobody where none of its sheets stands.
    """
    locked = deliberation_take(deliberation=deliberation)
    _require_open(locked)
    if not text.strip():
        raise Problem("reason_missing")
    if not Slot.objects.filter(entry=entry, room__panel__round=locked.round).exists():
        raise Problem("not_found")
    _require_free(locked, entry, order)
    if kind == MotionKind.DISQUALIFY and not clause.strip():
        raise Problem("motion_clause_missing")
    if kind == MotionKind.TIE_BREAK:
        _require_tie(locked, entry, order)
    if kind == MotionKind.RESCORE and not remarkable_sheets(locked.round, entry).exists():
        raise Problem("rescore_nobody")
    made = Motion.objects.create(
        deliberation=locked,
        entry=entry,
        kind=kind,
        text=text.strip(),
        clause=clause.strip() if kind == MotionKind.DISQUALIFY else "",
        order=list(order) if kind == MotionKind.TIE_BREAK else [],
        mover=actor,
        moved_at=at,
    )
    facts = {"motion": str(made.uid), "entry": entry.number, "kind": kind, "text": made.text}
    facts |= {"clause": made.clause, "order": " ".join(made.order), "by": str(actor.uid)}
    deliberation_touch(deliberation=locked)
    deliberation_log(deliberation=locked, event="motion.put", facts=facts, at=at)
    return made


@transaction.atomic
def motion_vote(*, motion: Motion, seat: PanelSeat, choice: str, at: datetime) -> Motion:
    """Answer, or answer otherwise. The log says that the seat has voted, never what.

    Raises motion_state_refused once it is counted, recused, not_allowed for a seat without a vote.
    """
    round_hold(round_id=motion.deliberation.round_id)
    locked = motion_take(motion)
    MACHINE.step(locked.state, "vote")
    require_vote(motion_voters(locked), seat)
    Vote.objects.update_or_create(
        motion=locked, seat=seat, defaults={"choice": choice, "cast_at": at}
    )
    round_ = locked.deliberation.round
    body = {"motion": str(locked.uid), "judge": seat_label(locked.deliberation, seat)}
    edition_log(edition=round_.edition, event="motion.vote", body=body, at=at)
    return locked


@transaction.atomic
def motion_count(*, motion: Motion, actor: Person, at: datetime) -> Motion:
    """Close the vote and count it. Raises motion_state_refused."""
    deliberation_take(deliberation=motion.deliberation)
    locked = motion_take(motion)
    locked.state = MACHINE.step(locked.state, "count")
    voters = motion_voters(locked)
    seats = {seat.pk for seat in voters.seats}
    votes = {
        vote.seat_id: vote.choice
        for vote in Vote.objects.filter(motion=locked)
        if vote.seat_id in seats
    }
    said = list(votes.values())
    locked.may_vote = len(seats)
    locked.votes_for = said.count(VoteChoice.FOR)
    locked.votes_against = said.count(VoteChoice.AGAINST)
    locked.votes_abstain = said.count(VoteChoice.ABSTAIN)
    chair = votes.get(voters.chair.pk) if voters.chair else None
    decides = tie_is_voted(locked.deliberation.round)
    locked.outcome = motion_outcome(said, may_vote=len(seats), chair=chair if decides else None)
    locked.counted_at = at
    locked.save()
    deliberation_touch(deliberation=locked.deliberation)
    _log_decision(locked, "motion.count", actor, at)
    return locked


@transaction.atomic
def motion_record(*, motion: Motion, actor: Person, at: datetime) -> Motion:
    """Take the decision down; it takes effect now, and only once however often it is asked.

    A carried tie-break or disqualification computes the result anew; a carried re-marking opens
    sheets beside those that stand. Raises motion_state_refused before the count,
    entry_state_refused where the entry is gone meanwhile.
    """
    deliberation = deliberation_take(deliberation=motion.deliberation)
    locked = motion_take(motion)
    if locked.state == MotionState.RECORDED:
        return locked
    _require_open(deliberation)
    locked.state = MACHINE.step(locked.state, "record")
    locked.recorded_by, locked.recorded_at = actor, at
    locked.save(update_fields=["state", "recorded_by", "recorded_at"])
    carried = locked.outcome in CARRIED
    facts: dict[str, Any] = {}
    if carried and locked.kind == MotionKind.RESCORE:
        facts = rescore_open(motion=locked, at=at)
    deliberation_touch(deliberation=deliberation)
    if carried and locked.kind == MotionKind.DISQUALIFY:
        entry_disqualify(entry=locked.entry, clause=locked.clause, actor=actor, at=at)
    if carried and locked.kind in _COUNTED_ANEW:
        result_compute(round=deliberation.round, actor=actor, at=at)
    _log_decision(locked, "motion.record", actor, at, **facts)
    return locked


def motion_outcome(said: Sequence[str], *, may_vote: int, chair: str | None) -> MotionOutcome:
    """What the votes come to. `chair` is the chair's own answer where it decides an even split.

    More than half of those who have a vote must have answered. Abstentions count as answers.
    """
    if 2 * len(said) <= may_vote:
        return MotionOutcome.NO_QUORUM
    ayes, noes = said.count(VoteChoice.FOR), said.count(VoteChoice.AGAINST)
    if ayes > noes:
        return MotionOutcome.CARRIED
    if ayes == noes and chair == VoteChoice.FOR:
        return MotionOutcome.CARRIED_BY_CHAIR
    return MotionOutcome.FAILED


def motion_take(motion: Motion) -> Motion:
    """The motion behind its lock, which comes after the round's."""
    rows = Motion.objects.select_for_update(of=("self",))
    return rows.select_related(
        "entry", "deliberation__round__edition", "deliberation__round__rulebook"
    ).get(pk=motion.pk)


def _require_open(deliberation: Deliberation) -> None:
    if deliberation.state != DeliberationState.OPEN:
        raise Problem("deliberation_state_refused", params={"state": deliberation.state})


def _require_free(deliberation: Deliberation, entry: Entry, order: Sequence[str]) -> None:
    named = {entry.number, *order}
    waiting = Motion.objects.filter(deliberation=deliberation).exclude(state=MotionState.RECORDED)
    for other in waiting.select_related("entry"):
        if named & {other.entry.number, *other.order}:
            raise Problem("motion_waiting")
    if open_rescores(deliberation.round).filter(entry__number__in=named).exists():
        raise Problem("rescore_open")


def _require_tie(deliberation: Deliberation, entry: Entry, order: Sequence[str]) -> None:
    if not tie_is_voted(deliberation.round):
        raise Problem("motion_tie_not_voted")
    group = tied_group(deliberation.round, entry.number)
    if len(group) < 2 or sorted(order) != sorted(group):
        raise Problem("motion_tie_unknown")


def require_vote(voters: Voters, seat: PanelSeat) -> None:
    """Raises recused, not_allowed for a seat without a vote."""
    if seat in voters.recused:
        raise Problem("recused")
    if seat not in voters.seats:
        raise Problem("not_allowed")


def _log_decision(motion: Motion, event: str, actor: Person, at: datetime, **more: Any) -> None:
    facts = {
        "motion": str(motion.uid),
        "entry": motion.entry.number,
        "kind": motion.kind,
        "outcome": motion.outcome,
        "may_vote": motion.may_vote,
        "for": motion.votes_for,
        "against": motion.votes_against,
        "abstain": motion.votes_abstain,
        "by": str(actor.uid),
        **more,
    }
    deliberation_log(deliberation=motion.deliberation, event=event, facts=facts, at=at)
