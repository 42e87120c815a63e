"""Who may see an entry: the only place that writes EntryGrant."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from contest.models import Capability, Entry, EntryGrant
from core.models import Person

ALL_CAPABILITIES: tuple[str, ...] = tuple(Capability.values)


def grant_give(
    *, entry: Entry, person: Person, capability: str, source: str, at: datetime
) -> EntryGrant:
    """Let a person read, open the files of, or score an entry; a live grant stays as it is."""
    given = grants_give(
        entries=[entry], person=person, capabilities=[capability], source=source, at=at
    )
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
    """The same for many entries and capabilities in three statements; returns the live grants."""
    wanted = EntryGrant.objects.filter(
        entry__in=entries, person=person, capability__in=capabilities, until__isnull=True
    )
    known = {(grant.entry_id, grant.capability) for grant in wanted}
    EntryGrant.objects.bulk_create(
        [
            EntryGrant(entry=entry, person=person, capability=capability, source=source, since=at)
            for entry in entries
            for capability in capabilities
            if (entry.pk, capability) not in known
        ],
        ignore_conflicts=True,
    )
    return list(wanted.order_by("pk").all())


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
