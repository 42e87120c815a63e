"""Who does not score what."""

from judging.models import Recusal


def recused_pairs(*, round_id: int) -> set[tuple[int, int]]:
    """The live recusals of a round, as keys of seat and entry. One statement."""
    live = Recusal.objects.filter(seat__panel__round_id=round_id, ended_at__isnull=True)
    return set(live.values_list("seat_id", "entry_id"))
