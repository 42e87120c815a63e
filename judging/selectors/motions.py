"""Who has a vote on a motion, who has voted, and how a deliberation is shown to whom."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from contest.models import Round
from core.clock import instant_text
from core.selectors.names import person_name, person_or_none
from core.viewer import Viewer
from judging.models import (
    Deliberation,
    DeliberationMode,
    Motion,
    MotionNote,
    MotionState,
    PanelSeat,
    Slot,
    Vote,
)
from judging.selectors.rescores import rescore_body
from judging.selectors.results import current_result, result_body_rows
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.seatings import away_pairs, seated_pairs, sitting_seats
from judging.selectors.seats import scoring_seats

Sight = Literal["full", "panel"]
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Voters:
    """The scoring seats around a motion: those that have a vote, and those that are recused."""

    seats: tuple[PanelSeat, ...]
    recused: tuple[PanelSeat, ...]

    @property
    def chair(self) -> PanelSeat | None:
        """The chair, if she has a vote."""
        return next((seat for seat in self.seats if seat.is_chair), None)


def motion_voters(motion: Motion) -> Voters:
    """The judges of the named entries' panels; whoever does not judge one of them has none."""
    named = {motion.entry.number, *motion.order}
    seats = (
        sitting_seats()
        .filter(
            panel__round_id=motion.deliberation.round_id,
            panel__room__slots__entry__number__in=named,
        )
        .select_related("expert__person")
        .distinct()
        .order_by("number", "pk")
    )
    away = _away(motion.deliberation.round_id, named)
    rows = list(seats)
    return Voters(
        tuple(seat for seat in rows if seat.pk not in away),
        tuple(seat for seat in rows if seat.pk in away),
    )


def _away(round_id: int, named: set[str]) -> set[int]:
    """Seats that do not judge one of the entries of their own panel, by key."""
    rows = Slot.objects.filter(room__panel__round_id=round_id, entry__number__in=named)
    entries = list(rows.values_list("room__panel_id", "entry_id"))
    gone, seated = away_pairs(round_id=round_id), seated_pairs(round_id=round_id)
    found = {seat for seat, entry in gone if any(entry == each for _panel, each in entries)}
    alternates = sitting_seats().filter(panel__round_id=round_id, is_alternate=True)
    for seat, own in alternates.values_list("pk", "panel_id"):
        if any(own == panel and (seat, entry) not in seated for panel, entry in entries):
            found.add(seat)
    return found


def own_seats(viewer: Viewer, round: Round) -> list[PanelSeat]:  # noqa: A002 - the noun of the table
    """The viewer's scoring seats in the round."""
    return list(scoring_seats(viewer).filter(panel__round=round).order_by("pk"))


def voting_seat(viewer: Viewer, motion: Motion) -> PanelSeat | None:
    """The viewer's seat that has a vote on the motion."""
    own = {seat.pk for seat in own_seats(viewer, motion.deliberation.round)}
    return next((seat for seat in motion_voters(motion).seats if seat.pk in own), None)


def tie_is_voted(round: Round) -> bool:  # noqa: A002 - the noun of the table
    """Whether the rulebook's ladder leaves a tie to the chair's vote."""
    return any(step.rule == "chair_vote" for step in rulebook_of(round).ties)


def tied_group(round: Round, number: str) -> list[str]:  # noqa: A002 - the noun of the table
    """The entries that share the place of this one and wait for a vote; empty where none do."""
    result = current_result(round)
    rows = [] if result is None else result_body_rows(result)
    own = next((row for row in rows if row["entry"] == number and row["waits"]), None)
    if own is None:
        return []
    return [row["entry"] for row in rows if row["rank"] == own["rank"] and row["waits"]]


def deliberation_body(deliberation: Deliberation, *, sight: Sight, viewer: Viewer) -> Body:
    """The wire form: whole for those who answer for the result, or for a judge of the panel.

    Before the count nobody's is told of a choice or of a part of the counts.
    """
    own = own_seats(viewer, deliberation.round) if sight == "panel" else []
    motions = (
        Motion.objects.filter(deliberation=deliberation)
        .select_related("deliberation", "entry__team", "mover", "recorded_by", "rescore__ended_by")
        .prefetch_related("votes__seat", "notes__seat")
        .order_by("pk")
    )
    shared = {
        "id": str(deliberation.uid),
        "state": deliberation.state,
        "mode": deliberation.mode,
        "opened_at": instant_text(deliberation.opened_at),
        "closed_at": _time(deliberation.closed_at),
        "motions": [_motion(each, deliberation, sight, own) for each in motions],
    }
    if sight == "panel":
        mine = own[0]
        return {**shared, "own": seat_label(deliberation, mine), "chair": mine.is_chair}
    return {
        **shared,
        "opened_by": person_or_none(deliberation.opened_by),
        "closed_by": person_or_none(deliberation.closed_by),
        "tie_vote": tie_is_voted(deliberation.round),
        "judges": _judges(deliberation),
    }


def seat_label(deliberation: Deliberation, seat: PanelSeat) -> str:
    """The seat's number, or in an anonymous deliberation its letter."""
    if deliberation.mode == DeliberationMode.ANONYMOUS:
        return str(deliberation.letters.get(str(seat.uid), "?"))
    return str(seat.number)


def _judges(deliberation: Deliberation) -> list[Body]:
    """The seats that score, by what they are called here; names where nobody is a letter."""
    seats = sitting_seats().filter(panel__round=deliberation.round)
    named = deliberation.mode == DeliberationMode.ATTRIBUTED
    rows = [
        {
            "seat": str(seat.number),
            "called": seat_label(deliberation, seat),
            "name": person_name(seat.expert.person) if named else None,
            "chair": seat.is_chair if named else None,
        }
        for seat in seats.select_related("expert__person").order_by("number", "pk")
    ]
    return rows if named else sorted(rows, key=lambda row: _in_order(str(row["called"])))


def _motion(motion: Motion, deliberation: Deliberation, sight: Sight, own: list[PanelSeat]) -> Body:
    voters = motion_voters(motion)
    mine = {seat.pk for seat in own}
    if sight == "panel" and mine & {seat.pk for seat in voters.recused}:
        return {"id": str(motion.uid), "state": motion.state, "covered": True}
    votes = [vote for vote in motion.votes.all() if vote.seat in voters.seats]
    notes = [note for note in motion.notes.all() if note.seat in voters.seats]
    shared = {
        "id": str(motion.uid),
        "state": motion.state,
        "covered": False,
        "kind": motion.kind,
        "entry": {
            "id": str(motion.entry.uid),
            "number": motion.entry.number,
            "title": motion.entry.title,
            "team": motion.entry.team.name,
        },
        "text": motion.text,
        "clause": motion.clause,
        "order": motion.order,
        "mover": person_or_none(motion.mover),
        "moved_at": instant_text(motion.moved_at),
        "may_vote": len(voters.seats) if motion.may_vote is None else motion.may_vote,
        "voted": _labels(deliberation, [vote.seat for vote in votes]),
        "counted": _counted(motion),
        "votes": _votes(motion, deliberation, votes),
        "notes": _notes(deliberation, notes),
        "recorded_at": _time(motion.recorded_at),
        "rescore": rescore_body(
            motion, called=partial(seat_label, deliberation), whole=sight == "full"
        ),
    }
    if sight == "panel":
        owned = next((vote.choice for vote in votes if vote.seat_id in mine), None)
        has_vote = bool(mine & {seat.pk for seat in voters.seats})
        shown = next((note.text for note in notes if note.seat_id in mine), "")
        return {**shared, "own_choice": owned, "own_note": shown, "has_vote": has_vote}
    return {
        **shared,
        "recorded_by": person_or_none(motion.recorded_by),
        "recused": _labels(deliberation, list(voters.recused)),
    }


def _counted(motion: Motion) -> Body | None:
    if motion.state == MotionState.OPEN:
        return None
    return {
        "ayes": motion.votes_for,
        "noes": motion.votes_against,
        "abstain": motion.votes_abstain,
        "outcome": motion.outcome,
        "at": _time(motion.counted_at),
    }


def _votes(motion: Motion, deliberation: Deliberation, votes: list[Vote]) -> list[Body]:
    """Who answered what: after the count, and never where judges are letters."""
    if motion.state == MotionState.OPEN or deliberation.mode == DeliberationMode.ANONYMOUS:
        return []
    told = sorted(votes, key=lambda vote: (vote.seat.number, vote.seat_id))
    return [{"judge": seat_label(deliberation, vote.seat), "choice": vote.choice} for vote in told]


def _notes(deliberation: Deliberation, notes: list[MotionNote]) -> list[Body]:
    """What judges show of their notes, by what they are called here."""
    told = [(seat_label(deliberation, note.seat), note.text) for note in notes]
    return [{"judge": label, "text": text} for label, text in sorted(told, key=_by_label)]


def _by_label(told: tuple[str, str]) -> tuple[int, str]:
    return _in_order(told[0])


def _labels(deliberation: Deliberation, seats: list[PanelSeat]) -> list[str]:
    return sorted((seat_label(deliberation, seat) for seat in seats), key=_in_order)


def _in_order(label: str) -> tuple[int, str]:
    """2 before 10, Z before AA."""
    return (len(label), label)


def _time(moment: Any) -> str | None:
    return None if moment is None else instant_text(moment)
