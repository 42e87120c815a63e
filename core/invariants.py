"""What must hold in the database whatever happened: named checks that anybody may run.

Each package names its own; `config.wiring` gathers them (port `core.invariants`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.ports import port
from core.selectors import audit, checkpoints_checked, memberships_checked, stored_files
from core.selectors.log_checked import (
    leaves_unlike_openings,
    openings_missing,
    seqs_with_gaps,
)

Check = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Violation:
    """An object that breaks an invariant, by its public id. Never a value."""

    invariant: str
    object: str


INVARIANTS: Final[Mapping[str, Check]] = {
    "log_seq_gap_free": seqs_with_gaps,
    "log_leaf_opens": leaves_unlike_openings,
    "log_opening_present": openings_missing,
    "log_frontier": checkpoints_checked.frontiers_unlike_leaves,
    "log_checkpoint_root": checkpoints_checked.checkpoints_unlike_leaves,
    "log_checkpoint_signed": checkpoints_checked.checkpoints_unsigned,
    "audit_event_has_leaf": audit.places_unlike_leaves,
    "audit_leaf_has_event": audit.leaves_without_event,
    "membership_verifier_or_witness": memberships_checked.verifiers_who_witness,
    "file_stored": stored_files.files_unlike_bytes,
}


def invariants() -> Mapping[str, Check]:
    """The invariants of core; wired to `core.invariants`."""
    return INVARIANTS


def invariants_all() -> dict[str, Check]:
    """Every package's invariants by name."""
    gathered: dict[str, Check] = {}
    for package in port("core.invariants"):
        gathered |= package()
    return gathered


def violations_find() -> list[Violation]:
    """Run every invariant. A check that stumbles over broken rows counts as violated."""
    found: list[Violation] = []
    for name, check in invariants_all().items():
        found.extend(_run(name, check))
    return found


def _run(name: str, check: Check) -> list[Violation]:
    try:
        return [Violation(name, each) for each in check()]
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as error:
        # What it reads is not even well formed: that is a finding, not a reason to stop.
        return [Violation(name, f"unreadable:{type(error).__name__}")]


def violations_document(found: Iterable[Violation]) -> dict[str, Any]:
    """The findings by invariant, for `--json`."""
    named: dict[str, list[str]] = {}
    for each in found:
        named.setdefault(each.invariant, []).append(each.object)
    return {"checked": sorted(invariants_all()), "violated": named, "clean": not named}
