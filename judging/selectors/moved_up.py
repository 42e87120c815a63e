"""When a team may know that it moved up, and who of it is told."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from contest.models import Entry, Round, TeamMember
from core.models import Account
from judging.models import Draw, Publication, Substitution


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of the team, the address she signs in with, her language or an empty word."""

    person_id: int
    email: str
    language: str


def moved_up_known(row: Substitution) -> bool:
    """Whether the result it follows from is public by now.

    That is so once the round's list was published; or once the list of the draw is fixed, which
    anybody may read.
    """
    return _known_by(row, None)


def moved_up_by(source: Round) -> list[Substitution]:
    """Those in force that follow from the round's result, whose own draw tells nobody yet."""
    drawn = Draw.objects.filter(round__edition_id=source.edition_id)
    rows = _with_words().filter(source=source, ended_at__isnull=True)
    return list(rows.exclude(round__in=drawn.values("round")))


def moved_up_into(round: Round) -> list[Substitution]:  # noqa: A002 - the noun of the table
    """Those in force of the round, whose source has published nothing yet."""
    published = Publication.objects.filter(opened_at__isnull=False)
    rows = _with_words().filter(round=round, ended_at__isnull=True)
    return list(rows.exclude(source__in=published.values("round")))


def moved_up_of(entry: Entry) -> list[Substitution]:
    """The entry's own that its team may know of, in the order in which they were made.

    One that was taken back before anybody could know of it was never told.
    """
    rows = list(_with_words().filter(entry=entry))
    return [row for row in rows if _known_by(row, row.ended_at)]


def _known_by(row: Substitution, at: datetime | None) -> bool:
    """Whether the result it follows from was public at the moment; None is now."""
    drawn = Draw.objects.filter(round=row.round)
    opened = Publication.objects.filter(round=row.source, opened_at__isnull=False)
    if at is not None:
        drawn, opened = drawn.filter(committed_at__lte=at), opened.filter(opened_at__lte=at)
    return opened.exists() or drawn.exists()


def readers_of(entry: Entry) -> list[Reader]:
    """The team's members with an address, each once; the leader first."""
    members = TeamMember.objects.filter(team_id=entry.team_id, left_at__isnull=True)
    ordered = list(members.order_by("role", "pk").values_list("person_id", flat=True))
    accounts = Account.objects.filter(
        person_id__in=ordered, email__isnull=False, is_active=True
    ).order_by("-pk")
    found = {
        each.person_id: Reader(each.person_id, each.email or "", each.language)
        for each in accounts
        if each.person_id is not None
    }
    return [found[person] for person in ordered if person in found]


def _with_words() -> "QuerySet[Substitution]":
    rows = Substitution.objects.select_related("round__edition", "source", "entry", "slot__room")
    return rows.order_by("pk")
