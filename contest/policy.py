"""Who may do what with editions, teams and entries. Every door asks here.

A viewer who may not know that a thing exists gets 404; one who may know it and may not act,
403 or 409 with a code. Predicates take the viewer and the row; `entry` carries its
edition's contest.
"""

from datetime import datetime
from typing import Literal

from contest.models import Edition, EditionState, Entry, EntryState
from contest.roles import holds
from contest.selectors.entries import OFFICE, WATCH, WATCHED_EDITIONS
from contest.selectors.files import entry_files_of
from contest.selectors.standings import Standing, standing_of
from core.models import Role, StoredFile
from core.policy import ALLOWED, HIDDEN, Decision, Refused, allow_if
from core.viewer import Viewer

FieldSet = Literal["full", "desk", "judge", "watch"]

NOT_ALLOWED = Refused("not_allowed", 403)
_WORKED_ON = {EntryState.DRAFT, EntryState.SUBMITTED, EntryState.IN_CHECK}
_OVER = {EditionState.AWARDED, EditionState.ARCHIVED, EditionState.CANCELLED}


def _in_office(viewer: Viewer, entry: Entry) -> bool:
    return entry.submitted_at is not None and holds(viewer, entry.edition, *OFFICE)


def _watches(viewer: Viewer, entry: Entry) -> bool:
    seen = entry.state == EntryState.ACCEPTED and entry.edition.state in WATCHED_EDITIONS
    return seen and holds(viewer, entry.edition, *WATCH)


def entry_field_set(*, viewer: Viewer, entry: Entry, standing: Standing) -> FieldSet | None:
    """The named set of fields the viewer sees of an entry; None hides it."""
    if standing.team_role:
        return "full"
    if _in_office(viewer, entry):
        return "desk"
    if standing.reads:
        return "judge"
    return "watch" if _watches(viewer, entry) else None


def entry_read(*, viewer: Viewer, entry: Entry) -> Decision:
    """Know that the entry exists and read one of its field sets."""
    standing = standing_of(viewer=viewer, entry=entry)
    return allow_if(entry_field_set(viewer=viewer, entry=entry, standing=standing) is not None)


def entry_edit(*, viewer: Viewer, entry: Entry) -> Decision:
    """Change the form or its files: any member of the team."""
    return _of_team(viewer, entry)


def entry_lead(*, viewer: Viewer, entry: Entry) -> Decision:
    """Submit, withdraw, invite, give and withdraw consents: the leader only."""
    return _of_team(viewer, entry, leader=True)


def _of_team(viewer: Viewer, entry: Entry, *, leader: bool = False) -> Decision:
    standing = standing_of(viewer=viewer, entry=entry)
    if standing.leads or (standing.team_role and not leader):
        return ALLOWED
    known = entry_field_set(viewer=viewer, entry=entry, standing=standing) is not None
    return NOT_ALLOWED if known else HIDDEN


def entry_people_read(*, viewer: Viewer, entry: Entry) -> Decision:
    """See who is in the team: the team itself and the office."""
    standing = standing_of(viewer=viewer, entry=entry)
    return allow_if(bool(standing.team_role) or _in_office(viewer, entry))


def entry_check_read(*, viewer: Viewer, entry: Entry) -> Decision:
    """See receipts and the eligibility check: the team itself and the office."""
    return entry_people_read(viewer=viewer, entry=entry)


def entry_files_read(*, viewer: Viewer, entry: Entry) -> Decision:
    """List and open the files: team, office, and whom a grant lets open files.

    A judge with a grant to read only knows the entry, so the refusal says why.
    """
    standing = standing_of(viewer=viewer, entry=entry)
    if standing.team_role or standing.opens_files or _in_office(viewer, entry):
        return ALLOWED
    return Refused("nda_required", 403) if standing.reads else HIDDEN


def entry_reads_submitted(*, viewer: Viewer, entry: Entry) -> Decision:
    """Whether the viewer reads the last submitted version instead of the live form: the office."""
    standing = standing_of(viewer=viewer, entry=entry)
    return allow_if(entry_field_set(viewer=viewer, entry=entry, standing=standing) == "desk")


def file_read(*, viewer: Viewer, file: StoredFile) -> Decision:
    """Download a stored file through one of the entries that it stands or stood in.

    The team and the office read every file that was ever placed; a judge only the live one.
    """
    for placed in entry_files_of(file=file):
        entry = placed.entry
        standing = standing_of(viewer=viewer, entry=entry)
        if standing.team_role or _in_office(viewer, entry):
            return ALLOWED
        if placed.until is None and standing.opens_files:
            return ALLOWED
    return HIDDEN


def entry_decide(*, viewer: Viewer, entry: Entry) -> Decision:
    """Accept, return or reject: the office, never over one's own team."""
    standing = standing_of(viewer=viewer, entry=entry)
    if _in_office(viewer, entry):
        return NOT_ALLOWED if standing.team_role else ALLOWED
    known = entry_field_set(viewer=viewer, entry=entry, standing=standing) is not None
    return NOT_ALLOWED if known else HIDDEN


def edition_close(*, viewer: Viewer, edition: Edition) -> Decision:
    """End the registration: the organizer; everybody else who sees the edition may not."""
    return allow_if(holds(viewer, edition, Role.ORGANIZER), NOT_ALLOWED)


def entry_editable(*, entry: Entry, at: datetime) -> Decision:
    """Whether the form still takes changes at `at`; state only, no viewer.

    Before the deadline until a decision falls; a returned entry until judging begins.
    """
    edition = entry.edition
    if entry.state == EntryState.RETURNED:
        waiting = edition.state in {EditionState.OPEN, EditionState.CLOSED}
        return allow_if(waiting, Refused("deadline_passed", 409))
    if entry.state not in _WORKED_ON:
        return Refused("entry_locked", 409)
    in_time = edition.state == EditionState.OPEN and at <= edition.closes_at
    return allow_if(in_time, Refused("deadline_passed", 409))


def entry_withdrawable(*, entry: Entry) -> Decision:
    """Whether the edition still lets entries go."""
    return allow_if(entry.edition.state not in _OVER, Refused("entry_state_refused", 409))
