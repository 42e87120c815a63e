"""Submitted versions and the checks of them."""

from contest.models import EligibilityCheck, Entry, EntryVersion


def versions_of(*, entry: Entry) -> list[EntryVersion]:
    """Every submitted version, the newest first."""
    return list(EntryVersion.objects.filter(entry=entry).order_by("-number"))


def latest_version(*, entry: Entry) -> EntryVersion | None:
    """What was submitted last."""
    return EntryVersion.objects.filter(entry=entry).order_by("-number").first()


def latest_check(*, entry: Entry) -> EligibilityCheck | None:
    """The check of the version that was submitted last."""
    return (
        EligibilityCheck.objects.filter(entry=entry)
        .select_related("version", "decided_by")
        .order_by("-pk")
        .first()
    )
