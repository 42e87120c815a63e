"""Which entries a panel judges."""

from collections.abc import Collection
from uuid import UUID

from contest.models import Edition, Entry, EntryState, Round
from judging.models import Panel


def panel_entries(panel: Panel) -> list[Entry]:
    """The entries of the panel's running order; before the draw, all accepted ones by number."""
    drawn = list(
        Entry.objects.select_related("team")
        .filter(slots__room__panel=panel)
        .order_by("slots__position")
    )
    if drawn:
        return drawn
    return list(
        Entry.objects.select_related("team")
        .filter(edition__rounds=panel.round_id, state=EntryState.ACCEPTED)
        .order_by("number")
    )


def accepted_numbers(edition: Edition) -> list[str]:
    """The numbers of all entries that were let in, in order."""
    accepted = Entry.objects.filter(edition=edition, state=EntryState.ACCEPTED)
    return sorted(accepted.values_list("number", flat=True))


def entries_by_number(edition: Edition, numbers: Collection[str]) -> dict[str, Entry]:
    """The edition's entries of these numbers."""
    found = Entry.objects.filter(edition=edition, number__in=numbers)
    return {str(entry.number): entry for entry in found}


def panel_entry(panel: Panel, uid: object) -> Entry | None:
    """The panel's entry of this id, or None."""
    return next((entry for entry in panel_entries(panel) if str(entry.uid) == str(uid)), None)


def round_entry(round: Round, *, uid: UUID) -> Entry | None:  # noqa: A002 - the noun of the table
    """The entry of this id that has a turn in the round, or None."""
    return Entry.objects.filter(uid=uid, slots__room__panel__round=round).distinct().first()
