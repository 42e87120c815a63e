"""Who may do what around a round. Every door asks here.

Whoever may not know that a thing exists gets 404. A witness never approves, whatever other
role the same person holds in the edition. A seat comes first: who judges a round has no office
over its sheets, results and publications.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from contest.models import Edition, EditionState, Round, RoundState
from contest.roles import holds
from core.models import Role
from core.policy import ALLOWED, HIDDEN, Decision, Refused, allow_if, stepped_up
from core.viewer import Viewer
from judging.models import (
    Motion,
    PanelSeat,
    Publication,
    Room,
    Slot,
)
from judging.selectors.motions import Sight, motion_voters, own_seats
from judging.selectors.recusals import is_recused
from judging.selectors.seats import chairs_round, judges_round
from judging.selectors.teams import own_entries
from judging.selectors.what_ifs import has_witness

ROUND_STAFF = (
    Role.ORGANIZER,
    Role.SCOREKEEPER,
    Role.TIMEKEEPER,
    Role.VERIFIER,
    Role.WITNESS,
    Role.EVENT_DESK,
    Role.TECHNICIAN,
)
DEVICE_STAFF = (Role.ORGANIZER, Role.EVENT_DESK, Role.TECHNICIAN)
HALL_STAFF = (
    Role.ORGANIZER,
    Role.TIMEKEEPER,
    Role.SCOREKEEPER,
    Role.EVENT_DESK,
    Role.TECHNICIAN,
)
RESULT_STAFF = (Role.ORGANIZER, Role.SCOREKEEPER, Role.VERIFIER, Role.WITNESS)


@dataclass(frozen=True, slots=True)
class ResultSight:
    """A named field set of results; `numbers` are a team's own entries."""

    fields: Literal["full", "plain", "own"]
    numbers: frozenset[str] = frozenset()


def _verifies(viewer: Viewer, edition: Edition) -> bool:
    return holds(viewer, edition, Role.VERIFIER) and not holds(viewer, edition, Role.WITNESS)


def _answers_for(viewer: Viewer, round: Round, *roles: str) -> bool:  # noqa: A002 - the noun of the table
    """Whether the viewer has the office and no scoring seat in the round."""
    return holds(viewer, round.edition, *roles) and not judges_round(viewer=viewer, round=round)


def round_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See panel, seats, draw and state: the people who run the round."""
    return allow_if(holds(viewer, round.edition, *ROUND_STAFF))


def draw_make(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Commit and reveal the draw: the organizer."""
    return allow_if(holds(viewer, round.edition, Role.ORGANIZER))


def round_run(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Open and close: organizer and scorekeeper."""
    return allow_if(holds(viewer, round.edition, Role.ORGANIZER, Role.SCOREKEEPER))


def rulebook_change_propose(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Propose another version of the rules: the organizer."""
    return allow_if(_answers_for(viewer, round, Role.ORGANIZER))


def rulebook_change_approve(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Approve it after the first sheet: the verifier, stepped up."""
    return result_vouch(viewer=viewer, round=round, at=at)


def result_count(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Compute a result: organizer and scorekeeper."""
    return allow_if(_answers_for(viewer, round, Role.ORGANIZER, Role.SCOREKEEPER))


def result_vouch(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Lock a result: the verifier, stepped up."""
    vouches = _verifies(viewer, round.edition) and _answers_for(viewer, round, Role.VERIFIER)
    return stepped_up(viewer=viewer, at=at) if vouches else HIDDEN


def progress_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See who has filled how much, never a value: result staff and the chair."""
    if _answers_for(viewer, round, *RESULT_STAFF):
        return ALLOWED
    return allow_if(chairs_round(viewer=viewer, round=round))


def recusals_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See who does not judge whom, and why: whoever sees the panel's progress."""
    return progress_read(viewer=viewer, round=round)


def slot_run(*, viewer: Viewer, slot: Slot, verb: str) -> Decision:
    """Run the room: timekeeper and organizer; sealing also the scorekeeper."""
    roles = [Role.TIMEKEEPER, Role.ORGANIZER]
    if verb == "seal":
        roles.append(Role.SCOREKEEPER)
    return allow_if(holds(viewer, slot.room.panel.round.edition, *roles))


def screen_cue(*, viewer: Viewer, room: Room) -> Decision:
    """Choose what the hall sees: whoever runs the room, timekeeper and organizer."""
    return allow_if(holds(viewer, room.panel.round.edition, Role.TIMEKEEPER, Role.ORGANIZER))


def room_spectate(*, room: Room) -> Decision:
    """Look on from outside the hall: anybody, while the edition is running and the round began."""
    judged = room.panel.round
    running = judged.edition.state == EditionState.RUNNING
    return allow_if(running and judged.state != RoundState.PREPARED)


def room_undo(*, viewer: Viewer, room: Room) -> Decision:
    """Take a step of the room back: whoever runs it, timekeeper and organizer."""
    return allow_if(holds(viewer, room.panel.round.edition, Role.TIMEKEEPER, Role.ORGANIZER))


def room_light(*, viewer: Viewer, room: Room) -> Decision:
    """Turn the hall's light on or off: whoever runs the room, and the technician."""
    roles = (Role.TIMEKEEPER, Role.ORGANIZER, Role.TECHNICIAN)
    return allow_if(holds(viewer, room.panel.round.edition, *roles))


def call_take(*, viewer: Viewer, room: Room) -> Decision:
    """Answer a judge's call: who is in the hall. Verifier and witness only watch."""
    return allow_if(_answers_for(viewer, room.panel.round, *HALL_STAFF))


def seat_invite(*, viewer: Viewer, seat: PanelSeat) -> Decision:
    """Hand out a judge's link: organizer and event desk."""
    edition = seat.panel.round.edition
    return allow_if(holds(viewer, edition, Role.ORGANIZER, Role.EVENT_DESK))


def devices_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See seats, their devices and who waits: organizer, event desk, technician."""
    return allow_if(holds(viewer, round.edition, *DEVICE_STAFF))


def device_decide(*, viewer: Viewer, seat: PanelSeat) -> Decision:
    """Let a waiting browser in, or end a device: who stands at the desk or in the hall."""
    return allow_if(holds(viewer, seat.panel.round.edition, *DEVICE_STAFF))


def codes_issue(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Print and withdraw table codes: as links, organizer and event desk.

    The technician lets browsers in but holds no code, so no single one of them does both unseen.
    """
    if holds(viewer, round.edition, Role.ORGANIZER, Role.EVENT_DESK):
        return ALLOWED
    known = holds(viewer, round.edition, *DEVICE_STAFF)
    return Refused("not_allowed", 403 if known else 404)


def seat_recuse(*, viewer: Viewer, seat: PanelSeat) -> Decision:
    """Enter a conflict that was found: the organizer."""
    return allow_if(holds(viewer, seat.panel.round.edition, Role.ORGANIZER))


def result_sight(*, viewer: Viewer, round: Round, published: bool) -> ResultSight | None:  # noqa: A002 - the noun of the table
    """What the viewer sees of the round's result, once there is one; None hides it.

    Everything is sealed by then, so its staff see it at once. Judges and teams wait for the
    proposed list.
    """
    if _answers_for(viewer, round, *RESULT_STAFF):
        return ResultSight("full")
    if not published:
        return None
    if judges_round(viewer=viewer, round=round):
        return ResultSight("plain")
    own = own_entries(viewer=viewer, edition=round.edition)
    return ResultSight("own", frozenset(own)) if own else None


def ranking_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See the ranking with what it hangs on: result staff, and nobody who judges the round."""
    return allow_if(_answers_for(viewer, round, *RESULT_STAFF))


def what_if_read(*, viewer: Viewer, round: Round, shown: bool) -> Decision:  # noqa: A002 - the noun of the table
    """See calibrated scores, leniencies and other rules: whoever sees the ranking.

    ``shown`` is whether the committee opened them for the round or its list is published (R35).
    """
    if not ranking_read(viewer=viewer, round=round):
        return HIDDEN
    return allow_if(shown, Refused("what_if_closed", 409))


def deliberation_sight(*, viewer: Viewer, round: Round) -> Sight | None:  # noqa: A002 - the noun of the table
    """How the viewer sees the panel's talk: its staff whole, its judges as a judge; else None."""
    if _answers_for(viewer, round, *RESULT_STAFF):
        return "full"
    return "panel" if judges_round(viewer=viewer, round=round) else None


def deliberation_lead(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Open and close it, put a motion: the organizer and the chair."""
    if chairs_round(viewer=viewer, round=round):
        return ALLOWED
    if _answers_for(viewer, round, Role.ORGANIZER):
        return ALLOWED
    known = deliberation_sight(viewer=viewer, round=round) is not None
    return Refused("not_allowed", 403 if known else 404)


def motion_put(*, viewer: Viewer, round: Round, numbers: set[str]) -> Decision:  # noqa: A002 - the noun of the table
    """Put a motion about these entries: who leads; a chair not where she is recused."""
    led = deliberation_lead(viewer=viewer, round=round)
    if led is not ALLOWED:
        return led
    own = own_seats(viewer, round)
    return Refused("recused", 403) if is_recused(seats=own, numbers=numbers) else ALLOWED


def motion_decide(*, viewer: Viewer, motion: Motion) -> Decision:
    """Count a vote and record the decision: who leads; a chair not where she is recused."""
    numbers = {motion.entry.number, *motion.order}
    return motion_put(viewer=viewer, round=motion.deliberation.round, numbers=numbers)


def motion_vote(*, viewer: Viewer, motion: Motion) -> Decision:
    """Vote: the judges of the entry's panel who are not recused from it."""
    round_ = motion.deliberation.round
    own = own_seats(viewer, round_)
    if not own:
        known = deliberation_sight(viewer=viewer, round=round_) is not None
        return Refused("not_allowed", 403 if known else 404)
    voters = motion_voters(motion)
    if any(seat in voters.recused for seat in own):
        return Refused("recused", 403)
    return ALLOWED if any(seat in voters.seats for seat in own) else Refused("not_allowed", 403)


def what_if_open(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Ask that other rules be shown before the list: the organizer."""
    return allow_if(_answers_for(viewer, round, Role.ORGANIZER))


def what_if_attest(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Attest it: the witness, stepped up; the verifier where the edition has no witness."""
    if _may_attest(viewer, round, at):
        return stepped_up(viewer=viewer, at=at)
    return HIDDEN


def what_if_close(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Close it again: whoever may ask for it or attest it."""
    asks = _answers_for(viewer, round, Role.ORGANIZER)
    return allow_if(asks or _may_attest(viewer, round, at))


def _may_attest(viewer: Viewer, round: Round, at: datetime) -> bool:  # noqa: A002 - the noun of the table
    if _answers_for(viewer, round, Role.WITNESS):
        return True
    verifies = _answers_for(viewer, round, Role.VERIFIER)
    return verifies and not has_witness(round.edition, at=at)


def publication_prepare(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Prepare a list: the organizer."""
    return allow_if(holds(viewer, round.edition, Role.ORGANIZER))


def publication_read(*, viewer: Viewer, publication: Publication) -> Decision:
    """Read what would be published: organizer, verifier and the witness."""
    roles = (Role.ORGANIZER, Role.VERIFIER, Role.WITNESS)
    return allow_if(_answers_for(viewer, publication.round, *roles))


def publication_approve(*, viewer: Viewer, publication: Publication, at: datetime) -> Decision:
    """Vouch for the hash: the verifier, stepped up."""
    vouches = _verifies(viewer, publication.round.edition)
    return stepped_up(viewer=viewer, at=at) if vouches else HIDDEN


def publication_open(*, viewer: Viewer, publication: Publication, at: datetime) -> Decision:
    """Open or cancel what was prepared: organizer or verifier, stepped up."""
    round_ = publication.round
    vouches = _verifies(viewer, round_.edition) and _answers_for(viewer, round_, Role.VERIFIER)
    if vouches or _answers_for(viewer, round_, Role.ORGANIZER):
        return stepped_up(viewer=viewer, at=at)
    return HIDDEN
