"""Teams and their people."""

from collections.abc import Collection
from uuid import UUID

from contest.models import Entry, Team, TeamMember
from core.models import Account
from core.viewer import Viewer


def members_of(*, entry: Entry) -> list[TeamMember]:
    """The live members, the leader first."""
    return list(
        TeamMember.objects.filter(team_id=entry.team_id, left_at__isnull=True)
        .select_related("person")
        .order_by("role", "pk")
    )


def member_emails(*, members: list[TeamMember]) -> dict[int, str]:
    """The first address of each member's accounts, by person."""
    accounts = Account.objects.filter(
        person_id__in=[member.person_id for member in members], email__isnull=False
    ).order_by("-pk")
    return {account.person_id: account.email for account in accounts}  # type: ignore[misc]


def team_places_of(*, viewer: Viewer) -> list[TeamMember]:
    """The teams the viewer belongs to, with their entries."""
    if viewer.member_id is None:
        return []
    return list(
        TeamMember.objects.filter(person_id=viewer.member_id, left_at__isnull=True)
        .select_related("team__entry")
        .order_by("pk")
    )


def competes(*, person_id: int, edition_id: int) -> bool:
    """Whether the person is in a team of the edition."""
    return competes_in(person_id=person_id, edition_ids=[edition_id])


def competes_in(*, person_id: int, edition_ids: Collection[int]) -> bool:
    """Whether the person is in a team of one of the editions."""
    return TeamMember.objects.filter(
        person_id=person_id, team__edition_id__in=edition_ids, left_at__isnull=True
    ).exists()


def team_of_link(*, team_id: UUID) -> Team | None:
    """The team that a link lets somebody into, with its entry and edition."""
    return Team.objects.filter(uid=team_id).select_related("entry", "edition__contest").first()
