"""Who does not score what."""

from uuid import UUID

from judging.models import PanelSeat, Recusal


def recused_pairs(*, round_id: int) -> set[tuple[int, int]]:
    """The live recusals of a round, as keys of seat and entry. One statement."""
    live = Recusal.objects.filter(seat__panel__round_id=round_id, ended_at__isnull=True)
    return set(live.values_list("seat_id", "entry_id"))


def recusal_of(seat: PanelSeat, *, uid: UUID) -> Recusal | None:
    """One recusal of the seat, ended or not."""
    return Recusal.objects.select_related("entry").filter(seat=seat, uid=uid).first()
