"""Rows of contest that must agree with each other, and those that do not."""

import json
from collections.abc import Iterator

from contest.models import (
    ConsentText,
    EditionState,
    Entry,
    EntryGrant,
    EntryState,
    EntryVersion,
    Rulebook,
)
from contest.rulebook.parse import rulebook_hash
from core import signing
from core.canonical import canonical_hash
from core.models import LogOpening
from core.selectors.log_checked import erased_moments

_GONE = (EntryState.WITHDRAWN, EntryState.REJECTED, EntryState.DISQUALIFIED)
_ENDED = (EditionState.ARCHIVED, EditionState.CANCELLED)


def submitted_without_version() -> Iterator[str]:
    """Entries past their draft of which no version was kept."""
    rows = Entry.objects.filter(versions__isnull=True, submitted_at__isnull=False)
    sent = Entry.objects.filter(
        versions__isnull=True,
        state__in=[EntryState.SUBMITTED, EntryState.IN_CHECK, EntryState.ACCEPTED],
    )
    for uid in (rows | sent).order_by("pk").values_list("uid", flat=True).distinct():
        yield str(uid)


def receipts_unsigned() -> Iterator[str]:
    """Versions whose receipt our key did not sign, or that says something else than the row."""
    for version in EntryVersion.objects.select_related("entry__edition").order_by("pk").iterator():
        said = json.loads(version.receipt)
        agrees = (
            said["number"] == version.receipt_number
            and said["entry"] == str(version.entry.uid)
            and said["version"] == version.number
            and said["content_hash"] == canonical_hash(version.content)
        )
        if not agrees or not signing.verifies(version.receipt.encode(), version.signature):
            yield str(version.uid)


def receipts_numbered_twice() -> Iterator[str]:
    """Versions whose receipt number another one of the edition has."""
    seen: set[tuple[int, str]] = set()
    for version in EntryVersion.objects.select_related("entry").order_by("pk"):
        key = (version.entry.edition_id, version.receipt_number)
        if key in seen:
            yield str(version.uid)
        seen.add(key)


def versions_without_leaf() -> Iterator[str]:
    """Versions that no leaf of the log tells of, by receipt and content."""
    told = set()
    for text in LogOpening.objects.filter(leaf__type="entry.submit").values_list("body", flat=True):
        body = json.loads(text)["body"]
        told.add((body["entry"], body["version"], body["receipt"], body["content_hash"]))
    erased = erased_moments("entry.submit")
    for version in EntryVersion.objects.select_related("entry__edition").order_by("pk").iterator():
        entry, content = str(version.entry.uid), canonical_hash(version.content)
        if (version.entry.edition.uid, version.arrived_at) in erased:
            continue
        if (entry, version.number, version.receipt_number, content) not in told:
            yield str(version.uid)


def grants_of_the_gone() -> Iterator[str]:
    """Live grants on entries that have gone, or of an edition that has ended."""
    live = EntryGrant.objects.filter(until__isnull=True)
    gone = live.filter(entry__state__in=_GONE) | live.filter(entry__edition__state__in=_ENDED)
    for uid in gone.order_by("pk").values_list("uid", flat=True):
        yield str(uid)


def rulebooks_unlike_hash() -> Iterator[str]:
    """Rulebooks whose document is not the one that was hashed."""
    for rulebook in Rulebook.objects.order_by("pk"):
        if rulebook_hash(rulebook.document) != rulebook.hash:
            yield str(rulebook.uid)


def consent_texts_unlike_hash() -> Iterator[str]:
    """Consent texts that are not the words people agreed to."""
    for text in ConsentText.objects.order_by("pk"):
        words = {
            "kind": text.kind,
            "version": text.version,
            "text": text.text,
            "receiver": text.receiver,
        }
        if canonical_hash(words) != text.hash:
            yield str(text.uid)
