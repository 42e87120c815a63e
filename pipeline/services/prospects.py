"""Prospects follow acceptance and consent; they carry nothing from the judging."""

from datetime import datetime

from django.db import transaction

from contest.models import ConsentKind, Entry, EntryState
from contest.selectors.consents import consent_given
from pipeline.models import Prospect
from pipeline.selectors.prospects import prospect_of_entry


@transaction.atomic
def prospect_open(*, entry: Entry, at: datetime) -> Prospect | None:
    """Show an accepted entry to its host's zone, if the team's consent to the zone stands.

    Step of `contest.entry_accepted`. A prospect that was closed opens again.
    """
    if not consent_given(entry=entry, kind=ConsentKind.ZONE):
        return None
    prospect = prospect_of_entry(entry)
    if prospect is None:
        return Prospect.objects.create(entry=entry, host_id=entry.edition.contest.host_id, since=at)
    if prospect.until is not None:
        prospect.since, prospect.until = at, None
        prospect.save(update_fields=["since", "until"])
    return prospect


@transaction.atomic
def prospect_close(*, entry: Entry, at: datetime) -> Prospect | None:
    """End the zone's sight of an entry; the row stays as proof of what was seen and until when.

    Step of `contest.entry_withdrawn`.
    """
    prospect = prospect_of_entry(entry)
    if prospect is not None and prospect.until is None:
        prospect.until = at
        prospect.save(update_fields=["until"])
    return prospect


def prospect_follow_consent(*, entry: Entry, at: datetime) -> None:
    """Open or close the prospect as the consents now stand. Step of `contest.consent_changed`."""
    if not consent_given(entry=entry, kind=ConsentKind.ZONE):
        prospect_close(entry=entry, at=at)
    elif entry.state == EntryState.ACCEPTED:
        prospect_open(entry=entry, at=at)
