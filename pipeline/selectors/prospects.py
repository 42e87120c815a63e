"""Prospects: consenting entries, without anything that the judging knows."""

from django.db.models import Prefetch, QuerySet

from contest.models import Entry, MemberRole, TeamMember
from core.viewer import SYSTEM, System, Viewer
from pipeline.models import Prospect
from pipeline.policy import READERS


def prospects_visible_to(viewer: Viewer | System) -> QuerySet[Prospect]:
    """Live prospects of the hosts where the viewer has a zone role."""
    leaders = (
        TeamMember.objects.filter(role=MemberRole.LEADER, left_at__isnull=True)
        .select_related("person")
        .prefetch_related("person__accounts")
    )
    live = (
        Prospect.objects.filter(until__isnull=True)
        .select_related("entry__edition", "entry__track", "entry__team__organization", "project")
        .prefetch_related(Prefetch("entry__team__members", leaders))
    )
    if viewer == SYSTEM:
        return live
    return live.filter(host_id__in=viewer.hosts_with(*READERS))


def prospects_of_entries(entry_ids: list[int]) -> dict[int, Prospect]:
    """Live prospects by entry, for steps that follow a publication."""
    rows = Prospect.objects.filter(entry_id__in=entry_ids, until__isnull=True).select_related(
        "entry__team", "entry__edition__contest__host"
    )
    return {row.entry_id: row for row in rows}


def prospect_of_entry(entry: Entry) -> Prospect | None:
    """The entry's prospect, ended or not."""
    return Prospect.objects.filter(entry=entry).first()
