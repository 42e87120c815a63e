"""What an entry still lacks before it can be submitted."""

from contest.models import Entry, MemberRole
from contest.selectors.consents import required_missing
from contest.selectors.files import live_files
from contest.slots import REQUIRED_SLOTS


def fields_missing(*, entry: Entry) -> list[str]:
    """Names of required fields and file slots that are empty."""
    empty = [name for name in ("title", "summary") if not getattr(entry, name).strip()]
    empty += [name for name in ("track", "division") if getattr(entry, f"{name}_id") is None]
    filled = {placed.slot for placed in live_files(entry=entry)}
    return empty + [slot for slot in REQUIRED_SLOTS if slot not in filled]


def entry_missing(*, entry: Entry) -> list[str]:
    """All that is missing: fields, slots, and `consents.<kind>`."""
    consents = [f"consents.{kind}" for kind in required_missing(entry=entry)]
    return fields_missing(entry=entry) + consents


def has_leader(*, entry: Entry) -> bool:
    """Whether a live member leads the team."""
    return entry.team.members.filter(role=MemberRole.LEADER, left_at__isnull=True).exists()
