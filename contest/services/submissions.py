"""Submitting: the deadline under lock, a frozen version, a signed receipt, the machine's check."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785
from django.db import transaction

from contest import policy
from contest.models import Edition, Entry, EntryVersion
from contest.selectors.content import content_of
from contest.selectors.requirements import entry_missing
from contest.services.eligibility import eligibility_check_run
from contest.services.entries import MACHINE, entry_locked
from contest.services.events import edition_log
from contest.services.locks import edition_locked
from core import clock, signing
from core.canonical import canonical_hash
from core.errors import Problem
from core.models import Person


@dataclass(frozen=True, slots=True)
class _Sending:
    """What is being written down, under the locks of edition and entry."""

    edition: Edition
    entry: Entry
    content: dict[str, Any]
    arrived_at: datetime
    committed_at: datetime

    @property
    def hash(self) -> str:
        return canonical_hash(self.content)


@transaction.atomic
def entry_submit(*, entry: Entry, actor: Person, at: datetime) -> EntryVersion:
    """Freeze what the team sends and check it; before the deadline as often as they like.

    `at` is the arrival that the deadline is compared with. Raises entry_incomplete,
    consent_missing (with `fields`), entry_locked, deadline_passed, edition_not_open.
    """
    # The edition's row is the counter of receipts and the deadline in force.
    edition = edition_locked(edition_id=entry.edition_id)
    locked = entry_locked(entry=entry)
    policy.entry_editable(entry=locked, at=at).enforce()
    _require_complete(locked)
    # The one moment a service looks at the clock: the receipt says when it was written down.
    sending = _Sending(edition, locked, content_of(entry=locked), at, max(at, clock.now()))
    version = _freeze(sending, actor)
    locked.state = MACHINE.step(locked.state, "submit")
    locked.submitted_at = at
    check = eligibility_check_run(entry=locked, version=version)
    locked.state = MACHINE.step(locked.state, "check")
    locked.save(update_fields=["state", "submitted_at"])
    body = {
        "entry": str(locked.uid),
        "version": version.number,
        "receipt": version.receipt_number,
        "content_hash": sending.hash,
        "failed": [item["code"] for item in check.items if not item["ok"]],
    }
    edition_log(edition=edition, event="entry.submit", body=body, at=at)
    return version


def _require_complete(entry: Entry) -> None:
    missing = entry_missing(entry=entry)
    if not missing:
        return
    consents_only = all(name.startswith("consents.") for name in missing)
    code = "consent_missing" if consents_only else "entry_incomplete"
    raise Problem(code, fields={name: ["missing"] for name in missing})


def _freeze(sending: _Sending, actor: Person) -> EntryVersion:
    number = EntryVersion.objects.filter(entry=sending.entry).count() + 1
    receipt = _receipt(sending, number)
    text = rfc8785.dumps(receipt)
    return EntryVersion.objects.create(
        entry=sending.entry,
        number=number,
        content=sending.content,
        submitted_by=actor,
        arrived_at=sending.arrived_at,
        committed_at=sending.committed_at,
        receipt_number=receipt["number"],
        receipt=text.decode(),
        signature=signing.sign(text),
    )


def _receipt(sending: _Sending, version: int) -> dict[str, Any]:
    edition, kept = sending.edition, ("slot", "name", "sha256", "size")
    count = EntryVersion.objects.filter(entry__edition=edition).count() + 1
    return {
        "v": 1,
        "number": f"{edition.entry_prefix}-{edition.year}-{count:04d}",
        "edition": str(edition.uid),
        "entry": str(sending.entry.uid),
        "team": sending.content["team"],
        "version": version,
        "content_hash": sending.hash,
        "files": [{key: file[key] for key in kept} for file in sending.content["files"]],
        "arrived_at": clock.instant_text(sending.arrived_at),
        "committed_at": clock.instant_text(sending.committed_at),
        "key_id": signing.key_id(),
    }
