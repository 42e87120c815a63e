"""Publications, and who may not have a hand in one."""

from collections.abc import Sequence
from uuid import UUID

from contest.models import Entry, Round, TeamMember
from core.models import Person
from judging.models import PanelSeat, Publication, PublicationState, Recusal


def publication_of(*, uid: UUID) -> Publication | None:
    """A publication with what its policy needs; the policy decides who sees it."""
    return (
        Publication.objects.select_related(
            "round__edition__contest__host", "prepared_by", "approved_by"
        )
        .prefetch_related("todos__entry")
        .filter(uid=uid)
        .first()
    )


def is_published(round: Round) -> bool:  # noqa: A002 - the noun of the table
    """Whether anything of the round was ever opened to everybody."""
    opened = (PublicationState.OPENED, PublicationState.CORRECTED, PublicationState.VOID)
    return Publication.objects.filter(round=round, state__in=opened).exists()


def publication_waits(round: Round) -> bool:  # noqa: A002 - the noun of the table
    """Whether one is prepared or approved and not opened yet."""
    waits = (PublicationState.PREPARED, PublicationState.APPROVED, PublicationState.ARMED)
    return Publication.objects.filter(round=round, state__in=waits).exists()


def publisher_conflicted(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    person: Person,
    entries: Sequence[Entry],
) -> bool:
    """Whether the person judges the round, is recused from, or belongs to a ranked entry."""
    if PanelSeat.objects.filter(panel__round=round, expert__person=person).exists():
        return True
    recused = Recusal.objects.filter(
        seat__expert__person=person, entry__in=entries, ended_at__isnull=True
    )
    member = TeamMember.objects.filter(team__entry__in=entries, person=person, left_at__isnull=True)
    return recused.exists() or member.exists()
