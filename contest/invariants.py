"""What must hold between contest's rows."""

from collections.abc import Mapping
from typing import Final

from contest.selectors import checked
from core.invariants import Check

INVARIANTS: Final[Mapping[str, Check]] = {
    "entry_submitted_has_version": checked.submitted_without_version,
    "entry_receipt_signed": checked.receipts_unsigned,
    "entry_receipt_number_unique": checked.receipts_numbered_twice,
    "entry_version_has_leaf": checked.versions_without_leaf,
    "entry_grant_ends_with_entry": checked.grants_of_the_gone,
    "rulebook_hash": checked.rulebooks_unlike_hash,
    "consent_text_hash": checked.consent_texts_unlike_hash,
}


def invariants() -> Mapping[str, Check]:
    """The invariants of contest; wired to `core.invariants`."""
    return INVARIANTS
