"""Who may see an entry: the only place that writes EntryGrant."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from contest.models import Capability, Edition, EditionState, Entry, EntryGrant, EntryState
from core.errors import Problem
from core.models import Person

ALL_CAPABILITIES: tuple[str, ...] = tuple(Capability.values)
_ENDED: Final = (EditionState.ARCHIVED, EditionState.CANCELLED)
_GONE: Final = (EntryState.WITHDRAWN, EntryState.REJECTED, EntryState.DISQUALIFIED)


def grant_give(
    *, entry: Entry, person: Person, capability: str, source: str, at: datetime
) -> EntryGrant:
    """Let a person read, open the files of, or score an entry; a live grant stays as it is.

    Raises entry_state_refused where the entry has gone or its edition has ended.
    """
    given = grants_give(
        entries=[entry], person=person, capabilities=[capability], source=source, at=at
    )
    if not given:
        raise Problem("entry_state_refused")
    return given[0]


@transaction.atomic
def grants_give(
    *,
    entries: Sequence[Entry],
    person: Person,
    capabilities: Collection[str],
    source: str,
    at: datetime,
) -> list[EntryGrant]:
    """The same for many entries and capabilities in five statements; returns the live grants.

    Entries that have gone are left out, and all of an ended edition: what ended there would
    come back by a late step of the judging. Their rows are locked, so neither passes unseen.
    """
    standing = _standing_lock(entries)
    wanted = EntryGrant.objects.filter(
        entry__in=standing, person=person, capability__in=capabilities, until__isnull=True
    )
    known = {(grant.entry_id, grant.capability) for grant in wanted}
    EntryGrant.objects.bulk_create(
        [
            EntryGrant(entry=entry, person=person, capability=capability, source=source, since=at)
            for entry in standing
            for capability in capabilities
            if (entry.pk, capability) not in known
        ],
        ignore_conflicts=True,
    )
    return list(wanted.order_by("pk").all())


def _standing_lock(entries: Sequence[Entry]) -> list[Entry]:
    """Editions before entries: the order of submitting and deciding."""
    open_editions = list(
        Edition.objects.select_for_update(no_key=True)
        .filter(pk__in={entry.edition_id for entry in entries})
        .exclude(state__in=_ENDED)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    return list(
        Entry.objects.select_for_update(no_key=True)
        .filter(pk__in=[entry.pk for entry in entries], edition_id__in=open_editions)
        .exclude(state__in=_GONE)
        .order_by("pk")
    )


def grant_end(
    *,
    entry: Entry,
    person: Person,
    at: datetime,
    capabilities: Collection[str] = ALL_CAPABILITIES,
) -> int:
    """End a person's live grants on an entry; returns how many."""
    return grants_end(entries=[entry], person=person, capabilities=capabilities, at=at)


@transaction.atomic
def grants_end(
    *,
    entries: Sequence[Entry],
    at: datetime,
    person: Person | None = None,
    capabilities: Collection[str] = ALL_CAPABILITIES,
    source: str = "",
) -> int:
    """End live grants on the entries: of one person or of all, of one source or of all."""
    live = EntryGrant.objects.filter(
        entry__in=entries, capability__in=capabilities, until__isnull=True
    )
    if person is not None:
        live = live.filter(person=person)
    if source:
        live = live.filter(source=source)
    return live.update(until=at)
