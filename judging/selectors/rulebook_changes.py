"""Changes of rulebooks, for the people who run the round."""

from uuid import UUID

from contest.models import Round
from judging.models import RulebookChange


def rulebook_change_of(*, uid: UUID) -> RulebookChange | None:
    """The change with its round and both versions."""
    rows = RulebookChange.objects.select_related(
        "round__edition__contest", "before", "after", "proposed_by", "approved_by"
    )
    return rows.filter(uid=uid).first()


def rulebook_changes_of(round: Round) -> list[RulebookChange]:  # noqa: A002 - the noun of the table
    """All changes of a round, the newest first."""
    rows = RulebookChange.objects.filter(round=round).order_by("-pk")
    return list(rows.select_related("round", "before", "after", "proposed_by", "approved_by"))
