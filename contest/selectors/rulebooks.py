"""Rulebook documents of an edition, for commands that print or compare them."""

from contest.models import Edition, Rulebook


def rulebook_versions(*, edition: Edition) -> list[Rulebook]:
    """All versions, the latest first."""
    return list(Rulebook.objects.filter(edition=edition).order_by("-version"))
