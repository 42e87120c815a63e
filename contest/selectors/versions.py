"""Submitted versions and the checks of them."""

from uuid import UUID

from contest.models import EligibilityCheck, Entry, EntryVersion
from core.errors import Problem


def versions_of(*, entry: Entry) -> list[EntryVersion]:
    """Every submitted version, the newest first."""
    return list(EntryVersion.objects.filter(entry=entry).order_by("-number"))


def version_of(*, entry: Entry, uid: UUID) -> EntryVersion:
    """One submitted version. Raises not_found."""
    found = EntryVersion.objects.filter(entry=entry, uid=uid).first()
    if found is None:
        raise Problem("not_found")
    return found


def latest_version(*, entry: Entry) -> EntryVersion | None:
    """What was submitted last."""
    return EntryVersion.objects.filter(entry=entry).order_by("-number").first()


def check_of(*, entry: Entry, uid: UUID) -> EligibilityCheck:
    """One check of the entry. Raises not_found."""
    found = (
        EligibilityCheck.objects.filter(entry=entry, uid=uid)
        .select_related("version", "decided_by")
        .first()
    )
    if found is None:
        raise Problem("not_found")
    return found


def latest_check(*, entry: Entry) -> EligibilityCheck | None:
    """The check of the version that was submitted last."""
    return (
        EligibilityCheck.objects.filter(entry=entry)
        .select_related("version", "decided_by")
        .order_by("-pk")
        .first()
    )
