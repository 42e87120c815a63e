"""Substitutions: whoever moved up into a turn has it."""

from collections.abc import Iterator

from judging.models import Substitution


def substitutes_without_turn() -> Iterator[str]:
    """Live substitutions into a turn that somebody else has, whoever followed set aside."""
    live = Substitution.objects.filter(ended_at__isnull=True)
    followed = set(live.values_list("round_id", "left_id"))
    for row in live.filter(slot__isnull=False).select_related("slot").order_by("pk"):
        assert row.slot is not None
        has = row.slot.entry_id == row.entry_id
        if not has and (row.round_id, row.entry_id) not in followed:
            yield str(row.uid)
