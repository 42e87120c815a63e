"""Alternates: none judges where she is not seated, and no place has two judges."""

from collections.abc import Iterator

from contest.models import EntryGrant
from judging.models import PanelSeat, ScoreSheet, Seating
from judging.selectors.seatings import LEFT
from judging.selectors.sheets import LIVE


def sheets_without_seating() -> Iterator[str]:
    """Sheets that count or take marks, of an alternate who is not seated for the entry."""
    seated = set(
        Seating.objects.filter(ended_at__isnull=True).values_list("alternate_id", "slot_id")
    )
    sheets = ScoreSheet.objects.filter(seat__is_alternate=True, state__in=LIVE)
    for sheet in sheets.order_by("pk"):
        if (sheet.seat_id, sheet.slot_id) not in seated:
            yield str(sheet.uid)


def places_doubled() -> Iterator[str]:
    """Seatings whose judge has a sheet that stands beside the alternate's."""
    standing = set(ScoreSheet.objects.filter(state__in=LIVE).values_list("seat_id", "slot_id"))
    seatings = Seating.objects.filter(ended_at__isnull=True) | Seating.objects.filter(LEFT)
    for row in seatings.order_by("pk"):
        if (row.seat_id, row.slot_id) in standing:
            yield str(row.uid)


def grants_without_seating() -> Iterator[str]:
    """Live grants by judging for an entry of a person who only waits as an alternate there."""
    waiting = PanelSeat.objects.filter(is_alternate=True).values("expert__person")
    sits = set(
        Seating.objects.filter(ended_at__isnull=True).values_list(
            "alternate__expert__person_id", "slot__entry_id"
        )
    )
    others = set(
        PanelSeat.objects.filter(is_alternate=False).values_list(
            "expert__person_id", "panel__round__edition_id"
        )
    )
    grants = EntryGrant.objects.filter(
        until__isnull=True, source="judging", person__in=waiting
    ).select_related("entry")
    for grant in grants.order_by("pk"):
        pair = (grant.person_id, grant.entry_id)
        if pair not in sits and (grant.person_id, grant.entry.edition_id) not in others:
            yield str(grant.uid)
