"""Seats: of a panel, and of the person who sits on them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from contest.models import Round, RoundState
from core.viewer import Viewer
from judging.models import Nda, PanelSeat, Recusal, ScoreSheet
from judging.selectors.seatings import sitting_seats

_WITH = (
    "panel__room",
    "panel__round__edition__contest__host",
    "panel__round__rulebook",
    "expert__person",
)


def seat_of(*, uid: UUID) -> PanelSeat | None:
    """A seat with what its policy and its commands need."""
    return PanelSeat.objects.select_related(*_WITH).filter(uid=uid).first()


def is_seated(*, person_id: int, edition_id: int) -> bool:
    """Whether the person has a seat in any round of the edition, an alternate's included."""
    return PanelSeat.objects.filter(
        expert__person_id=person_id, panel__round__edition_id=edition_id
    ).exists()


def scoring_seats(viewer: Viewer) -> QuerySet[PanelSeat]:
    """The viewer's own seats that score; an alternate's does where she is seated."""
    seats = sitting_seats().select_related(*_WITH)
    return _own(seats, viewer)


def _own(seats: "QuerySet[PanelSeat]", viewer: Viewer) -> "QuerySet[PanelSeat]":
    if viewer.person_id is None:
        return seats.none()
    return seats.filter(expert__person_id=viewer.person_id)


def judge_seat(*, viewer: Viewer, uid: UUID | None = None, waits: bool = False) -> PanelSeat | None:
    """The viewer's scoring seat: the asked one, else of the round that is nearest to scoring.

    With `waits` an alternate's, too, who waits for a place.
    """
    seats = scoring_seats(viewer)
    if waits:
        seats = _own(PanelSeat.objects.select_related(*_WITH), viewer)
    if uid is not None:
        seats = seats.filter(uid=uid)
    nearness = Case(
        When(panel__round__state=RoundState.OPEN, then=Value(0)),
        When(panel__round__state=RoundState.PREPARED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return seats.order_by(nearness, "-pk").first()


def judges_round(*, viewer: Viewer, round: Round) -> bool:  # noqa: A002 - the noun of the table
    """Whether the viewer has a scoring seat in the round."""
    return scoring_seats(viewer).filter(panel__round=round).exists()


def chairs_round(*, viewer: Viewer, round: Round) -> bool:  # noqa: A002 - the noun of the table
    """Whether the viewer chairs a panel of the round."""
    return scoring_seats(viewer).filter(panel__round=round, is_chair=True).exists()


def deciding_chair(sheet: ScoreSheet) -> PanelSeat | None:
    """The chair of the sheet's panel; None for her own sheet, or one of an entry not hers."""
    recused = Recusal.objects.filter(entry_id=sheet.slot.entry_id, ended_at__isnull=True)
    return (
        PanelSeat.objects.filter(panel_id=sheet.seat.panel_id, is_chair=True, is_alternate=False)
        .exclude(expert__person_id=sheet.seat.expert.person_id)
        .exclude(pk__in=recused.values("seat_id"))
        .select_related("expert")
        .first()
    )


def seat_of_other_kind(
    round: Round,  # noqa: A002 - the noun of the table
    kinds: Iterable[str],
) -> PanelSeat | None:
    """The first seat of the round whose judge is of none of these kinds, or None."""
    seats = PanelSeat.objects.filter(panel__round=round).exclude(expert__kind__in=list(kinds))
    return seats.order_by("number").first()


def nda_of(seat: PanelSeat) -> Nda | None:
    """The undertaking that the seat's judge signed for the edition, or None."""
    return Nda.objects.filter(
        person_id=seat.expert.person_id, edition_id=seat.panel.round.edition_id
    ).first()
