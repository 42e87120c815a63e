"""The entry's form: edited field by field under one revision, and taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from contest import policy
from contest.form import FIELDS
from contest.models import Division, Entry, EntryState, Track
from contest.ports import withdrawal_steps
from contest.services.events import edition_log
from contest.services.grants import grants_end
from core.errors import Problem
from core.models import Person
from core.states import Machine

EDITABLE: Final = frozenset({*FIELDS, "track", "division"})

MACHINE: Final = Machine(
    noun="entry",
    states=tuple(EntryState.values),
    moves={
        ("draft", "submit"): "submitted",
        ("returned", "submit"): "submitted",
        ("in_check", "submit"): "submitted",
        ("submitted", "check"): "in_check",
        ("in_check", "accept"): "accepted",
        ("in_check", "return"): "returned",
        ("in_check", "reject"): "rejected",
        ("draft", "withdraw"): "withdrawn",
        ("submitted", "withdraw"): "withdrawn",
        ("in_check", "withdraw"): "withdrawn",
        ("returned", "withdraw"): "withdrawn",
        ("accepted", "withdraw"): "withdrawn",
        ("accepted", "disqualify"): "disqualified",
    },
    refusal="entry_state_refused",
)


def entry_locked(*, entry: Entry) -> Entry:
    """The entry's row, locked, with its edition as it stands now."""
    rows = Entry.objects.select_for_update(of=("self",))
    return rows.select_related("edition__contest__host", "team", "track", "division").get(
        pk=entry.pk
    )


@transaction.atomic
def entry_edit(
    *, entry: Entry, base_rev: int, changes: Mapping[str, Any], actor: Person, at: datetime
) -> Entry:
    """Change fields of the form; every edit raises `rev` by one.

    Raises edit_stale where `base_rev` is not the revision in force, entry_locked,
    deadline_passed, field_unknown, field_invalid (a track or division of another edition).
    `actor` is who the policy let in.
    """
    unknown = sorted(set(changes) - EDITABLE)
    if unknown:
        raise Problem("field_unknown", fields={name: ["unknown"] for name in unknown})
    locked = entry_locked(entry=entry)
    policy.entry_editable(entry=locked, at=at).enforce()
    if locked.rev != base_rev:
        raise Problem("edit_stale", params={"rev": str(locked.rev)})
    for name, value in changes.items():
        _require_same_edition(locked, name, value)
        setattr(locked, name, value)
    locked.rev += 1
    locked.save(update_fields=[*changes, "rev"])
    return locked


def _require_same_edition(entry: Entry, name: str, value: Any) -> None:
    if isinstance(value, Track | Division) and value.edition_id != entry.edition_id:
        raise Problem("field_invalid", fields={name: ["does_not_exist"]})


@transaction.atomic
def entry_withdraw(*, entry: Entry, reason: str, actor: Person, at: datetime) -> Entry:
    """Take the entry back for good; nobody's grant on it lives on.

    Raises reason_missing, entry_state_refused.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    locked = entry_locked(entry=entry)
    policy.entry_withdrawable(entry=locked).enforce()
    locked.state = MACHINE.step(locked.state, "withdraw")
    locked.save(update_fields=["state"])
    grants_end(entries=[locked], at=at)
    withdrawal_steps(entry=locked, at=at)
    body = {"entry": str(locked.uid), "person": str(actor.uid), "reason": reason.strip()}
    edition_log(edition=locked.edition, event="entry.withdraw", body=body, at=at)
    return locked


@transaction.atomic
def entry_disqualify(*, entry: Entry, clause: str, actor: Person, at: datetime) -> Entry:
    """Strike an accepted entry for good, by a clause of the rules; no grant on it lives on.

    Raises reason_missing without a clause, entry_state_refused.
    """
    if not clause.strip():
        raise Problem("reason_missing")
    locked = entry_locked(entry=entry)
    locked.state = MACHINE.step(locked.state, "disqualify")
    locked.save(update_fields=["state"])
    grants_end(entries=[locked], at=at)
    withdrawal_steps(entry=locked, at=at)
    body = {"entry": str(locked.uid), "person": str(actor.uid), "clause": clause.strip()}
    edition_log(edition=locked.edition, event="entry.disqualify", body=body, at=at)
    return locked
