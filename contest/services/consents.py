"""Separate consents of an entry: given to the words in force, withdrawn without erasing."""

from datetime import datetime

from django.db import transaction

from contest.models import Consent, Entry
from contest.ports import consent_steps
from contest.selectors.consents import text_in_force
from contest.services.entries import entry_locked
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person


@transaction.atomic
def consent_give(
    *, entry: Entry, kind: str, text_version: int, actor: Person, at: datetime
) -> Consent:
    """Agree to the newest words of a kind; agreeing again changes nothing.

    Raises not_found where the edition does not ask for it and consent_text_stale where the
    words that were shown are no longer in force.
    """
    locked = entry_locked(entry=entry)
    text = text_in_force(entry=locked, kind=kind)
    if text is None:
        raise Problem("not_found")
    if text.version != text_version:
        raise Problem("consent_text_stale", params={"version": str(text.version)})
    live = Consent.objects.filter(entry=locked, text__kind=kind, withdrawn_at__isnull=True)
    given = live.filter(text=text).first()
    if given is not None:
        return given
    live.update(withdrawn_at=at)
    consent = Consent.objects.create(entry=locked, text=text, person=actor, given_at=at)
    consent_steps(entry=locked, at=at)
    _log(locked, "consent.give", kind, {"version": text.version, "text_hash": text.hash}, at)
    return consent


@transaction.atomic
def consent_withdraw(*, entry: Entry, kind: str, actor: Person, at: datetime) -> int:
    """End the consents of a kind; returns how many there were. `actor` is kept in the log."""
    locked = entry_locked(entry=entry)
    ended = Consent.objects.filter(entry=locked, text__kind=kind, withdrawn_at__isnull=True).update(
        withdrawn_at=at
    )
    if ended:
        consent_steps(entry=locked, at=at)
        _log(locked, "consent.withdraw", kind, {"person": str(actor.uid)}, at)
    return ended


def _log(entry: Entry, verb: str, kind: str, facts: dict[str, int | str], at: datetime) -> None:
    body = {"entry": str(entry.uid), "kind": kind, **facts}
    edition_log(edition=entry.edition, event=verb, body=body, at=at)
