"""The machine's check of a version, and the desk's decision on it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from contest.models import Edition, EligibilityCheck, Entry, EntryVersion
from contest.ports import acceptance_steps
from contest.selectors.consents import required_missing
from contest.selectors.eligibility import eligibility_items
from contest.selectors.versions import latest_check
from contest.services.content import content_restore
from contest.services.entries import MACHINE, entry_locked
from contest.services.events import edition_log
from contest.services.locks import edition_locked
from core.errors import Problem
from core.models import Person

DECISIONS: Final = ("accept", "return", "reject")


@transaction.atomic
def eligibility_check_run(*, entry: Entry, version: EntryVersion) -> EligibilityCheck:
    """Write down what the machine finds; it decides nothing."""
    items = eligibility_items(entry=entry, version=version)
    return EligibilityCheck.objects.create(entry=entry, version=version, items=items)


@transaction.atomic
def entry_decide(
    *, entry: Entry, decision: str, actor: Person, at: datetime, reason: str = ""
) -> EligibilityCheck:
    """Accept (gives the number and runs the acceptance steps), return, or reject.

    Raises reason_missing for a return or rejection without words, consent_missing where a
    required consent was withdrawn since, entry_state_refused where the entry is not in check
    or was already returned once after the deadline.
    """
    if decision not in DECISIONS:
        raise Problem("field_invalid", fields={"decision": ["invalid_choice"]})
    if decision != "accept" and not reason.strip():
        raise Problem("reason_missing")
    edition = edition_locked(edition_id=entry.edition_id)
    locked = entry_locked(entry=entry)
    after = MACHINE.step(locked.state, decision)
    check = latest_check(entry=locked)
    if check is None:
        raise Problem("entry_state_refused", params={"state": locked.state, "verb": decision})
    if decision == "return":
        _require_first_late_return(edition, locked, at)
    if decision == "accept":
        _require_consents(locked)
        content_restore(entry=locked, version=check.version, at=at)
        locked.number = _next_number(edition)
    locked.state = after
    locked.save(update_fields=["state", "number"])
    _write_down(check, decision, reason, actor, at)
    if decision == "accept":
        acceptance_steps(entry=locked, at=at)
    body = {
        "entry": str(locked.uid),
        "decision": decision,
        "number": locked.number,
        "person": str(actor.uid),
        "reason": check.reason,
        "version": check.version.number,
    }
    edition_log(edition=edition, event="entry.decide", body=body, at=at)
    return check


def _write_down(
    check: EligibilityCheck, decision: str, reason: str, actor: Person, at: datetime
) -> None:
    check.decision = decision
    check.reason = reason.strip()
    check.decided_by = actor
    check.decided_at = at
    check.save(update_fields=["decision", "reason", "decided_by", "decided_at"])


def _require_consents(entry: Entry) -> None:
    """A required consent may have been withdrawn since the machine looked."""
    if missing := required_missing(entry=entry):
        raise Problem(
            "consent_missing", fields={f"consents.{kind}": ["missing"] for kind in missing}
        )


def _next_number(edition: Edition) -> str:
    # Numbers are never given back, so the count under the edition's lock has no gaps.
    given = Entry.objects.filter(edition=edition).exclude(number="").count()
    return f"{edition.entry_prefix}-{given + 1:02d}"


def _require_first_late_return(edition: Edition, entry: Entry, at: datetime) -> None:
    """Before the deadline as often as needed, after it once."""
    late = EligibilityCheck.objects.filter(
        entry=entry, decision="return", decided_at__gt=edition.closes_at
    )
    if at > edition.closes_at and late.exists():
        raise Problem("entry_state_refused", params={"state": entry.state, "verb": "return"})
