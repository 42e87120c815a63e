"""Entries: the team's own, the office's, the judges' by grant."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from contest.models import (
    EditionState,
    Entry,
    EntryGrant,
    EntryState,
    TeamMember,
)
from contest.selectors.editions import editions_held
from core.errors import Problem
from core.models import Role
from core.viewer import SYSTEM, System, Viewer

# Works with entries from their first submission; a draft is the team's own.
OFFICE: tuple[str, ...] = (Role.ORGANIZER, Role.ELIGIBILITY_OFFICER)
# Watches the result: accepted entries, once registration has ended.
WATCH: tuple[str, ...] = (Role.VERIFIER, Role.WITNESS)
WATCHED_EDITIONS: tuple[str, ...] = (
    EditionState.CLOSED,
    EditionState.RUNNING,
    EditionState.PUBLICITY,
    EditionState.AWARDED,
    EditionState.ARCHIVED,
)


def entries_visible_to(viewer: Viewer | System) -> QuerySet[Entry]:
    """Every entry the viewer may know of, joined with what its representation shows."""
    entries = Entry.objects.select_related(
        "edition__contest__host", "team__organization", "track", "division"
    )
    if viewer == SYSTEM:
        return entries
    if viewer.person_id is None:
        return entries.none()
    return entries.filter(
        _own(viewer.member_id) | _granted(viewer.person_id) | _office(viewer) | _watched(viewer)
    )


def _own(person_id: int | None) -> Q:
    if person_id is None:
        return Q(pk__in=())
    return Q(
        Exists(
            TeamMember.objects.filter(
                team=OuterRef("team"), person_id=person_id, left_at__isnull=True
            )
        )
    )


def _granted(person_id: int) -> Q:
    return Q(
        Exists(
            EntryGrant.objects.filter(entry=OuterRef("pk"), person_id=person_id, until__isnull=True)
        )
    )


def _office(viewer: Viewer) -> Q:
    return editions_held(viewer, OFFICE, "edition__") & Q(submitted_at__isnull=False)


def _watched(viewer: Viewer) -> Q:
    return editions_held(viewer, WATCH, "edition__") & Q(
        state=EntryState.ACCEPTED, edition__state__in=WATCHED_EDITIONS
    )


def entry_visible_to(viewer: Viewer | System, *, entry_id: UUID) -> Entry:
    """One entry. Raises not_found, also where it exists and the viewer may not know."""
    entry = entries_visible_to(viewer).filter(uid=entry_id).first()
    if entry is None:
        raise Problem("not_found")
    return entry


def entries_filtered(
    entries: QuerySet[Entry],
    *,
    edition: UUID | None = None,
    state: str = "",
    track: UUID | None = None,
) -> QuerySet[Entry]:
    """The list's filters, each left out when empty."""
    if edition is not None:
        entries = entries.filter(edition__uid=edition)
    if state:
        entries = entries.filter(state=state)
    if track is not None:
        entries = entries.filter(track__uid=track)
    return entries
