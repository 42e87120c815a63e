"""What a judge may see, written in the transaction of each step that allows or forbids it.

After the undertaking `read`; after a statement without conflict `files` and `score`; after a
recusal nothing. A closed round ends `score`. Never a live grant beside a live recusal.
"""

from datetime import datetime
from typing import Final

from contest.models import Capability, Edition, Entry, Round, RoundState
from contest.services.grants import grant_end, grants_end, grants_give
from core.models import Person
from judging.models import ConflictStatement, Nda, PanelSeat, Recusal
from judging.selectors.entries import panel_entries
from judging.selectors.seatings import seat_entries, seat_entry

SOURCE: Final = "judging"
_SCORING_AHEAD: Final = (RoundState.PREPARED, RoundState.OPEN)


def grants_after_nda(*, person: Person, edition: Edition, at: datetime) -> None:
    """`read` on the entries of the person's panels; nothing without a signed undertaking."""
    if not Nda.objects.filter(person=person, edition=edition).exists():
        return
    seats = _seats_lock(person, edition)
    recused = _recused(person)
    for seat in seats:
        entries = [entry for entry in seat_entries(seat) if entry.pk not in recused]
        grants_give(
            entries=entries, person=person, capabilities=[Capability.READ], source=SOURCE, at=at
        )


def grants_after_statement(*, seat: PanelSeat, entry: Entry, at: datetime) -> None:
    """`files` and, unless the round is closed, `score`; nothing for an entry not hers."""
    person = seat.expert.person
    if entry.pk in _recused(person) or seat_entry(seat, entry.uid) is None:
        return
    capabilities = [Capability.READ, Capability.FILES]
    if seat.panel.round.state in _SCORING_AHEAD:
        capabilities.append(Capability.SCORE)
    grants_give(entries=[entry], person=person, capabilities=capabilities, source=SOURCE, at=at)


def grants_to_newcomer(*, seat: PanelSeat, entry: Entry, at: datetime) -> None:
    """The entry comes to the seat's panel after the draw: she reads what she has signed for."""
    grants_after_nda(person=seat.expert.person, edition=seat.panel.round.edition, at=at)
    stated = ConflictStatement.objects.filter(seat=seat, entry=entry, has_conflict=False)
    if stated.exists():
        grants_after_statement(seat=seat, entry=entry, at=at)


def grants_after_recusal(*, person: Person, entry: Entry, at: datetime) -> None:
    """End everything that the person may do with the entry, whoever granted it."""
    grant_end(entry=entry, person=person, at=at)


def grants_after_draw(*, round: Round, at: datetime) -> None:  # noqa: A002 - the noun of the table
    """Each entry is heard in one room: judges of the others read it no more.

    What a judge holds of an entry by her seat in another round stays.
    """
    seats = PanelSeat.objects.select_related("panel__round", "expert__person").filter(
        panel__round=round, is_alternate=False
    )
    drawn = list(Entry.objects.filter(slots__room__panel__round=round))
    for seat in seats.order_by("pk"):
        grants_within_room(seat=seat, entries=drawn, at=at)


def grants_within_room(*, seat: PanelSeat, entries: list[Entry], at: datetime) -> None:
    """End what the judge may do with those of the entries that no panel of hers judges."""
    person = seat.expert.person
    own = PanelSeat.objects.select_related("panel").filter(
        expert__person=person,
        panel__round__edition_id=seat.panel.round.edition_id,
        is_alternate=False,
    )
    judged = {entry.pk for each in own for entry in panel_entries(each.panel)}
    others = [entry for entry in entries if entry.pk not in judged]
    grants_end(entries=others, person=person, source=SOURCE, at=at)


def grants_after_close(*, round: Round, at: datetime) -> None:  # noqa: A002 - the noun of the table
    """No more marks: end `score` on every entry of the round."""
    entries = list(Entry.objects.filter(slots__room__panel__round=round))
    grants_end(entries=entries, capabilities=[Capability.SCORE], source=SOURCE, at=at)


def grants_after_acceptance(*, entry: Entry, at: datetime) -> None:
    """Fills contest.entry_accepted: judges who signed before may read the newcomer too."""
    signed = Nda.objects.filter(edition=entry.edition).values("person")
    seats = PanelSeat.objects.filter(
        expert__person__in=signed,
        is_alternate=False,
        panel__round__edition=entry.edition,
        panel__round__state=RoundState.PREPARED,
        panel__round__draw__isnull=True,
    ).select_related("expert__person")
    for seat in seats.order_by("pk"):
        if entry.pk not in _recused(seat.expert.person):
            grants_give(
                entries=[entry],
                person=seat.expert.person,
                capabilities=[Capability.READ],
                source=SOURCE,
                at=at,
            )


def _recused(person: Person) -> set[int]:
    live = Recusal.objects.filter(seat__expert__person=person, ended_at__isnull=True)
    return set(live.values_list("entry_id", flat=True))


def _seats_lock(person: Person, edition: Edition) -> list[PanelSeat]:
    """The person's seats, locked: a recusal waits for the grants and the other way."""
    return list(
        PanelSeat.objects.select_for_update(of=("self",), no_key=True)
        .select_related("panel__round")
        .filter(expert__person=person, panel__round__edition=edition)
        .order_by("pk")
    )
