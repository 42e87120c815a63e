"""The sheets that the hall has seen: a correction after the reveal is not shown by itself."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from judging.models import ScoreCell, ScoreSheet


def hall_sheets(live: "QuerySet[ScoreSheet]") -> list[ScoreSheet]:
    """These sheets by seat number, each as it was when its marks were shown.

    What the hall saw stays on its screen until the result is published. One statement more than
    asked where a mark was changed since, none otherwise.
    """
    rows = live.select_related("seat__expert", "slot__entry").prefetch_related(
        Prefetch("cells", queryset=ScoreCell.objects.order_by("pk"))
    )
    found = list(rows.order_by("seat__number", "pk"))
    while later := [sheet for sheet in found if sheet.after_reveal]:
        before = _before(later)
        found = [before.get(sheet.pk, sheet) for sheet in found]
    return found


def _before(later: Iterable[ScoreSheet]) -> dict[int, ScoreSheet]:
    """By successor, the sheet whose place it took."""
    rows = ScoreSheet.objects.filter(successor__in=later).select_related(
        "seat__expert", "slot__entry", "successor"
    )
    return {row.successor.pk: row for row in rows.prefetch_related("cells")}
