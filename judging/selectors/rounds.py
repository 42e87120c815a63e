"""A round as its organizers see it: panel, seats, draw, results, publications."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from contest.models import Round
from judging.models import (
    ConflictStatement,
    Draw,
    Nda,
    Panel,
    PanelSeat,
    Publication,
    Recusal,
    SeatDevice,
    Slot,
)
from judging.selectors.results import current_result


def round_of(*, uid: UUID) -> Round | None:
    """A round with what its policy needs; the policy decides who sees it."""
    return (
        Round.objects.select_related("edition__contest__host", "rulebook").filter(uid=uid).first()
    )


def round_panels(round: Round) -> list[Panel]:  # noqa: A002 - the noun of the table
    """Panels with room and seats, in order."""
    seats = PanelSeat.objects.select_related("expert__person").order_by("number")
    return list(
        Panel.objects.filter(round=round)
        .select_related("room")
        .prefetch_related(Prefetch("seats", queryset=seats))
        .order_by("pk")
    )


def seat_progress(round: Round) -> dict[int, dict[str, Any]]:  # noqa: A002 - the noun of the table
    """By seat: device bound, undertaking signed, statements, live recusals; 4 queries."""
    people = PanelSeat.objects.filter(panel__round=round).values_list("pk", "expert__person_id")
    persons = dict(people)
    bound = set(
        SeatDevice.objects.filter(
            seat__panel__round=round, device__revoked_at__isnull=True
        ).values_list("seat_id", flat=True)
    )
    signed = set(
        Nda.objects.filter(edition=round.edition, person_id__in=persons.values()).values_list(
            "person_id", flat=True
        )
    )
    stated = list(
        ConflictStatement.objects.filter(seat__panel__round=round).values_list("seat_id", flat=True)
    )
    recused = list(
        Recusal.objects.filter(seat__panel__round=round, ended_at__isnull=True).values_list(
            "seat_id", flat=True
        )
    )
    return {
        seat: {
            "device_bound": seat in bound,
            "nda_signed": person in signed,
            "statements": stated.count(seat),
            "recusals": recused.count(seat),
        }
        for seat, person in persons.items()
    }


def round_draw(round: Round) -> Draw | None:  # noqa: A002 - the noun of the table
    """The round's draw, or None before it."""
    return Draw.objects.select_related("round").filter(round=round).first()


def round_slots(round: Round) -> list[Slot]:  # noqa: A002 - the noun of the table
    """The running order."""
    return list(
        Slot.objects.filter(room__panel__round=round)
        .select_related("entry__team", "room")
        .order_by("room_id", "position")
    )


def slot_of(*, uid: UUID) -> Slot | None:
    """A slot with what its policy and its command need."""
    return (
        Slot.objects.select_related("entry__team", "room__panel__round__edition__contest")
        .filter(uid=uid)
        .first()
    )


def round_result_facts(round: Round) -> dict[str, Any] | None:  # noqa: A002 - the noun of the table
    """State and version of the result that stands, without a row."""
    result = current_result(round)
    if result is None:
        return None
    return {"state": result.state, "version": result.version}


def round_publications(round: Round) -> list[Publication]:  # noqa: A002 - the noun of the table
    """The round's publications, oldest first."""
    return list(Publication.objects.filter(round=round).order_by("pk"))
